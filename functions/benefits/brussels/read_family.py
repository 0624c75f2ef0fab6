"""Reads the entitled children of a Brussels household: age band, studies, parents lost, class of the scale.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 7, 12 and 25
"""

from typing import Literal

from functions.benefits.brussels.care import care_class
from functions.benefits.brussels.entitlement import entitlement
from functions.benefits.brussels.family import Family, Member
from functions.benefits.brussels.read_photo import read_photo
from functions.benefits.household import Child, Household
from functions.benefits.month_law import MonthLaw
from functions.benefits.presume_study import study_of
from functions.benefits.reckon_age import age_before, age_in


def read_family(household: Household, law: MonthLaw) -> Family:
    """Place every entitled child, and the photo of December 2019.

    Law: Ordonnance du 25 avril 2019 art. 4 (a placed or equally housed child counts like the others: choices B13, B15)
    """
    rights = [entitlement(child, law) for child in household.children]
    members = [
        _member(child, right.choices, law) if right.reason is None else right.reason
        for child, right in zip(household.children, rights, strict=True)
    ]
    size = len([right for right in rights if right.reason is None])
    return Family(tuple(members), size, read_photo(household, members, law))


def _member(child: Child, choices: tuple[str, ...], law: MonthLaw) -> Member:
    """Say what the facts of an entitled child come to.

    Law: Ordonnance du 25 avril 2019 art. 7, 12 and 35; Constitutional Court 81/2022 (the day of birth of the full base)
    """
    # The month of the last birthday is due (choice B09), at the amounts of the year before it.
    last_age = law.number("brussels/entitlement/to_age") - 1
    dead = child.parents_deceased
    return Member(
        age_before(child.born, law.month),
        min(age_in(child.born, law.month), last_age),
        child.born >= law.day("brussels/base/full_base_born_from"),
        study_of(child, law, "brussels") == "higher",
        parents_lost(child, law) if dead else "none",
        bool(dead) and any(law.month.months_after(day) == 0 for day in dead),
        bool(dead) and min(dead) < law.day("brussels/orphan/undisputed_died_from"),
        care_class(child, law),
        choices,
    )


def parents_lost(child: Child, law: MonthLaw) -> Literal["none", "one", "all"]:
    """Return how many parents died before this month.

    Law: Ordonnance du 25 avril 2019, article not read (choices B06: from the month after the death; B34).
    """
    dead = sum(law.month.months_after(day) > 0 for day in child.parents_deceased)
    if dead == 0:
        return "none"
    return "all" if dead > 1 or child.only_parent else "one"
