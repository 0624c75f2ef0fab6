"""The Brussels month: entitlement of each child, then every right in the order of the benefit list.

Law: Ordonnance du 25 avril 2019 (COCOM)
"""

from functions.benefits.brussels.base import base
from functions.benefits.brussels.care import care
from functions.benefits.brussels.entitlement import entitlement
from functions.benefits.brussels.family import Member
from functions.benefits.brussels.guarantee import guarantee
from functions.benefits.brussels.one_off import annual, grant
from functions.benefits.brussels.orphan import orphan
from functions.benefits.brussels.read_family import read_family
from functions.benefits.brussels.social import Test, social, test_income
from functions.benefits.decision import ChildDecision, Line, OneOff, Undecided, child_of, without_right
from functions.benefits.household import Household
from functions.benefits.parameters import MonthLaw
from functions.benefits.region_decision import RegionDecision


def decide_brussels(household: Household, law: MonthLaw) -> RegionDecision:
    """Decide every child of the household."""
    rights = {child.id: entitlement(child, law) for child in household.children}
    members = read_family(household.children, rights, law)
    test = test_income(household, law)
    lines = {key: _lines(member, len(members), test, household, law) for key, member in members.items()}
    kept = guarantee(household, members, tuple(line for found in lines.values() for line in found), test, law)
    if kept is not None:
        lines[kept[0]] = (*lines[kept[0]], kept[1])
    decided: list[ChildDecision] = []
    for child in household.children:
        reason = rights[child.id].reason
        if reason is None:
            decided.append(_sum_up(child.id, lines[child.id], len(members), test))
        else:
            decided.append(without_right(child.id, reason))
    one_off, undecided = _once(household, members, law)
    return RegionDecision(tuple(decided), one_off, test.income, undecided)


def _lines(member: Member, size: int, test: Test, household: Household, law: MonthLaw) -> tuple[Line, ...]:
    """Decide every monthly right of one entitled child."""
    supplement = social(member, size, test, household, law)
    ground = base(member, test, law, sole=size == 1, has_social=supplement is not None)
    lines = (ground, supplement, orphan(member, ground, law), care(member))
    return tuple(line for line in lines if line is not None)


def _sum_up(child: str, lines: tuple[Line, ...], size: int, test: Test) -> ChildDecision:
    """Sum up a child; ceilings that refused the supplement count for its status.

    Law: Ordonnance du 25 avril 2019 art. 10 (a sole child has nothing between the ceilings: the lower one decides)
    """
    if any(line.benefit == "social" for line in lines):
        return child_of(child, lines)
    return child_of(child, lines, refused=test.tested[:1] if size == 1 else test.tested, choices=test.choices)


def _once(
    household: Household, members: dict[str, Member], law: MonthLaw
) -> tuple[tuple[OneOff, ...], tuple[Undecided, ...]]:
    """Decide what is paid once, in the order of the children."""
    paid: list[OneOff] = []
    undecided: list[Undecided] = []
    for child in household.children:
        found = grant(child, household.children, law, entitled=child.id in members)
        if isinstance(found, Undecided):
            undecided.append(found)
        elif found is not None:
            paid.append(found)
        bonus = annual(members[child.id], law) if child.id in members else None
        if bonus is not None:
            paid.append(bonus)
    return tuple(paid), tuple(undecided)
