"""The Brussels month: entitlement of each child, then every right in the order of the benefit list.

Law: Ordonnance du 25 avril 2019 (COCOM)
"""

from functions.benefits.brussels.base import base
from functions.benefits.brussels.care import care
from functions.benefits.brussels.family import Family, Member, Photo
from functions.benefits.brussels.guarantee import guarantee
from functions.benefits.brussels.one_off import annual, grant, pays_once
from functions.benefits.brussels.orphan import orphan
from functions.benefits.brussels.read_family import read_family
from functions.benefits.brussels.social import Test, social, test_income
from functions.benefits.decision import ChildDecision, OneOff, Rights, Undecided, rights_of, without_right
from functions.benefits.household import Household, Parents
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.region_rules import NOTHING, Once, RegionRules
from functions.units.remember import remember


def _test(household: Household, _family: Family, law: MonthLaw) -> Test:
    """Test the income; the family's size decides nothing here."""
    return test_income(household, law)


def decide_children(household: Household, family: Family, test: Test, law: Amounts) -> tuple[ChildDecision, ...]:
    """Decide every child of the household, then what the guarantee adds."""
    parents = household.parents
    decided = tuple(
        [
            without_right(child.id, member)
            if isinstance(member, str)
            else _rights(member, family.size, test, parents, law).of(child.id)
            for child, member in zip(household.children, family.children, strict=True)
        ]
    )
    return decided if family.photo is None else _with_guarantee(decided, family.photo, test, law)


@remember
def _rights(member: Member, size: int, test: Test, parents: Parents, law: Amounts) -> Rights:
    """Decide every monthly right of one entitled child; ceilings that refused the supplement count for its status.

    Law: Ordonnance du 25 avril 2019 art. 10 (a sole child has nothing between the ceilings: the lower one decides)
    """
    supplement = social(member, size, test, parents, law)
    ground = base(member, test, law, sole=size == 1, has_social=supplement is not None)
    found = (ground, supplement, orphan(member, ground, law), care(member, law))
    lines = tuple(line for line in found if line is not None)
    if supplement is not None:
        return rights_of(lines)
    return rights_of(lines, refused=test.tested[:1] if size == 1 else test.tested, choices=test.choices)


def _with_guarantee(
    decided: tuple[ChildDecision, ...], photo: Photo, test: Test, law: Amounts
) -> tuple[ChildDecision, ...]:
    """Add the line of the guarantee to the eldest photo child.

    Law: Ordonnance du 25 avril 2019 art. 39 (choice B28)
    """
    line = guarantee(photo, tuple(line for one in decided for line in one.lines), test, law)
    if line is None:
        return decided
    return tuple(
        rights_of((*one.lines, line), refused=one.refused, choices=one.choices).of(one.child)
        if one.child == photo.eldest
        else one
        for one in decided
    )


def pay_once(household: Household, family: Family, _decided: tuple[ChildDecision, ...], law: MonthLaw) -> Once:
    """Decide what is paid once, in the order of the children."""
    paid: list[OneOff] = []
    undecided: list[Undecided] = []
    for child, member in zip(household.children, family.children, strict=True):
        found = grant(child, household.children, law, entitled=not isinstance(member, str))
        if isinstance(found, Undecided):
            undecided.append(found)
        elif found is not None:
            paid.append(found)
        bonus = None if isinstance(member, str) else annual(child, member, law)
        if bonus is not None:
            paid.append(bonus)
    return Once(tuple(paid), tuple(undecided)) if paid or undecided else NOTHING


BRUSSELS = RegionRules(read_family, _test, decide_children, pay_once, pays_once)
