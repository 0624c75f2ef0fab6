"""Rows of the table `sessions`: begun sign-ins and sessions, found by the digest of a token that only a cookie holds.

They hold ids, roles and random values. Expired rows are filtered here; the table's own expiry deletes them later.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from functions.register.record_type import RecordType
from functions.register.retention import hours_of
from functions.runtime.database import Absent, ConditionFailedError, Database, Delete, Item, Key, Matches, Put, Table
from functions.staff.staff_member import StaffMember
from functions.units.clock import SystemClock
from functions.vault.gate import Gates

_TOKEN_BYTES = 32
_SESSION, _BEGUN = "session", "sign-in"
BEGUN_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, repr=False)
class BegunSignIn:
    """What binds the provider's answer to the browser that asked for it (OpenID Connect state and nonce, PKCE)."""

    state: str
    nonce: str
    verifier: str


class SessionStore:
    """Begins, finds and ends sign-ins and sessions."""

    def __init__(self, database: Database, gates: Gates, clock: SystemClock) -> None:
        """Take the database, its gates and the real clock."""
        self._database, self._gates, self._clock = database, gates, clock

    def begin(self) -> tuple[str, BegunSignIn]:
        """Begin a sign-in: the token for the cookie, and the values that the provider's answer must fit."""
        begun = BegunSignIn(_random(), _random(), _random())
        members: Item = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
        return self._put(_BEGUN, members, self._clock.real_now() + BEGUN_FOR), begun

    def take(self, token: str) -> BegunSignIn | None:
        """Take a begun sign-in out: it is good for one answer. None when it is unknown, used or too old."""
        row = self._get(token, _BEGUN)
        if row is None:
            return None
        try:
            self._database.write(Delete(Table.SESSIONS, _key(token, _BEGUN), Matches()))
        except ConditionFailedError:
            return None
        return BegunSignIn(str(row["state"]), str(row["nonce"]), str(row["verifier"]))

    def open(self, member: StaffMember) -> tuple[str, datetime]:
        """Open a session: the token for the cookie, and when it ends."""
        until = self._clock.real_now() + timedelta(hours=hours_of(RecordType.SESSION))
        return self._put(_SESSION, {"staff": member.staff, "roles": sorted(member.roles)}, until), until

    def find(self, token: str) -> StaffMember | None:
        """Return who holds a session; None when there is none or it ended."""
        row = self._get(token, _SESSION)
        if row is None:
            return None
        roles = row["roles"]
        return StaffMember(str(row["staff"]), frozenset(map(str, roles if isinstance(roles, list | tuple) else ())))

    def end(self, token: str) -> None:
        """End a session; nothing happens when there is none."""
        self._gates.require(Table.SESSIONS)
        self._database.write(Delete(Table.SESSIONS, _key(token, _SESSION)))

    def _put(self, sort: str, members: Item, until: datetime) -> str:
        self._gates.require(Table.SESSIONS)
        token = _random()
        key = _key(token, sort)
        item: Item = {"pk": key.pk, "sk": key.sk, **members, "expires_at": int(until.timestamp())}
        self._database.write(Put(Table.SESSIONS, item, Absent()))
        return token

    def _get(self, token: str, sort: str) -> Item | None:
        self._gates.require(Table.SESSIONS)
        row = self._database.get(Table.SESSIONS, _key(token, sort))
        if row is None:
            return None
        expires_at = row["expires_at"]
        alive = isinstance(expires_at, int) and expires_at > self._clock.real_now().timestamp()
        return row if alive else None


def _random() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _key(token: str, sort: str) -> Key:
    return Key(sha256(token.encode()).hexdigest(), sort)
