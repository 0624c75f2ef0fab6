"""Flow HOUSEHOLD: who lives together. Shape: national register, household composition."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import Content, FlowContent, NationalNumber, Steps
from functions.government.envelope import Message

# Codes of the National Register: how a member stands to the head of the household.
HEAD, SPOUSE, CHILD, PARTNER = 1, 2, 3, 21
_MOST_MEMBERS = 60


class HouseholdPerson(Message):
    """A member; `relationship` is the National Register's code relative to the head (21: partner)."""

    ssin: NationalNumber
    relationship: Annotated[int, Field(ge=0, le=99)]
    entry_date: Annotated[date | None, Field(alias="entryDate")] = None


class Household(Content):
    """Who lives together on the reference date. `collective`: a home or institution, which is no household of its own.

    An entry may lie before a member's birth: registers state addresses so. It may not lie after the reference date.
    """

    reference_date: Annotated[date, Field(alias="referenceDate")]
    origin: Annotated[str | None, Field(pattern=r"^[A-Z0-9_]{1,40}$")] = None
    collective: bool | None = None
    members: Annotated[tuple[HouseholdPerson, ...] | None, Field(min_length=1, max_length=_MOST_MEMBERS)] = None

    @model_validator(mode="after")
    def _is_one_household(self) -> Self:
        members = self.members
        if members is None:
            return self
        if sum(member.relationship == HEAD for member in members) != 1:
            code, text = "not_one_head", "a household has one head"
            raise PydanticCustomError(code, text)
        if len({member.ssin for member in members}) != len(members):
            code, text = "member_twice", "a member stands in a household once"
            raise PydanticCustomError(code, text)
        if any(member.entry_date and member.entry_date > self.reference_date for member in members):
            code, text = "dates_out_of_order", "a member entered on or before the reference date"
            raise PydanticCustomError(code, text)
        return self

    @override
    def needed(self) -> tuple[str, ...]:
        return ("members",)

    @override
    def numbers(self) -> Iterable[str]:
        return [one.ssin for one in self.members or ()]

    @override
    def past_days(self) -> Iterable[tuple[str, date]]:
        return (("referenceDate", self.reference_date),)

    @override
    def persons(self) -> Iterable[tuple[Steps, str]]:
        return tuple((("members", place, "ssin"), one.ssin) for place, one in enumerate(self.members or ()))


class HouseholdContent(FlowContent):
    """Content of flow HOUSEHOLD."""

    household: Household

    @property
    @override
    def said(self) -> Household:
        return self.household
