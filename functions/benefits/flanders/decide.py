"""The Flemish month: entitlement of each child, then every right in the order of the benefit list.

Law: Groeipakketdecreet of 27 April 2018
"""

from functions.benefits.decision import ChildDecision, OneOff, child_of, deciding_limits, without_right
from functions.benefits.flanders.age import age
from functions.benefits.flanders.base import base
from functions.benefits.flanders.care import care
from functions.benefits.flanders.entitlement import entitlement
from functions.benefits.flanders.family import Member
from functions.benefits.flanders.foster import foster
from functions.benefits.flanders.one_off import school_bonus, social_extra, start_amount
from functions.benefits.flanders.orphan import orphan
from functions.benefits.flanders.read_family import read_family
from functions.benefits.flanders.social import Test, social, test_income
from functions.benefits.flanders.support import support
from functions.benefits.household import Household
from functions.benefits.parameters import MonthLaw
from functions.benefits.region_decision import RegionDecision


def decide_flanders(household: Household, law: MonthLaw) -> RegionDecision:
    """Decide every child of the household."""
    rights = {child.id: entitlement(child, law) for child in household.children}
    family = read_family(household.children, rights, law)
    test = test_income(household, family, law)
    members = {member.child.id: member for member in family.members}
    decided: list[ChildDecision] = []
    one_off: list[OneOff] = []
    for child in household.children:
        reason = rights[child.id].reason
        if reason is not None:
            decided.append(without_right(child.id, reason))
            continue
        one, extras = _decide_child(members[child.id], test, household, law)
        decided.append(one)
        one_off.extend(extras)
    return RegionDecision(tuple(decided), tuple(one_off), test.income)


def _decide_child(
    member: Member, test: Test, household: Household, law: MonthLaw
) -> tuple[ChildDecision, list[OneOff]]:
    """Decide every right of one entitled child."""
    supplement = social(member, test, household, law)
    refused = test.tested if supplement is None and not member.old_orphan else ()
    limits = deciding_limits(() if supplement is None else supplement.tested, refused)
    lines = (
        base(member, law),
        age(member, law, limits, has_social=supplement is not None),
        supplement,
        orphan(member, law),
        care(member),
        support(member, law),
        foster(member, law),
    )
    choices = test.choices if supplement is None else ()
    if member.old_orphan and test.bracket != "none":
        choices = ("F05", *choices)
    extras = (start_amount(member.child, law), school_bonus(member, law), social_extra(member, supplement, law))
    found = tuple(line for line in lines if line is not None)
    return child_of(member.child.id, found, refused=refused, choices=choices), [e for e in extras if e is not None]
