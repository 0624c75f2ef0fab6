"""The body of `POST /api/staff/requests`: a right that somebody exercised on paper, typed over by a member of staff."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    JsonValue,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from functions.intake.contact_value import contact_members, contact_value
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
    """How the person showed who they are. The method is recorded, never the number or a copy of a document.

    `not_shown`: the case stands and its clock does not, until somebody knows who asks.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    method: Literal["identity_card", "residence_card", "passport", "other_document", "called_back", "not_shown"]
    seen_on: PassedDate


class PaperCorrection(BaseModel):
    """One thing that is wrong: contact data by name, or a fact by the reference that a copy shows."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", validate_default=True)

    target: Literal["email", "mobile", "language", "address", "fact"]
    fact: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}\.[0-9]{1,8}$")] | None = None
    value: Annotated[str, StringConstraints(max_length=254)] | None = None
    members: dict[str, JsonValue] | None = None
    says: Annotated[str, StringConstraints(max_length=2000)] | None = None

    @field_validator("value")
    @classmethod
    def _is_value(cls, value: str | None, info: ValidationInfo) -> str | None:
        return contact_value(info.data.get("target"), value)

    @field_validator("members")
    @classmethod
    def _are_members(cls, members: dict[str, JsonValue] | None, info: ValidationInfo) -> dict[str, JsonValue] | None:
        return contact_members(info.data.get("target"), members)


class PaperForm(BaseModel):
    """A request on paper or by telephone. `received_on` starts the month in which it is answered.

    `ground` is of a restriction, `purposes` of an objection, `corrections` say what is wrong and what is right.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    purpose: str | None = None
    kind: Literal["access", "portability", "rectification", "erasure", "restriction", "objection"]
    channel: Literal["paper", "phone"] = "paper"
    person: FindBy
    identity: Identity
    received_on: PassedDate
    language: Literal["nl", "fr", "de", "en"]
    ground: Literal["accuracy", "unlawful", "claims", "objection_runs"] | None = None
    purposes: tuple[Annotated[str, StringConstraints(max_length=60)], ...] = ()
    corrections: tuple[PaperCorrection, ...] = ()

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
