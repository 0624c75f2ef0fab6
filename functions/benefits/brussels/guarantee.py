"""The guarantee of December 2019: a family whose federal total is still the higher keeps that total.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 39
"""

from functions.benefits.amount import Amount, Article
from functions.benefits.brussels.family import Photo, PhotoChild
from functions.benefits.brussels.social import Test
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.household import Guarantee2019
from functions.benefits.month_law import Amounts
from functions.units.remember import remember

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "39"),)


def guarantee(photo: Photo, lines: tuple[Line, ...], test: Test, law: Amounts) -> Line | None:
    """Return the line of the guarantee, None when the new total is not the lower.

    Law: Ordonnance du 25 avril 2019 art. 39 (photo total of the photo children against the new total of all children,
    choice B20; from 2025 on whether the guarantee still runs is disputed: unconfirmed, choice B26).
    """
    old = tuple(term for one in photo.children for term in photo_terms(one, photo.picture, test, law))
    difference = sum(term.cents for term in old) - sum(line.cents for line in lines)
    if difference <= 0:
        return None
    taken_off = tuple(_minus(term) for line in lines for term in line.terms)
    tests = (("photo_children", len(photo.children)), ("higher_total", "photo"))
    doubts = ("brussels/guarantee/undisputed_until",) if "B26" in photo.choices else ()
    terms = (*old, *taken_off)
    return line_of("guarantee", "photo_total_is_higher", LAW, terms, tests=tests, choices=photo.choices, doubts=doubts)


@remember
def photo_terms(photo: PhotoChild, picture: Guarantee2019, test: Test, law: Amounts) -> tuple[Term, ...]:
    """Return what the photo child had under the federal law, at today's index.

    Law: Ordonnance du 25 avril 2019 art. 39; federal law art. 40, 50bis (orphans), 44 and 44bis (age supplement frozen
    at the category of December 2019, choice B21), 41, 42bis and 50ter (social), 47 (condition of this month, B24).
    """
    social = None if photo.orphan else _old_social(photo.rank, picture, test, law)
    care = None if photo.member.care is None else law.amount(photo.member.care)
    base = law.amount("brussels/guarantee/orphan") if photo.orphan else _rank_amount(photo.rank, law)
    reduced = photo.rank == 1 and social is None and care is None
    folder = f"brussels/guarantee/age/{'reduced' if reduced else 'full'}"
    age = law.scale(folder, age=photo.age_then)
    return tuple(Term(amount) for amount in (base, age, social, care) if amount is not None)


def _rank_amount(rank: int, law: Amounts) -> Amount:
    """Return the federal rank amount."""
    return law.pick("brussels/guarantee/rank", rank=rank)


def _old_social(rank: int, picture: Guarantee2019, test: Test, law: Amounts) -> Amount | None:
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
