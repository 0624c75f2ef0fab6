"""What every act of staff passes: a session, our own origin for writes, and a purpose that one of the roles may use."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from functions.register.purpose import Purpose
from functions.runtime.problem import Problem, ProblemCode
from functions.staff.cookies import SESSION
from functions.staff.staff_member import StaffMember
from functions.staff.store import SessionStore


@dataclass(frozen=True, slots=True)
class Call:
    """The parts of a request that decide who acts and why; header names are in lower case."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    cookies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """The sessions and the origin of a stage."""

    sessions: SessionStore
    origin: str

    def member(self, call: Call) -> StaffMember:
        """Return who is signed in; Problem (401) otherwise."""
        token = call.cookies.get(SESSION)
        member = None if token is None else self.sessions.find(token)
        if member is None:
            raise Problem(ProblemCode.SIGN_IN_FIRST)
        return member

    def check_origin(self, call: Call) -> None:
        """Refuse (403) a write that no page or tool of ours sent: its `Origin` is another one, or is missing."""
        if not hmac.compare_digest(call.headers.get("origin", "").encode(), self.origin.encode()):
            raise Problem(ProblemCode.NOT_ALLOWED)


def check_purpose(member: StaffMember, call: Call, wanted: Purpose, stated: str | None = None) -> None:
    """Refuse (403) an act whose purpose is not named, is another one, or is none of this person's roles.

    The purpose stands in the header `Purpose`, or in the member `purpose` of a body or query.
    """
    named = call.headers.get("purpose") or stated or call.query.get("purpose")
    if named != wanted.value:
        raise Problem(ProblemCode.NOT_ALLOWED)
    check_role(member, wanted)


def check_role(member: StaffMember, wanted: Purpose) -> None:
    """Refuse (403) what none of this person's roles may do."""
    if not member.may_use(wanted):
        raise Problem(ProblemCode.NOT_ALLOWED)
