"""Record a choice: a new record of its own, or the next one of an id; a repeat is recognised and answered the same."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from functions.consent.choice import Choices, ConsentForm, derived_choices
from functions.consent.consent_record import FIRST, ConsentRecord
from functions.consent.store import ConsentStore
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode
from functions.units.clock import BusinessClock, instant_text
from functions.vault.ids import id_from, is_id, new_id
from functions.vault.keyring import Keyring, Secret
from functions.vault.signature import signed

PREFIX = "cns"
_TRIES = 8


@dataclass(frozen=True, slots=True)
class PostedConsent:
    """The checked form with the request as received. `signal`: the browser sent `Sec-GPC: 1`."""

    form: ConsentForm
    body: bytes
    key: str | None
    signal: bool


class RecordConsent:
    """The use-case, with what it stands on."""

    def __init__(self, store: ConsentStore, keyring: Keyring, clock: BusinessClock) -> None:
        """Take the store, the keys and the business clock."""
        self._store, self._keyring, self._clock = store, keyring, clock

    def record(self, posted: PostedConsent) -> ConsentRecord:
        """Return the record that holds the choice.

        Raises Problem: 404 for an unknown `id`, 409 for another body under the same key, 422 for a choice that says
        nothing.
        """
        method, choices = _said(posted)
        consent = posted.form.id or self._new_id(posted.key)
        mark = None if posted.key is None else self._mac("request", consent, posted.key.encode())
        body_mark = self._mac("body", consent, posted.body)
        for _ in range(_TRIES):
            # A new id is written at once: one call. An id that is continued is read first.
            history = self._history(posted.form.id)
            repeated = next((one for one in history if mark is not None and one.request_mark == mark), None)
            if repeated is not None:
                return _same(repeated, body_mark)
            record = ConsentRecord(
                consent=consent,
                sequence=FIRST + len(history),
                recorded_at=instant_text(self._clock.instant()),
                language=posted.form.language,
                method=method,
                banner_version=posted.form.banner_version,
                choices=choices.model_dump(),
                signal_seen=posted.signal,
                previous=history[-1].digest if history else "",
                request_mark=mark,
                body_mark=body_mark,
            )
            record = self._signed(record)
            standing = self._store.append(record, withdraws=_withdraws(history, record))
            if standing is None:
                return record
            if posted.form.id is None:
                return _same(standing, body_mark)
        raise Problem(ProblemCode.TRY_AGAIN, retry_after=1)

    def _history(self, consent: str | None) -> list[ConsentRecord]:
        if consent is None:
            return []
        history = self._store.history(consent) if is_id(consent, PREFIX) else []
        if not history:
            raise Problem(ProblemCode.NOT_FOUND)
        return history

    def _signed(self, record: ConsentRecord) -> ConsentRecord:
        signature = signed(record.document, self._keyring)["signature"]
        assert isinstance(signature, dict)  # noqa: S101 - `signed` makes it so
        return replace(record, signature=signature)

    def _new_id(self, key: str | None) -> str:
        return new_id(PREFIX) if key is None else id_from(PREFIX, bytes.fromhex(self._mac("id", "", key.encode())))

    def _mac(self, use: str, consent: str, content: bytes) -> str:
        secret = self._keyring.secret(Secret.RECEIPTS)
        return hmac.new(secret, f"consent-{use}|{consent}|".encode() + content, sha256).hexdigest()


def _withdraws(history: Sequence[ConsentRecord], record: ConsentRecord) -> bool:
    """Tell whether a record takes back a yes of the one before it."""
    before = history[-1].choices if history else {}
    return any(said and not record.choices.get(purpose, False) for purpose, said in before.items())


def _said(posted: PostedConsent) -> tuple[str, Choices]:
    """Return method and choices; the browser's signal refuses everything where the visitor chose nothing."""
    method = posted.form.method
    if method is None:
        if not posted.signal:
            raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError("/method", MemberCode.MISSING)])
        method = "browser_signal"
    choices = derived_choices(method, posted.form.choices)
    if choices is None:
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError("/choices", MemberCode.CHOICES_MISSING)])
    return method, choices


def _same(standing: ConsentRecord, body_mark: str) -> ConsentRecord:
    if standing.body_mark != body_mark:
        raise Problem(ProblemCode.SAME_KEY_OTHER_BODY)
    return standing
