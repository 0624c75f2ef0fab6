"""The body of `POST /api/staff/mandates`: who may act for whom, typed over from a document."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from functions.dossier.mandate import Scope
from functions.intake.member_types import ExpectedDate, NationalNumber
from functions.runtime.problem import MemberCode, MemberError, pointer


class MandateForm(BaseModel):
    """One entry. Both people are found by one exact value each, which goes no further than the look-up."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    dossier: Annotated[str, StringConstraints(pattern=r"^dos_[0-9A-HJKMNP-TV-Z]{26}$")]
    person: NationalNumber
    holder: NationalNumber
    scope: Scope
    basis: Literal["judgment", "authority_decision", "signed_mandate"]
    valid_from: ExpectedDate
    valid_to: ExpectedDate | None = None


def ends_after_it_begins(members: Mapping[str, object]) -> Iterator[MemberError]:
    """Yield an error for an end before the start, and for a mandate to help that has none."""
    start, end = members.get("valid_from"), members.get("valid_to")
    if members.get("scope") == "help" and not end:
        yield MemberError(pointer("valid_to"), MemberCode.MISSING)
    if isinstance(start, str) and isinstance(end, str) and _date(end) <= _date(start):
        yield MemberError(pointer("valid_to"), MemberCode.OTHER)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
