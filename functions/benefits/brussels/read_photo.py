"""Reads the family's picture of December 2019: which of its children are still entitled, and in which order.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 39
"""

from functions.benefits.brussels.family import Member, Photo, PhotoChild
from functions.benefits.household import Child, Guarantee2019, Household, by_age
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_before
from functions.units.year_month import YearMonth


def read_photo(household: Household, children: list[Member | str], law: MonthLaw) -> Photo | None:
    """Return the photo with the children still entitled, eldest first; None without one, or once it was given up.

    Law: Ordonnance du 25 avril 2019 art. 39 (given up for good from the month of the switch on; children born from
    December 2019 are never in the photo: Constitutional Court 81/2022; choice B25 for orphans: they keep a rank).
    """
    picture = household.guarantee_2019
    if picture is None or (picture.switched_on is not None and picture.switched_on <= law.month):
        return None
    born_before = law.day("brussels/guarantee/born_before")
    members = list(zip(household.children, children, strict=True))
    kept = [
        (child, member)
        for child, member in members
        if not isinstance(member, str) and child.right_open_2019 and child.born < born_before
    ]
    if not kept:
        return None
    kept.sort(key=lambda one: by_age(one[0]))
    photo = tuple(_photo_child(child, member, at + 1, law) for at, (child, member) in enumerate(kept))
    left = any(child.right_open_2019 and isinstance(member, str) for child, member in members)
    others = len(photo) < sum(not isinstance(member, str) for _, member in members)
    kept_open = Guarantee2019(picture.social, picture.single_parent)
    return Photo(photo, kept[0][0].id, kept_open, _choices(photo, picture, law, left=left, others=others))


def _photo_child(child: Child, member: Member, rank: int, law: MonthLaw) -> PhotoChild:
    """Place one photo child.

    Law: Ordonnance du 25 avril 2019 art. 39 (the age of December 2019 for the age supplement, choice B21)
    """
    orphaned_before = law.day("brussels/guarantee/orphaned_before")
    frozen_at = YearMonth.of(law.day("brussels/guarantee/photo_month"))
    orphan = any(day < orphaned_before for day in child.parents_deceased)
    return PhotoChild(member, rank, orphan, age_before(child.born, frozen_at))


def _choices(
    photo: tuple[PhotoChild, ...], picture: Guarantee2019, law: MonthLaw, *, left: bool, others: bool
) -> tuple[str, ...]:
    """Name the choices that this guarantee rests on (docs/law/choices.md)."""
    marked = {
        "B19": left,
        "B20": others,
        "B22": picture.single_parent and picture.social == "none",
        "B23": picture.social != "none",
        "B24": any(one.member.care is not None for one in photo),
        "B25": any(one.orphan for one in photo),
        "B26": law.month.first_day > law.day("brussels/guarantee/undisputed_until"),
    }
    return tuple(choice for choice, holds in marked.items() if holds)
