"""Dated facts about one person, each with two time axes and its origin.

A fact is sealed under the keys of the person it is about; other people appear in it only as ids. Valid time says when
it holds, known time when the fund learned it. Kinds are stored: only add.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.person import Address
from functions.register.category import Category
from functions.register.held import Held, HeldRecord


class Provenance(BaseModel):
    """Where a fact comes from: the message of an authority, or the family itself.

    `stated_on` is the day of the sender's statement, `sequence` and `line` its place among the sender's messages,
    `content` a keyed digest of what was stated: the same statement again is known by it.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    source: Literal["family", "government", "staff"]
    sender: str | None = None
    flow: str | None = None
    attestation: str
    version: int = 0
    sequence: int | None = None
    line: int | None = None
    stated_on: date | None = None
    content: str | None = None


class Fact(HeldRecord):
    """What every kind has. A void fact was cancelled by its sender; it stays inside the term and decides nothing."""

    abstract_record: ClassVar[bool] = True

    kind: Annotated[str, Held()]
    person: Annotated[str, Held()]
    valid_from: Annotated[date | None, Held()] = None
    valid_to: Annotated[date | None, Held()] = None
    known_at: Annotated[str, Held()]
    provenance: Annotated[Provenance, Held()]
    void: Annotated[bool, Held()] = False


class AddressFact(Fact, category=Category.IDENTIFICATION):
    """Where a person lives."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["address"], Held()] = "address"
    address: Annotated[Address | None, Held()] = None


class HouseholdMember(BaseModel):
    """One person of a household: the register's code relative to the head (1 head, 2 spouse, 3 child, ...)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    person: str
    relationship: int
    entered_on: date | None = None


class HouseholdFact(Fact, category=Category.FAMILY):
    """Who lives together, about the head of the household (valid from the reference date).

    `members` are the people of the family's file; `others` are the codes of the people who live there and are not in
    it, in ascending order: how they stand to the head, never who they are.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["household"], Held()] = "household"
    members: Annotated[tuple[HouseholdMember, ...], Held()] = ()
    others: Annotated[tuple[int, ...], Held()] = ()


class IncomeItem(BaseModel):
    """One line of a tax assessment, in whole cents."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    code: str
    cents: int


class YearlyIncomeFact(Fact, category=Category.EDUCATION_PROFESSION):
    """The income of one person in one year; `related_person` was taxed together with the person."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["yearly_income"], Held()] = "yearly_income"
    income_year: Annotated[int | None, Held()] = None
    related_person: Annotated[str | None, Held()] = None
    items: Annotated[tuple[IncomeItem, ...], Held()] = ()


class WorkFact(Fact, category=Category.EDUCATION_PROFESSION):
    """What a parent does for a living, as declared."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["work"], Held()] = "work"
    status: Annotated[
        Literal["employed", "self_employed", "unemployed", "incapacity", "retired", "none"] | None, Held()
    ] = None


class RelationFact(Fact, category=Category.JUDICIAL):
    """How a child came to the family. Kept for every child alike, so that its presence says nothing."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["relation"], Held()] = "relation"
    relation: Annotated[Literal["own", "adopted", "foster"] | None, Held()] = None


class ConditionFact(Fact, category=Category.MEDICAL_PSYCHOSOCIAL):
    """Whether a condition of a child was reported. Kept for every child alike, so that its presence says nothing."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["condition"], Held()] = "condition"
    reported: Annotated[bool | None, Held()] = None


class JoiningFact(Fact, category=Category.FAMILY):
    """How a family came to the fund: the declaration on its form, and the fund that held its file before."""

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["joining"], Held()] = "joining"
    declared: Annotated[bool | None, Held()] = None
    earlier_fund: Annotated[str | None, Held()] = None


type AnyFact = AddressFact | HouseholdFact | YearlyIncomeFact | WorkFact | RelationFact | ConditionFact | JoiningFact

FACT_KINDS: dict[str, type[Fact]] = {
    "address": AddressFact,
    "household": HouseholdFact,
    "yearly_income": YearlyIncomeFact,
    "work": WorkFact,
    "relation": RelationFact,
    "condition": ConditionFact,
    "joining": JoiningFact,
}
