"""The Walloon month: entitlement of each child, then every right in the order of the benefit list.

Law: Décret wallon du 8 février 2018; Loi générale relative aux allocations familiales (LGAF) for the old model
"""

from functions.benefits.amount import Amount
from functions.benefits.decision import (
    ChildDecision,
    OneOff,
    Rights,
    Undecided,
    deciding_limits,
    rights_of,
    without_right,
)
from functions.benefits.household import Household, Parents
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.region_rules import NOTHING, Once, RegionRules
from functions.benefits.wallonia.age import age, step_refused
from functions.benefits.wallonia.base import base
from functions.benefits.wallonia.care import care
from functions.benefits.wallonia.family import Family, Member, Sizes
from functions.benefits.wallonia.income import Test, test_income
from functions.benefits.wallonia.one_off import annual, pays_once, premium
from functions.benefits.wallonia.orphan import orphan
from functions.benefits.wallonia.read_family import read_family
from functions.benefits.wallonia.social import refused_by_choice, supplements
from functions.units.remember import remember


def _test(household: Household, _family: Family, law: MonthLaw) -> Test:
    """Test the income; the family's size decides nothing here."""
    return test_income(household, law)


def decide_children(household: Household, family: Family, test: Test, law: Amounts) -> tuple[ChildDecision, ...]:
    """Decide every child of the household."""
    parents, sizes = household.parents, family.sizes
    return tuple(
        [
            without_right(child.id, member)
            if isinstance(member, str)
            else _rights(member, sizes, parents, test, law).of(child.id)
            for child, member in zip(household.children, family.children, strict=True)
        ]
    )


@remember
def _rights(member: Member, sizes: Sizes, parents: Parents, test: Test, law: Amounts) -> Rights:
    """Decide every monthly right of one child with a right, in the order of the benefit list."""
    tested = supplements(member, sizes, parents, test, law)
    refused = _refused(member, test) if not tested else ()
    limits = deciding_limits(tested[0].tested if tested else (), refused)
    found = (
        base(member, law),
        age(member, law, limits, has_social=bool(tested)),
        *tested,
        orphan(member, law),
        care(member, law),
    )
    choices = (*refused_by_choice(member, parents, test), *step_refused(member, law))
    if not tested and member.has_base and not member.orphan_rate:
        choices = (*choices, *test.choices)
    return rights_of(tuple(line for line in found if line is not None), refused=refused, choices=choices)


def pay_once(household: Household, family: Family, decided: tuple[ChildDecision, ...], law: MonthLaw) -> Once:
    """Decide what is paid once, in the order of the children."""
    paid: list[OneOff] = []
    undecided: list[Undecided] = []
    for child, member, one in zip(household.children, family.children, decided, strict=True):
        found = premium(child, household.children, law, entitled=not isinstance(member, str))
        if isinstance(found, Undecided):
            undecided.append(found)
        elif found is not None:
            paid.append(found)
        bonus = None if isinstance(member, str) else annual(child, member, one, law)
        if bonus is not None:
            paid.append(bonus)
    return Once(tuple(paid), tuple(undecided)) if paid or undecided else NOTHING


def _refused(member: Member, test: Test) -> tuple[Amount, ...]:
    """Return the ceilings on which a child without supplement was refused it.

    Law: LGAF art. 41 and 42bis (the old model knows one ceiling), Décret wallon du 8 février 2018 art. 11 to 13 (two)
    """
    if not member.has_base or member.orphan_rate:
        return ()
    return test.tested[:1] if member.model == "old" else test.tested


WALLONIA = RegionRules(read_family, _test, decide_children, pay_once, pays_once)
