"""The guarantee of December 2019: a family whose federal total is still the higher keeps that total.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 39
"""

from typing import NamedTuple

from functions.benefits.amount import Amount, Article
from functions.benefits.brussels.family import Member
from functions.benefits.brussels.social import Test
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.household import Guarantee2019, Household, by_age
from functions.benefits.parameters import MonthLaw
from functions.benefits.reckon_age import age_before
from functions.units.year_month import YearMonth

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "39"),)


class Photo(NamedTuple):
    """A photo child this month: its rank among the photo children still entitled (choice B19)."""

    member: Member
    rank: int
    orphan: bool


def guarantee(
    household: Household, members: dict[str, Member], lines: tuple[Line, ...], test: Test, law: MonthLaw
) -> tuple[str, Line] | None:
    """Return the child with whom the guarantee stands and its line, None when the new total is not the lower.

    Law: Ordonnance du 25 avril 2019 art. 39 (photo total of the photo children against the new total of all children,
    choice B20; the line stands with the eldest photo child, choice B28; from 2025 on whether the guarantee still
    runs is disputed: unconfirmed, choice B26).
    """
    picture = household.guarantee_2019
    if picture is None or (picture.switched_on is not None and picture.switched_on <= law.month):
        return None
    photo = photo_children(household, members, law)
    old = tuple(term for one in photo for term in photo_terms(one, picture, test, law))
    difference = sum(term.cents for term in old) - sum(line.cents for line in lines)
    if not photo or difference <= 0:
        return None
    taken_off = tuple(_minus(term) for line in lines for term in line.terms)
    choices = _choices(household, members, photo, picture, law)
    eldest = photo[0].member.child.id
    tests = (("photo_children", len(photo)), ("higher_total", "photo"))
    doubts = ("brussels/guarantee/undisputed_until",) if "B26" in choices else ()
    terms = (*old, *taken_off)
    line = line_of("guarantee", "photo_total_is_higher", LAW, terms, tests=tests, choices=choices, doubts=doubts)
    return eldest, line


def photo_children(household: Household, members: dict[str, Member], law: MonthLaw) -> tuple[Photo, ...]:
    """Return the photo children still entitled, eldest first.

    Law: Ordonnance du 25 avril 2019 art. 39 (children born from December 2019 are never in the photo: Constitutional
    Court 81/2022; choice B25 for orphans: they keep a rank).
    """
    born_before = law.day("brussels/guarantee/born_before")
    orphaned_before = law.day("brussels/guarantee/orphaned_before")
    kept = [c for c in household.children if c.right_open_2019 and c.born < born_before and c.id in members]
    return tuple(
        Photo(members[child.id], place + 1, any(day < orphaned_before for day in child.parents_deceased))
        for place, child in enumerate(sorted(kept, key=by_age))
    )


def photo_terms(photo: Photo, picture: Guarantee2019, test: Test, law: MonthLaw) -> tuple[Term, ...]:
    """Return what the photo child had under the federal law, at today's index.

    Law: Ordonnance du 25 avril 2019 art. 39; federal law art. 40, 50bis (orphans), 44 and 44bis (age supplement frozen
    at the category of December 2019, choice B21), 41, 42bis and 50ter (social), 47 (condition of this month, B24).
    """
    social = None if photo.orphan else _old_social(photo.rank, picture, test, law)
    care = photo.member.care
    base = law.amount("brussels/guarantee/orphan") if photo.orphan else _rank_amount(photo.rank, law)
    reduced = photo.rank == 1 and social is None and care is None
    frozen_at = YearMonth.of(law.day("brussels/guarantee/photo_month"))
    folder = f"brussels/guarantee/age/{'reduced' if reduced else 'full'}"
    age = law.scale(folder, age=age_before(photo.member.child.born, frozen_at))
    return tuple(Term(amount) for amount in (base, age, social, care) if amount is not None)


def _rank_amount(rank: int, law: MonthLaw) -> Amount:
    """Return the federal rank amount."""
    return law.pick("brussels/guarantee/rank", rank=rank)


def _old_social(rank: int, picture: Guarantee2019, test: Test, law: MonthLaw) -> Amount | None:
    """Return the federal social supplement, tested on the new lower ceiling (choice B23).

    Law: Federal law art. 41, 42bis and 50ter
    """
    if picture.social == "none" or test.tier != "low":
        return None
    third = "third_single_parent" if picture.single_parent else "third"
    places = (f"{picture.social}_first", "second", third)
    return law.amount(f"brussels/guarantee/social/{places[min(rank, len(places)) - 1]}")


def _minus(term: Term) -> Term:
    """Take a step off instead of adding it."""
    return Term(term.amount, term.ratio, -1 if term.sign == 1 else 1)


def _choices(
    household: Household,
    members: dict[str, Member],
    photo: tuple[Photo, ...],
    picture: Guarantee2019,
    law: MonthLaw,
) -> tuple[str, ...]:
    """Name the choices that this guarantee rests on (docs/law/choices.md)."""
    marked = {
        "B19": any(child.right_open_2019 and child.id not in members for child in household.children),
        "B20": len(photo) < len(members),
        "B22": picture.single_parent and picture.social == "none",
        "B23": picture.social != "none",
        "B24": any(one.member.care is not None for one in photo),
        "B25": any(one.orphan for one in photo),
        "B26": law.month.first_day > law.day("brussels/guarantee/undisputed_until"),
    }
    return tuple(choice for choice, holds in marked.items() if holds)
