"""From a family's dated facts to the household that the law looks at in one month; what is missing is named.

Whatever the facts do not say is never guessed: the right that needs it stands among the undecided ones, and the family
is paid what can be decided. Only the parts of a file that a purpose of payment may read are used here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from functions.benefits.decision import Undecided
from functions.benefits.household import Child, Household, Income, Region
from functions.benefits.parameters import MonthLaw
from functions.dossier.believed_facts import believed_facts, fact_in_month, statement_order
from functions.dossier.fact import (
    ConditionFact,
    Fact,
    HouseholdFact,
    RelationFact,
    WorkFact,
    YearlyIncomeFact,
)
from functions.dossier.family_file import FamilyFile
from functions.payments.region_of_family import require_region
from functions.payments.tested_income import tested_income
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

# Codes of the National Register, relative to the head: 1 head, 2 spouse, 3 child, 21 partner.
_COUPLE = frozenset({1, 2, 21})
_CHILD = 3
_TOLD = frozenset({1, 2, _CHILD, 21})


class Missing(Protocol):
    """Takes note of a right that cannot be decided."""

    def __call__(self, child: str | None, benefit: str, *facts: str) -> None:
        """Name the facts that the right of this child (None: of the household) needs."""
        ...


@dataclass(slots=True)
class BuiltHousehold:
    """The household of a month, the facts that it was built from, and the rights that cannot be decided yet.

    `withheld`: children that count for the household's size, but whose own amounts rest on a missing fact.
    """

    household: Household
    facts: tuple[Stored[Fact], ...]
    undecided: list[Undecided] = field(default_factory=list)
    withheld: frozenset[str] = frozenset()


def build_household(
    file: FamilyFile, month: YearMonth, region: Region, law: MonthLaw, known_at: datetime | None = None
) -> BuiltHousehold:
    """Build the month's view for a region's run, as it was believed at an instant (None: now).

    Raises OtherRegionError when the children live in another region, FamilyStopError when no region can be named.
    """
    file = file.as_known(known_at)
    facts = believed_facts(file.facts)
    require_region(file, facts, month, region)
    undecided: list[Undecided] = []

    def missing(child: str | None, benefit: str, *names: str) -> None:
        undecided.append(Undecided(child, benefit, "fact_missing", names))

    partners = _partners(file, facts, month, missing)
    children = tuple(
        child
        for person in file.root.record.persons("child")
        if (child := _child(file, facts, person, month, region, law, missing))
    )
    income = tested_income(facts, (*file.root.record.persons("beneficiary"), *partners), law, region)
    # A child that cannot be placed or an adult whose tie is unknown: a supplement tested on either would be a guess.
    counted = {child.id for child in children}
    without = {one.child for one in undecided if one.benefit == "base"}
    unsure = bool(without - counted) or any(one.benefit == "social" for one in undecided)
    if without - counted:
        missing(None, "social", "household_size")
    if income.cents is None:
        missing(None, "social", *income.missing)
    if region == "wallonia" and _works(file, facts, month, "incapacity"):
        missing(None, "invalid_parent", "incapacity")
    tested = None if income.cents is None or unsure else Income(income.cents)
    household = Household(month, region, bool(partners), tested, children)
    withheld = frozenset(child for child in counted if child in without)
    return BuiltHousehold(household, (*_holding(facts, month), *income.used), undecided, withheld)


def _partners(file: FamilyFile, facts: Sequence[Stored[Fact]], month: YearMonth, missing: Missing) -> tuple[str, ...]:
    """Return who lives with the beneficiary as a partner, also one who is no member of the file.

    An adult whose tie to the head of the household is not told leaves what depends on it undecided.
    """
    declared = file.root.record.persons("partner")
    payees = file.root.record.persons("beneficiary")
    told = [
        household
        for adult in (*payees, *declared)
        if (household := _record(facts, HouseholdFact, adult, month)) is not None
        and any(member.person in payees for member in household.members)
    ]
    if not told:
        return declared
    best = max(told, key=statement_order)
    ties = {member.person: member.relationship for member in best.members}
    couple = {person for person, tie in ties.items() if tie in _COUPLE}
    partners = {person for person in ties if person in declared}
    if couple & set(payees):
        partners |= couple - set(payees)
    unnamed = any(tie != _CHILD for tie in best.others)
    if not partners and (unnamed or any(tie not in _TOLD for tie in ties.values())):
        missing(None, "social", "partner")
    return tuple(sorted(partners))


def _child(  # noqa: PLR0913, PLR0917 - what one child depends on
    file: FamilyFile,
    facts: Sequence[Stored[Fact]],
    person: str,
    month: YearMonth,
    region: Region,
    law: MonthLaw,
    missing: Missing,
) -> Child | None:
    """Return the child as the law sees it; None when it is not born or its base cannot be decided."""
    known = file.persons.get(person)
    if known is None:
        # The child's own data is closed at the moment (restricted, or being erased): nothing may be read of it.
        missing(person, "base", "person")
        return None
    identity = known.record
    if identity.birth_date is None:
        if identity.expected_on is None:
            missing(person, "base", "birth_date")
        return None
    relation = _record(facts, RelationFact, person, month)
    if relation is not None and relation.relation == "foster":
        # The child lives here and so brings its base; who gets the foster part follows from the placement decision,
        # which a form does not carry.
        missing(person, "foster", "placement")
    if region == "flanders" and identity.birth_date < law.day("flanders/entitlement/new_scheme_born_from"):
        # The scheme and the rank of 2018 are not known; for the others' supplements the child counts all the same.
        missing(person, "base", "right_open_2018", "group_2018")
    if region == "brussels" and identity.birth_date < law.day("brussels/guarantee/born_before"):
        missing(person, "guarantee", "right_open_2019")
    condition = _record(facts, ConditionFact, person, month)
    if condition is not None and condition.reported:
        missing(person, "care", "disability")
    return Child(person, identity.birth_date)


def _works(file: FamilyFile, facts: Sequence[Stored[Fact]], month: YearMonth, status: str) -> bool:
    adults = (*file.root.record.persons("beneficiary"), *file.root.record.persons("partner"))
    found = (_record(facts, WorkFact, adult, month) for adult in adults)
    return any(work is not None and work.status == status for work in found)


def _record[F: Fact](facts: Sequence[Stored[Fact]], kind: type[F], person: str, month: YearMonth) -> F | None:
    """Return what is believed of one kind about one person in the month."""
    found = fact_in_month(facts, kind, person, month)
    return found.record if found is not None and isinstance(found.record, kind) else None


def _holding(facts: Sequence[Stored[Fact]], month: YearMonth) -> tuple[Stored[Fact], ...]:
    """Return the facts that hold in the month, in the order of their rows; incomes count by their year, not by it."""
    return tuple(
        fact
        for fact in facts
        if not isinstance(fact.record, YearlyIncomeFact)
        and (fact.record.valid_from is None or fact.record.valid_from <= month.last_day)
        and (fact.record.valid_to is None or fact.record.valid_to >= month.first_day)
    )
