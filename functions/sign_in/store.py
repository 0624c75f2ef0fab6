"""Rows of the table `sessions`: begun sign-ins and sessions, found by the digest of a token that only a cookie holds.

What they say is sealed for that token. Clear are two instants alone: `expires_at`, from which on the row is worth
nothing (it is filtered here, the table's own expiry deletes it later), and `seen_at`, which moves once a minute.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from functions.runtime.database import Absent, ConditionFailedError, Database, Delete, Item, Matches, Put, Table, Update
from functions.sign_in.session import BEGUN_FOR, BegunRecord, Session, SessionRecord, limits_of
from functions.units.clock import SystemClock
from functions.vault.errors import BrokenSealError
from functions.vault.gate import Gates
from functions.vault.keyring import Secret
from functions.vault.place import Place
from functions.vault.record_bytes import canonical
from functions.vault.token_seal import new_token, open_for_token, seal_for_token, token_digest

type SecretOf = Callable[[Secret], bytes]

_SESSION, _BEGUN = "session", "sign-in"
_SEEN_AGAIN_AFTER = timedelta(minutes=1)


class SessionStore:
    """Begins, finds and ends sign-ins and sessions."""

    def __init__(
        self, database: Database, gates: Gates, clock: SystemClock, secret_of: Callable[[Secret], bytes]
    ) -> None:
        """Take the database, its gates, the real clock, and what unwraps a secret."""
        self._database, self._gates, self._clock, self._secret_of = database, gates, clock, secret_of

    def begin(self, begun: BegunRecord) -> str:
        """Keep a begun sign-in; return the token for its cookie."""
        until = self._clock.real_now() + BEGUN_FOR
        return self._put(_BEGUN, begun.model_dump(exclude_none=True), until)

    def take(self, token: str) -> BegunRecord | None:
        """Take a begun sign-in out: it is good for one answer. None when it is unknown, used or too old."""
        opened = self._open(token, _BEGUN)
        if opened is None:
            return None
        try:
            self._database.write(Delete(Table.SESSIONS, _place(token, _BEGUN).key, Matches()))
        except ConditionFailedError:
            return None
        return BegunRecord.model_validate_json(opened[1])

    def open(self, record: SessionRecord, ends_at: datetime) -> str:
        """Open a session that ends at an instant, or when it is not used; return the token for its cookie."""
        now = self._clock.real_now()
        return self._put(_SESSION, record.model_dump(), min(ends_at, now + limits_of(record.kind).idle))

    def find(self, token: str) -> Session | None:
        """Return an open session and note that it is in use; None when there is none or it ended."""
        opened = self._open(token, _SESSION)
        if opened is None:
            return None
        row, content = opened
        session = Session(SessionRecord.model_validate_json(content), token_digest(token))
        now = self._clock.real_now()
        if session.ends_at <= now:
            return None
        if now - _SEEN_AGAIN_AFTER >= datetime.fromtimestamp(_whole(row["seen_at"]), now.tzinfo):
            until = min(session.ends_at, now + limits_of(session.record.kind).idle)
            seen: Item = {"seen_at": int(now.timestamp()), "expires_at": int(until.timestamp())}
            try:
                self._database.write(Update(Table.SESSIONS, _place(token, _SESSION).key, seen, condition=Matches()))
            except ConditionFailedError:
                return None  # it was ended a moment ago
        return session

    def end(self, token: str) -> None:
        """End a session; nothing happens when there is none."""
        self._gates.require(Table.SESSIONS)
        self._database.write(Delete(Table.SESSIONS, _place(token, _SESSION).key))

    def _secret(self) -> bytes:
        return self._secret_of(Secret.SESSIONS)

    def _put(self, sort: str, members: dict[str, object], until: datetime) -> str:
        self._gates.require(Table.SESSIONS)
        token = new_token()
        place = _place(token, sort)
        content = json.loads(json.dumps(members))
        item: Item = {
            "pk": place.pk,
            "sk": place.sk,
            "sealed": [seal_for_token(self._secret(), token, place, canonical(content))],
            "seen_at": int(self._clock.real_now().timestamp()),
            "expires_at": int(until.timestamp()),
        }
        self._database.write(Put(Table.SESSIONS, item, Absent()))
        return token

    def _open(self, token: str, sort: str) -> tuple[Item, bytes] | None:
        self._gates.require(Table.SESSIONS)
        place = _place(token, sort)
        row = self._database.get(Table.SESSIONS, place.key)
        if row is None or _whole(row["expires_at"]) <= self._clock.real_now().timestamp():
            return None
        sealed = row["sealed"]
        blob = sealed[0] if isinstance(sealed, list | tuple) and sealed else None
        if not isinstance(blob, bytes):
            return None
        try:
            return row, open_for_token(self._secret(), token, place, blob)
        except BrokenSealError:
            return None  # a row that was moved or altered is no session


def _place(token: str, sort: str) -> Place:
    return Place(Table.SESSIONS, token_digest(token), sort)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
