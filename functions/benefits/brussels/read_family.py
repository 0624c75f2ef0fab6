"""Reads the entitled children of a Brussels household: age band, studies, parents lost, class of the scale.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 7, 12 and 25
"""

from typing import Literal

from functions.benefits.brussels.care import care_class
from functions.benefits.brussels.entitlement import Right
from functions.benefits.brussels.family import Member
from functions.benefits.household import Child
from functions.benefits.parameters import MonthLaw
from functions.benefits.presume_study import study_of
from functions.benefits.reckon_age import age_before, age_in


def read_family(children: tuple[Child, ...], rights: dict[str, Right], law: MonthLaw) -> dict[str, Member]:
    """Place every entitled child, by id.

    Law: Ordonnance du 25 avril 2019 art. 4 (a placed or equally housed child counts like the others: choices B13, B15)
    """
    # The month of the last birthday is due (choice B09), at the amounts of the year before it.
    last_age = law.number("brussels/entitlement/to_age") - 1
    return {
        child.id: Member(
            child,
            age_before(child.born, law.month),
            min(age_in(child.born, law.month), last_age),
            study_of(child, law, "brussels") == "higher",
            parents_lost(child, law),
            any(law.month.months_after(day) == 0 for day in child.parents_deceased),
            care_class(child, law),
            rights[child.id].choices,
        )
        for child in children
        if rights[child.id].reason is None
    }


def parents_lost(child: Child, law: MonthLaw) -> Literal["none", "one", "all"]:
    """Return how many parents died before this month.

    Law: Ordonnance du 25 avril 2019, article not read (choices B06: from the month after the death; B34).
    """
    dead = sum(law.month.months_after(day) > 0 for day in child.parents_deceased)
    if dead == 0:
        return "none"
    return "all" if dead > 1 or child.only_parent else "one"
