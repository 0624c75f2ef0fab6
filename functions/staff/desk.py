"""What every act of staff states: a purpose that one of the roles may use. Who acts, the guard of the door says."""

from collections.abc import Mapping
from typing import Protocol

from functions.register.purpose import Purpose
from functions.runtime.problem import Problem, ProblemCode
from functions.sign_in.staff_member import StaffMember


class Call(Protocol):
    """The parts of a request that say why somebody acts; header names are in lower case."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers."""
        ...

    @property
    def query(self) -> Mapping[str, str]:
        """The query."""
        ...


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
