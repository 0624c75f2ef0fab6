"""Reads a Walloon household: model by date of birth, ranks, orphan rate, class of the scale.

Law: Décret wallon du 8 février 2018; Loi générale relative aux allocations familiales (LGAF) art. 40, 42 and 50bis
"""

from typing import Literal

from functions.benefits.household import Child, by_age
from functions.benefits.parameters import MonthLaw
from functions.benefits.reckon_age import age_before, age_in
from functions.benefits.wallonia.care import care_class
from functions.benefits.wallonia.entitlement import Right
from functions.benefits.wallonia.family import Family, Member


def read_family(children: tuple[Child, ...], rights: dict[str, Right], law: MonthLaw) -> Family:
    """Place every child with a right.

    Law: LGAF art. 42 (rank = place by age among the children with a right; choices W22 and W26; children at the orphan
    rate, and those without base, take no rank).
    """
    with_right = [child for child in children if rights[child.id].reason is None]
    ranked = sorted(
        (
            child
            for child in with_right
            if rights[child.id].base and is_old_model(child, law) and not has_orphan_rate(child, law)
        ),
        key=by_age,
    )
    # The month of the last birthday is due, at the amounts of the year before it.
    last_age = law.number("wallonia/entitlement/to_age") - 1
    ranks = {child.id: place + 1 for place, child in enumerate(ranked)}
    return Family(
        tuple(
            Member(
                child,
                "old" if is_old_model(child, law) else "new",
                age_before(child.born, law.month),
                min(age_in(child.born, law.month), last_age),
                rights[child.id].base,
                ranks.get(child.id, 0),
                parents_lost(child, law),
                rights[child.id].base and is_old_model(child, law) and has_orphan_rate(child, law),
                care_class(child, law),
                rights[child.id].choices,
            )
            for child in with_right
        )
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
    lost = parents_lost(child, law)
    if lost != "one":
        return lost == "all"
    died_before = law.day("wallonia/orphan_base/partner_test_died_before")
    return not (child.survivor_with_partner and min(child.parents_deceased) < died_before)
