"""The Walloon month: entitlement of each child, then every right in the order of the benefit list.

Law: Décret wallon du 8 février 2018; Loi générale relative aux allocations familiales (LGAF) for the old model
"""

from functions.benefits.amount import Amount
from functions.benefits.decision import (
    ChildDecision,
    Line,
    OneOff,
    Undecided,
    child_of,
    deciding_limits,
    without_right,
)
from functions.benefits.household import Household
from functions.benefits.parameters import MonthLaw
from functions.benefits.region_decision import RegionDecision
from functions.benefits.wallonia.age import age, step_refused
from functions.benefits.wallonia.base import base
from functions.benefits.wallonia.care import care
from functions.benefits.wallonia.entitlement import entitlement
from functions.benefits.wallonia.family import Family, Member
from functions.benefits.wallonia.income import Test, test_income
from functions.benefits.wallonia.one_off import annual, premium
from functions.benefits.wallonia.orphan import orphan
from functions.benefits.wallonia.read_family import read_family
from functions.benefits.wallonia.social import refused_by_choice, supplements


def decide_wallonia(household: Household, law: MonthLaw) -> RegionDecision:
    """Decide every child of the household."""
    rights = {child.id: entitlement(child, law) for child in household.children}
    family = read_family(household.children, rights, law)
    test = test_income(household, law)
    members = {member.child.id: member for member in family.members}
    decided: list[ChildDecision] = []
    one_off: list[OneOff] = []
    undecided: list[Undecided] = []
    for child in household.children:
        found = premium(child, household.children, law, entitled=child.id in members)
        if isinstance(found, Undecided):
            undecided.append(found)
        elif found is not None:
            one_off.append(found)
        reason = rights[child.id].reason
        if reason is not None:
            decided.append(without_right(child.id, reason))
            continue
        one, yearly = _decide_child(members[child.id], family, household, test, law)
        decided.append(one)
        if yearly is not None:
            one_off.append(yearly)
    return RegionDecision(tuple(decided), tuple(one_off), test.income, tuple(undecided))


def _decide_child(
    member: Member, family: Family, household: Household, test: Test, law: MonthLaw
) -> tuple[ChildDecision, OneOff | None]:
    """Decide every right of one child with a right, in the order of the benefit list."""
    tested = supplements(member, family, household, test, law)
    has_social = bool(tested)
    refused = _refused(member, test) if not tested else ()
    limits = deciding_limits(tested[0].tested if tested else (), refused)
    found: tuple[Line | None, ...] = (
        base(member, law),
        age(member, law, limits, has_social=has_social),
        *tested,
        orphan(member, law),
        care(member),
    )
    lines = tuple(line for line in found if line is not None)
    choices = (*refused_by_choice(member, household, test), *step_refused(member, law))
    if not tested and member.has_base and not member.orphan_rate:
        choices = (*choices, *test.choices)
    return child_of(member.child.id, lines, refused=refused, choices=choices), annual(
        member, law, limits, has_social=has_social
    )


def _refused(member: Member, test: Test) -> tuple[Amount, ...]:
    """Return the ceilings on which a child without supplement was refused it.

    Law: LGAF art. 41 and 42bis (the old model knows one ceiling), Décret wallon du 8 février 2018 art. 11 to 13 (two)
    """
    if not member.has_base or member.orphan_rate:
        return ()
    return test.tested[:1] if member.model == "old" else test.tested
