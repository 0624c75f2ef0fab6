"""The bodies with which a signed-in person asks for a right, or corrects contact data."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, StringConstraints, ValidationInfo, field_validator

from functions.intake.contact_value import contact_members, contact_value
from functions.intake.member_types import Email
from functions.rights.ask import Ask, Correction
from functions.rights.rights_state import RequestKind
from functions.units.clock import BusinessClock, instant_text

type Says = Annotated[str, StringConstraints(max_length=2000)]
type Mobile = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{7,14}$")]
type FactReference = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}\.[0-9]{1,8}$")]


class CorrectionForm(BaseModel):
    """One thing that is wrong: contact data by name, or a fact by the reference that a copy shows."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", validate_default=True)

    target: Literal["email", "mobile", "language", "address", "fact"]
    fact: FactReference | None = None
    value: Annotated[str, StringConstraints(max_length=254)] | None = None
    members: dict[str, JsonValue] | None = None
    says: Says | None = None

    @field_validator("value")
    @classmethod
    def _is_value(cls, value: str | None, info: ValidationInfo) -> str | None:
        return contact_value(info.data.get("target"), value)

    @field_validator("members")
    @classmethod
    def _are_members(cls, members: dict[str, JsonValue] | None, info: ValidationInfo) -> dict[str, JsonValue] | None:
        return contact_members(info.data.get("target"), members)

    def correction(self) -> Correction:
        """Return the correction as a case holds it."""
        return Correction(target=self.target, fact=self.fact, value=self.value, members=self.members, says=self.says)


class AskForm(BaseModel):
    """`POST /api/me/requests`. `ground`: of a restriction; `purposes`: of an objection.

    Of an erasure: `parts` alone are erased; `grace` waits seven sealed days, in which `undo` takes it back.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    kind: Literal["access", "portability", "rectification", "erasure", "restriction", "objection"]
    language: Literal["nl", "fr", "de", "en"]
    ground: Literal["accuracy", "unlawful", "claims", "objection_runs"] | None = None
    purposes: tuple[Annotated[str, StringConstraints(max_length=60)], ...] = ()
    parts: tuple[Literal["mobile", "email"], ...] = ()
    grace: bool = False
    undo: bool = False
    corrections: tuple[CorrectionForm, ...] = ()
    says: Says | None = None

    @property
    def right(self) -> RequestKind:
        """The right."""
        return RequestKind(self.kind)

    def ask(self, clock: BusinessClock) -> Ask | None:
        """Return what is asked beside the right itself; None when that is all."""
        erasing = self.parts or self.grace or self.undo
        if not (self.ground or self.purposes or self.corrections or self.says or erasing):
            return None
        return Ask(
            at=instant_text(clock.instant()),
            ground=self.ground,
            purposes=self.purposes,
            parts=self.parts,
            grace=self.grace,
            undo=self.undo,
            corrections=tuple(one.correction() for one in self.corrections),
            says=self.says,
        )


class ContactForm(BaseModel):
    """`PATCH /api/me/contact`: what is given is corrected, the rest stays."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    email: Email | None = None
    mobile: Mobile | None = None
    language: Literal["nl", "fr", "de", "en"] | None = None

    def ask(self, clock: BusinessClock) -> Ask | None:
        """Return the corrections; None when nothing is given."""
        given = {name: value for name, value in self.model_dump().items() if value is not None}
        if not given:
            return None
        corrections = tuple(
            Correction.model_validate({"target": name, "value": value}) for name, value in given.items()
        )
        return Ask(at=instant_text(clock.instant()), corrections=corrections)
