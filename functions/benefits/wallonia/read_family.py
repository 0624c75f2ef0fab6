"""Reads a Walloon household: model by date of birth, ranks, orphan rate, class of the scale.

Law: Décret wallon du 8 février 2018; Loi générale relative aux allocations familiales (LGAF) art. 40, 42 and 50bis
"""

from typing import Literal

from functions.benefits.household import Child, Household, by_age
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_before, age_in
from functions.benefits.wallonia.care import care_class
from functions.benefits.wallonia.entitlement import Right, entitlement
from functions.benefits.wallonia.family import Family, Member, Sizes


def read_family(household: Household, law: MonthLaw) -> Family:
    """Place every child with a right.

    Law: LGAF art. 42 (rank = place by age among the children with a right; choices W22 and W26; children at the orphan
    rate, and those without base, take no rank).
    """
    children = household.children
    rights = [entitlement(child, law) for child in children]
    ranked = [child for child, right in zip(children, rights, strict=True) if has_rank(child, right, law)]
    ranked.sort(key=by_age)
    ranks = {child.id: place + 1 for place, child in enumerate(ranked)}
    members = [
        _member(child, right, ranks.get(child.id, 0), law) if right.reason is None else right.reason
        for child, right in zip(children, rights, strict=True)
    ]
    based = [member for member in members if not isinstance(member, str) and member.has_base]
    without_orphans = [member for member in based if not member.orphan_rate]
    return Family(tuple(members), Sizes(len(based), len(without_orphans)))


def has_rank(child: Child, right: Right, law: MonthLaw) -> bool:
    """Tell whether a child counts among the ranks.

    Law: LGAF art. 42
    """
    return right.reason is None and right.base and is_old_model(child, law) and not has_orphan_rate(child, law)


def _member(child: Child, right: Right, rank: int, law: MonthLaw) -> Member:
    """Say what the facts of a child with a right come to.

    Law: Décret wallon du 8 février 2018; LGAF art. 50bis
    """
    # The month of the last birthday is due, at the amounts of the year before it.
    last_age = law.number("wallonia/entitlement/to_age") - 1
    old, dead = is_old_model(child, law), child.parents_deceased
    return Member(
        "old" if old else "new",
        age_before(child.born, law.month),
        min(age_in(child.born, law.month), last_age),
        right.base,
        rank,
        parents_lost(child, law) if dead else "none",
        right.base and old and has_orphan_rate(child, law),
        bool(dead) and min(dead) >= law.day("wallonia/entitlement/new_model_born_from"),
        care_class(child, law),
        right.choices,
    )


def is_old_model(child: Child, law: MonthLaw) -> bool:
    """Tell whether the child keeps the federal amounts for life.

    Law: Décret wallon du 8 février 2018 (by the date of birth alone)
    """
    return child.born < law.day("wallonia/entitlement/new_model_born_from")


def parents_lost(child: Child, law: MonthLaw) -> Literal["none", "one", "all"]:
    """Return how many parents died before this month.

    Law: Décret wallon du 8 février 2018 art. 9; LGAF art. 50bis (from the month after the death; choice W31)
    """
    dead = sum(law.month.months_after(day) > 0 for day in child.parents_deceased)
    if dead == 0:
        return "none"
    return "all" if dead > 1 or child.only_parent else "one"


def has_orphan_rate(child: Child, law: MonthLaw) -> bool:
    """Tell whether an old-model child has the increased orphan rate.

    Law: LGAF art. 50bis (lost while the survivor of a parent who died before 2019 has a new partner; kept for a death
    from 2019 on; always when no parent is left).
    """
    lost = parents_lost(child, law) if child.parents_deceased else "none"
    if lost != "one":
        return lost == "all"
    died_before = law.day("wallonia/orphan_base/partner_test_died_before")
    return not (child.survivor_with_partner and min(child.parents_deceased) < died_before)
