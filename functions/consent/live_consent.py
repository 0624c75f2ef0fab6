"""The proof that a visitor allows one kind of thing now. A server function that needs permission takes it, or fails."""

from dataclasses import dataclass
from datetime import timedelta

from functions.consent.choice import KINDS
from functions.consent.record_consent import PREFIX
from functions.consent.store import ConsentStore
from functions.units.clock import BusinessClock, parse_instant
from functions.vault.ids import is_id

LIFE = timedelta(days=182)  # `chosen`: six months, as long as the cookie (docs/website.md)


class NoConsentError(Exception):
    """There is no live consent for the kind: never given, refused, withdrawn, too old, or no such kind."""


@dataclass(frozen=True, slots=True)
class LiveConsent:
    """A visitor allows `kind`; made by `require_consent` alone."""

    kind: str
    consent: str
    recorded_at: str


def require_consent(store: ConsentStore, clock: BusinessClock, kind: str, consent: str | None) -> LiveConsent:
    """Return the proof; NoConsentError when the last choice under the id does not allow the kind now."""
    if kind not in KINDS or consent is None or not is_id(consent, PREFIX):
        raise NoConsentError
    history = store.history(consent)
    if not history:
        raise NoConsentError
    last = history[-1]
    if last.choices.get(kind) is not True or clock.instant() - parse_instant(last.recorded_at) > LIFE:
        raise NoConsentError
    return LiveConsent(kind, consent, last.recorded_at)
