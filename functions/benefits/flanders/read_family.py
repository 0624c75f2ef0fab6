"""Reads a household into the schemes: who is transitional, with which frozen rank, who is an orphan, who the eldest.

Law: Groeipakketdecreet art. 210, 212 and 228
"""

from typing import Literal

from functions.benefits.flanders.care import care_class
from functions.benefits.flanders.entitlement import entitlement
from functions.benefits.flanders.family import Family, Member
from functions.benefits.household import Child, FrozenRank, Household, by_age
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_before, age_in

_REVERSED: tuple[FrozenRank, ...] = ("lowest", "middle", "highest")


def read_family(household: Household, law: MonthLaw) -> Family:
    """Place every entitled child.

    Law: Groeipakketdecreet art. 210 (frozen ranks of the whole group of 31/12/2018, whoever lives here now), art. 212
    par. 3 (the eldest transitional child still entitled).
    """
    children = household.children
    rights = [entitlement(child, law) for child in children]
    entitled = [child for child, right in zip(children, rights, strict=True) if right.reason is None]
    transitional = [child for child in entitled if is_transitional(child, law)]
    ranks = frozen_ranks(children, law) if transitional else {}
    eldest = min(transitional, key=by_age).id if transitional else None
    frozen = {child.id: ranks[child.id] for child in transitional}
    members = [
        _member(child, frozen.get(child.id), law, eldest=child.id == eldest, choices=right.choices)
        if right.reason is None
        else right.reason
        for child, right in zip(children, rights, strict=True)
    ]
    return Family(tuple(members), size=len(entitled), has_new_scheme=len(transitional) < len(entitled))


def _member(
    child: Child, frozen: FrozenRank | None, law: MonthLaw, *, eldest: bool, choices: tuple[str, ...]
) -> Member:
    """Say what the facts of an entitled child come to.

    Law: Groeipakketdecreet art. 210 and 212
    """
    lost = parents_lost(child, law) if child.parents_deceased else "none"
    disability = child.disability
    return Member(
        frozen,
        child.born >= law.day("flanders/entitlement/new_scheme_born_from"),
        age_in(child.born, law.month),
        age_before(child.born, law.month),
        frozen is not None and lost != "none" and is_old_orphan(child, law),
        lost,
        care_class(child, law),
        disability is not None and disability.points >= law.number("flanders/support/points_from"),
        eldest,
        child.placement == "foster",
        child.housing == "equal",
        choices,
    )


def had_federal_right(child: Child, law: MonthLaw) -> bool:
    """Tell whether a right to federal benefit was open on 31/12/2018: stated, else by the date of birth.

    Law: Groeipakketdecreet art. 210 and 228
    """
    born_before = child.born < law.day("flanders/entitlement/new_scheme_born_from")
    return born_before and child.right_open_2018 is not False


def is_transitional(child: Child, law: MonthLaw) -> bool:
    """Tell whether a child keeps the transitional scheme.

    Law: Groeipakketdecreet art. 210 and 228 (for the life of the right, but for a child that loses its first parent
    from 2019 on: new scheme from the month of death; choice F17 for a second death).
    """
    if not had_federal_right(child, law):
        return False
    first = min(child.parents_deceased, default=None)
    if first is None or law.month.months_after(first) < 0:
        return True
    return first < law.day("flanders/entitlement/first_parent_lost_from")


def frozen_ranks(children: tuple[Child, ...], law: MonthLaw) -> dict[str, FrozenRank]:
    """Return the frozen rank of every child of the groups of 31/12/2018.

    Law: Groeipakketdecreet art. 210 par. 2 (youngest lowest, second youngest middle, all others highest; orphans and
    children who live elsewhere or have no right any more keep their place: choices F13 and F14).
    """
    groups: dict[str, list[Child]] = {}
    for child in children:
        if had_federal_right(child, law):
            groups.setdefault(child.group_2018, []).append(child)
    ranks: dict[str, FrozenRank] = {}
    for group in groups.values():
        for place, child in enumerate(sorted(group, key=by_age, reverse=True)):
            ranks[child.id] = child.rank_2018 or _REVERSED[min(place, 2)]
    return ranks


def parents_lost(child: Child, law: MonthLaw) -> Literal["none", "one", "all"]:
    """Return how many parents died up to and including this month.

    Law: Groeipakketdecreet art. 14 (both parents or the only parent; from the month of death, art. 5).
    """
    dead = sum(law.month.months_after(day) >= 0 for day in child.parents_deceased)
    if dead == 0:
        return "none"
    return "all" if dead > 1 or child.only_parent else "one"


def is_old_orphan(child: Child, law: MonthLaw) -> bool:
    """Tell whether a transitional child has the flat orphan amount this month.

    Law: Groeipakketdecreet art. 210 (federal orphan amount, lost while the survivor lives with a partner; choice F17:
    with no parent left there is no survivor to look at).
    """
    lost = parents_lost(child, law)
    return lost == "all" or (lost == "one" and not child.survivor_with_partner)
