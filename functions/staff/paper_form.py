"""The body of `POST /api/staff/requests`: a right that somebody exercised on paper, typed over by a member of staff."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

from functions.intake.member_types import Email, ExpectedDate, NationalNumber
from functions.runtime.problem import MemberCode, MemberError, pointer
from functions.runtime.problem_in_model import own_error
from functions.vault.look_up import LookUpKind


def _passed(value: date, info: ValidationInfo) -> date:
    today = (info.context or {}).get("today")
    if isinstance(today, date) and value > today:
        raise own_error(MemberCode.DATE_FUTURE)
    return value


type PassedDate = Annotated[ExpectedDate, AfterValidator(_passed)]


class FindBy(BaseModel):
    """The one exact value by which the person is found: one of the two (rule `one_value`)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    national_number: NationalNumber | None = None
    email: Email | None = None


class Identity(BaseModel):
    """How the person showed who they are. The method is recorded, never the number or a copy of a document."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    method: Literal["identity_card", "residence_card", "passport", "other_document"]
    seen_on: PassedDate


class PaperForm(BaseModel):
    """A request on paper. `received_on` starts the month in which it is answered."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    kind: Literal["erasure"]
    person: FindBy
    identity: Identity
    received_on: PassedDate
    language: Literal["nl", "fr", "de", "en"]

    def find_by(self) -> tuple[LookUpKind, str]:
        """Return the kind of value and the value."""
        if self.person.national_number is not None:
            return LookUpKind.NATIONAL_NUMBER, self.person.national_number
        return LookUpKind.EMAIL, self.person.email or ""


def one_value(members: Mapping[str, object]) -> Iterator[MemberError]:
    """Yield an error unless exactly one value names the person."""
    person = members.get("person")
    if isinstance(person, dict):
        given = [name for name in ("national_number", "email") if person.get(name)]
        if not given:
            yield MemberError(pointer("person", "national_number"), MemberCode.MISSING)
        if len(given) > 1:
            yield MemberError(pointer("person", "email"), MemberCode.SAID_TWICE)
