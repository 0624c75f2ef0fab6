"""Dated facts about one person, each with two time axes and its origin.

A fact is sealed under the keys of the person it is about; other people appear in it only as ids. Valid time says when
it holds, known time when the fund learned it. Kinds are stored: only add. Here stand the base and what a family itself
can state; what only authorities state stands in the `*_facts.py` beside this file, and `fact_kinds.py` lists them all.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from functions.dossier.person import Address
from functions.register.category import Category
from functions.register.held import Held, HeldRecord


class Provenance(BaseModel):
    """Where a fact comes from: the message of an authority, or the family itself.

    `sender` is the authority, `message` the id of the delivery that brought it, `stated_on` the day of the statement,
    `sequence` and `line` its place among the sender's messages, `content` a keyed digest of what was stated: the same
    statement again is known by it. `corrected`: a person of the fund mended it in quarantine before it was used.
    `entered_by`, `confirmed_by`: the two members of staff who entered it, by id.
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
    message: str | None = None
    corrected: Literal[True] | None = None
    entered_by: str | None = None
    confirmed_by: str | None = None


class Fact(HeldRecord):
    """What every kind has. A void fact was cancelled by its sender; it stays inside the term and decides nothing.

    `withheld` names the members that the network kept from us (names of the drop's content model, sorted; `other` for
    one that the sender names in a way we do not know). A withheld member is neither absent nor zero: a right that looks
    at it is undecided.
    """

    abstract_record: ClassVar[bool] = True

    kind: Annotated[str, Held()]
    person: Annotated[str, Held()]
    valid_from: Annotated[date | None, Held()] = None
    valid_to: Annotated[date | None, Held()] = None
    known_at: Annotated[str, Held()]
    provenance: Annotated[Provenance, Held()]
    void: Annotated[bool, Held()] = False
    withheld: Annotated[tuple[str, ...], Held()] = ()


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
    it, in ascending order: how they stand to the head, never who they are. `collective`: a home or institution.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["household"], Held()] = "household"
    members: Annotated[tuple[HouseholdMember, ...], Held()] = ()
    others: Annotated[tuple[int, ...], Held()] = ()
    collective: Annotated[bool | None, Held()] = None


class IncomeItem(BaseModel):
    """One line of a tax assessment, in whole cents."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    code: str
    cents: int


class YearlyIncomeFact(Fact, category=Category.EDUCATION_PROFESSION):
    """The income of one person in one year, in whole cents.

    `joint`: somebody was taxed together with the person; `related_person` names that one when the family did.
    `column`: in which column of a joint assessment the person stands.
    Without items it says nothing when `withheld` names them, and that nothing was taxed otherwise.
    Cadastral income, not indexed: `other_use` is neither home nor profession, `built` is all built property.
    """

    abstract_record: ClassVar[bool] = False
    kind: Annotated[Literal["yearly_income"], Held()] = "yearly_income"
    income_year: Annotated[int | None, Held()] = None
    related_person: Annotated[str | None, Held()] = None
    items: Annotated[tuple[IncomeItem, ...], Held()] = ()
    joint: Annotated[bool | None, Held()] = None
    column: Annotated[Literal["A", "B"] | None, Held()] = None
    cadastral_other_use_cents: Annotated[int | None, Held()] = None
    cadastral_built_cents: Annotated[int | None, Held()] = None


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
