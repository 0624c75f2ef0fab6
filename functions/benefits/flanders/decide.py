"""The Flemish month: entitlement of each child, then every right in the order of the benefit list.

Law: Groeipakketdecreet of 27 April 2018
"""

from functions.benefits.decision import (
    ChildDecision,
    OneOff,
    Rights,
    deciding_limits,
    rights_of,
    without_right,
)
from functions.benefits.flanders.age import age
from functions.benefits.flanders.base import base
from functions.benefits.flanders.care import care
from functions.benefits.flanders.family import Family, Member
from functions.benefits.flanders.foster import foster
from functions.benefits.flanders.one_off import pays_once, school_bonus, social_extra, start_amount
from functions.benefits.flanders.orphan import orphan
from functions.benefits.flanders.read_family import read_family
from functions.benefits.flanders.social import Test, social, test_income
from functions.benefits.flanders.support import support
from functions.benefits.household import Household, Parents
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.region_rules import NOTHING, Once, RegionRules
from functions.units.remember import remember


def decide_children(household: Household, family: Family, test: Test, law: Amounts) -> tuple[ChildDecision, ...]:
    """Decide every child of the household."""
    parents = household.parents
    return tuple(
        [
            without_right(child.id, member)
            if isinstance(member, str)
            else _rights(member, test, parents, law).of(child.id)
            for child, member in zip(household.children, family.children, strict=True)
        ]
    )


@remember
def _rights(member: Member, test: Test, parents: Parents, law: Amounts) -> Rights:
    """Decide every monthly right of one entitled child."""
    supplement = social(member, test, parents, law)
    refused = test.tested if supplement is None and not member.old_orphan else ()
    limits = deciding_limits(() if supplement is None else supplement.tested, refused)
    lines = (
        base(member, law),
        age(member, law, limits, has_social=supplement is not None),
        supplement,
        orphan(member, law),
        care(member, law),
        support(member, law),
        foster(member, law),
    )
    choices = test.choices if supplement is None else ()
    if member.old_orphan and test.bracket != "none":
        choices = ("F05", *choices)
    return rights_of(tuple(line for line in lines if line is not None), refused=refused, choices=choices)


def pay_once(household: Household, _family: Family, decided: tuple[ChildDecision, ...], law: MonthLaw) -> Once:
    """Decide what is paid once for every entitled child."""
    paid: list[OneOff | None] = []
    for child, one in zip(household.children, decided, strict=True):
        if one.entitled:
            paid += (start_amount(child, law), school_bonus(child, law), social_extra(one, law))
    found = tuple(one for one in paid if one is not None)
    return Once(found) if found else NOTHING


FLANDERS = RegionRules(read_family, test_income, decide_children, pay_once, pays_once)
