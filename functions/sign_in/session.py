"""What a session and a begun sign-in hold. Both rest sealed whole under a key that only the cookie's token makes."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Literal

from functions.register.held import Clear, HeldRecord
from functions.register.record_type import RecordType
from functions.register.retention import hours_of
from functions.sign_in.staff_member import StaffMember
from functions.units.clock import parse_instant
from functions.vault.strong_sign_in import Act, Assurance, StrongSignIn

type Kind = Literal["person", "staff"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts without use, and at most."""

    idle: timedelta
    longest: timedelta


BEGUN_FOR = timedelta(minutes=10)


def limits_of(kind: Kind) -> Limits:
    """Return the limits of a citizen's or a member of staff's session; none is longer than the register's term.

    Chosen: a shared computer at a counter or in a library is left within minutes.
    """
    longest = timedelta(hours=hours_of(RecordType.SESSION))
    if kind == "staff":
        return Limits(timedelta(minutes=30), longest)
    return Limits(timedelta(minutes=15), min(timedelta(hours=2), longest))


class SessionRecord(HeldRecord):
    """A session as it rests. `holder` is `prs_` or `stf_`, `account` a keyed digest of the provider's own name."""

    kind: Annotated[Kind, Clear("says person or staff")]
    holder: Annotated[str, Clear("an id that says nothing")]
    roles: Annotated[tuple[str, ...], Clear("roles of the register")]
    provider: Annotated[str, Clear("the name of a provider")]
    account: Annotated[str, Clear("a keyed digest")]
    acr: Annotated[str, Clear("the provider's word for a level")]
    level: Annotated[int, Clear("a level of assurance")]
    proved_at: Annotated[str, Clear("an instant, sealed with the rest")]
    ends_at: Annotated[str, Clear("an instant, sealed with the rest")]
    form_key: Annotated[str, Clear("random bits")]


class BegunRecord(HeldRecord):
    """A begun sign-in as it rests: what binds the provider's answer to the browser that asked (state, nonce, PKCE).

    `act` is what the person wants to do after it; `holder` and `account` name who was signed in already: only they may
    go on.
    """

    provider: Annotated[str, Clear("the name of a provider")]
    state: Annotated[str, Clear("random bits")]
    nonce: Annotated[str, Clear("random bits")]
    verifier: Annotated[str, Clear("random bits")]
    act: Annotated[str, Clear("an act of the list")]
    began_at: Annotated[str, Clear("an instant, sealed with the rest")]
    next_path: Annotated[str | None, Clear("a path of our own pages")] = None
    holder: Annotated[str | None, Clear("an id that says nothing")] = None
    account: Annotated[str | None, Clear("a keyed digest")] = None

    @property
    def wanted(self) -> Act:
        """The act that the sign-in must be enough for."""
        return Act(self.act)


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """An open session, found by its token."""

    record: SessionRecord
    digest: str

    @property
    def holder(self) -> str:
        """Who is signed in: `prs_` or `stf_`."""
        return self.record.holder

    @property
    def is_person(self) -> bool:
        """Whether a citizen is signed in."""
        return self.record.kind == "person"

    @property
    def member(self) -> StaffMember:
        """The member of staff who is signed in."""
        return StaffMember(self.record.holder, frozenset(self.record.roles))

    @property
    def ends_at(self) -> datetime:
        """When it ends at the latest."""
        return parse_instant(self.record.ends_at)

    @property
    def proof(self) -> StrongSignIn:
        """What the sign-in proved, for the use-cases that ask for it."""
        record = self.record
        proved = parse_instant(record.proved_at)
        return StrongSignIn(
            record.holder, record.provider, record.acr, Assurance(record.level), proved, session=self.digest
        )

    @property
    def form_token(self) -> str:
        """What a page of this session posts along, so that no other site can post in its name."""
        signed = hmac.new(self.record.form_key.encode(), b"form", sha256).digest()
        return base64.urlsafe_b64encode(signed).rstrip(b"=").decode("ascii")
