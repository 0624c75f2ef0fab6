"""Flow REGISTER_EVENT: one event of one person in a register. Shape: national register, DABS, youth-care decisions.

Registers answer with states; an adapter turns what changed into events. An incomplete date is never filled in.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, Self, override

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from functions.government.content.values import (
    Code,
    Content,
    FlowContent,
    IncompleteDate,
    Line,
    NationalNumber,
    NotKept,
    Period,
    Steps,
    whole_date,
)
from functions.government.envelope import Message

type EventType = Literal[
    "BIRTH",
    "DEATH",
    "MOVE",
    "SSIN_REPLACED",
    "SSIN_CANCELED",
    "NAME",
    "PARENTAGE",
    "ADOPTION",
    "PLACEMENT",
    "HOUSING",
    "RESIDENCE_STATUS",
]
type ResidenceStatus = Literal["REGISTERED", "LEFT_COUNTRY", "STRUCK_OFF", "ABSENT", "RESIDENCE_LOST"]
_MOST_PARENTS = 4
_MOST_LINES = 6
# What each event must state, and so what no other event may state.
_OWN: Mapping[str, tuple[str, ...]] = {
    "BIRTH": ("event_date",),
    "DEATH": ("event_date",),
    "MOVE": ("address",),
    "SSIN_REPLACED": (),
    "SSIN_CANCELED": (),
    "NAME": ("name",),
    "PARENTAGE": ("parents",),
    "ADOPTION": (),
    "PLACEMENT": ("placement", "period"),
    "HOUSING": ("housing", "period"),
    "RESIDENCE_STATUS": ("residence_status",),
}
# A decision may be told before it takes effect; these have happened.
_PAST = frozenset({"BIRTH", "DEATH", "SSIN_REPLACED", "SSIN_CANCELED", "ADOPTION"})
_MEMBERS = ("address", "name", "parents", "placement", "housing", "residence_status", "period")


class RegisterAddress(Message):
    """A main residence. Abroad, a street or a postal code may be missing and free text may stand in `lines`."""

    street_name: Annotated[Line | None, Field(alias="streetName")] = None
    house_number: Annotated[Line | None, Field(alias="houseNumber")] = None
    box_number: Annotated[Line | None, Field(alias="boxNumber")] = None
    postal_code: Annotated[Line | None, Field(alias="postalCode", max_length=16)] = None
    municipality_name: Annotated[Line | None, Field(alias="municipalityName")] = None
    municipality_nis_code: Annotated[
        str | None,
        Field(alias="municipalityNisCode", pattern=r"^[0-9]{5}$"),
        NotKept("the postal code decides the region"),
    ] = None
    country_code: Annotated[str, Field(alias="countryCode", pattern=r"^[A-Z]{2}$")]
    lines: Annotated[tuple[Line, ...] | None, Field(max_length=_MOST_LINES)] = None
    period: Period | None = None

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.country_code == "BE" and self.postal_code is None:
            code, text = "missing", "an address in Belgium has a postal code"
            raise PydanticCustomError(code, text)
        return self


class RegisterName(Message):
    """The name of a person. `surname` alone is possible."""

    given_names: Annotated[Line | None, Field(alias="givenNames")] = None
    surname: Line


class Parent(Message):
    """One legal parent. `ssin` is absent when the register does not know it; `deathDate` says that the parent died."""

    ssin: NationalNumber | None = None
    death_date: Annotated[IncompleteDate | None, Field(alias="deathDate")] = None


class RegisterEvent(Content):
    """One event. `eventDate` is the day from which it holds; absent where the register gives none.

    PARENTAGE states all legal parents of the child as they are from that day on. ADOPTION: the petition was filed and
    the child stays in the household from that day on. PLACEMENT: by decision of a court or a youth-care service.
    HOUSING EQUAL: the child lives in equal parts with both parents. SSIN_REPLACED and SSIN_CANCELED: see `ssin`.
    """

    event_type: Annotated[EventType, Field(alias="eventType")]
    event_date: Annotated[IncompleteDate | None, Field(alias="eventDate")] = None
    act_reference: Annotated[Code | None, Field(alias="actReference"), NotKept("the attestation leads to the act")] = (
        None
    )
    address: RegisterAddress | None = None
    name: RegisterName | None = None
    parents: Annotated[tuple[Parent, ...] | None, Field(max_length=_MOST_PARENTS)] = None
    placement: Literal["HOME", "FOSTER", "INSTITUTION"] | None = None
    housing: Literal["ONE", "EQUAL"] | None = None
    residence_status: Annotated[ResidenceStatus | None, Field(alias="residenceStatus")] = None
    period: Period | None = None

    @model_validator(mode="after")
    def _states_one_event(self) -> Self:
        others = [name for name in _MEMBERS if getattr(self, name) is not None and name not in _OWN[self.event_type]]
        if others:
            code, text = "member_of_another_event", "an event states what belongs to its type"
            raise PydanticCustomError(code, text)
        numbers = [parent.ssin for parent in self.parents or () if parent.ssin is not None]
        if len(set(numbers)) != len(numbers):
            code, text = "member_twice", "a parent stands in a parentage once"
            raise PydanticCustomError(code, text)
        return self

    @property
    def begins_on(self) -> date | None:
        """The day from which the event holds; None when it is not, or not wholly, known."""
        period = self.period or (None if self.address is None else self.address.period)
        if period is not None:
            return period.begin
        return None if self.event_date is None else whole_date(self.event_date)

    @override
    def needed(self) -> tuple[str, ...]:
        return _OWN[self.event_type]

    @override
    def numbers(self) -> Iterable[str]:
        return [one.ssin for one in self.parents or () if one.ssin is not None]

    @override
    def past_days(self) -> Iterable[tuple[str, date]]:
        on = None if self.event_date is None else whole_date(self.event_date)
        return (("eventDate", on),) if on is not None and self.event_type in _PAST else ()

    @override
    def persons(self) -> Iterable[tuple[Steps, str]]:
        return tuple(
            (("parents", place, "ssin"), one.ssin)
            for place, one in enumerate(self.parents or ())
            if one.ssin is not None
        )


class RegisterEventContent(FlowContent):
    """Content of flow REGISTER_EVENT."""

    register_event: Annotated[RegisterEvent, Field(alias="registerEvent")]

    @property
    @override
    def said(self) -> RegisterEvent:
        return self.register_event
