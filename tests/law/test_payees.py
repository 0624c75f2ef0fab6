"""Who is paid, in each region: one answer for every upbringing, and never a guess."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest

from functions.benefits.brussels.payee import payee as brussels
from functions.benefits.flanders.payee import payee as flanders
from functions.benefits.household import REGIONS, Region
from functions.benefits.upbringing import Parent, Payees, Standing, Upbringing
from functions.benefits.wallonia.payee import payee as wallonia
from functions.benefits.words import LANGUAGES, all_words
from tests.law.households import law_of

RULES: dict[Region, Callable[[Upbringing, Any], Payees]] = {
    "flanders": flanders,
    "brussels": brussels,
    "wallonia": wallonia,
}
MOTHER = Parent("mother", date(1990, 5, 5), is_mother=True)
FATHER = Parent("father", date(1985, 5, 5), is_mother=False)
SECOND_MOTHER = Parent("second mother", date(1988, 5, 5), is_mother=True)
STANDINGS: tuple[Standing | None, ...] = (None, "emancipated", "own_address")
CHILD = Upbringing("child", 10, (FATHER, MOTHER))


def paid(region: Region, around: Upbringing) -> tuple[tuple[str, ...], str]:
    found = RULES[region](around, law_of(region, "2024-06"))
    assert found.law
    return found.ids, found.because


@pytest.mark.parametrize(
    ("around", "in_flanders", "in_brussels", "in_wallonia"),
    [
        (CHILD, ("father", "mother"), ("mother",), ("mother",)),
        (
            CHILD._replace(parents=(MOTHER, SECOND_MOTHER)),
            ("mother", "second mother"),
            ("second mother",),
            ("second mother",),
        ),
        (CHILD._replace(parents=(FATHER,)), ("father",), ("father",), ("father",)),
        (CHILD._replace(parents=(FATHER, MOTHER._replace(raises=False))), ("father",), ("father",), ("father",)),
        (CHILD._replace(by_court="judge's choice"), ("judge's choice",), ("judge's choice",), ("judge's choice",)),
        (CHILD._replace(asked_by="father"), ("father", "mother"), ("father",), ("father",)),
        (
            CHILD._replace(asked_by="father", parents=(FATHER._replace(lives_with_child=False), MOTHER)),
            ("father", "mother"),
            ("mother",),
            ("mother",),
        ),
        (
            CHILD._replace(parents=(FATHER, MOTHER._replace(lives_in_region=False, lives_with_child=False))),
            ("father", "mother"),
            ("mother",),
            ("father",),
        ),
        (
            CHILD._replace(
                parents=(
                    FATHER._replace(lives_with_child=False),
                    MOTHER._replace(lives_in_region=False, lives_with_child=False),
                ),
                educators=("grandmother",),
            ),
            ("father", "mother"),
            ("mother",),
            ("grandmother",),
        ),
        (Upbringing("child", 10, (), ("aunt", "uncle", "neighbour")), ("aunt", "uncle"), ("aunt",), ("aunt",)),
        (Upbringing("child", 10), (), (), ()),
        (CHILD._replace(foster_parents=("foster",)), ("foster",), ("foster",), ("foster",)),
        (CHILD._replace(foster_parents=("foster", "other")), ("foster", "other"), ("foster",), ("foster",)),
        (CHILD._replace(payee_2018="mother"), ("mother",), ("mother",), ("mother",)),
        (CHILD._replace(stands_alone="married"), ("child",), ("child",), ("child",)),
        (CHILD._replace(age=15, stands_alone="own_address"), ("father", "mother"), ("mother",), ("mother",)),
        (CHILD._replace(age=16, stands_alone="own_address"), ("child",), ("child",), ("child",)),
    ],
)
def test_who_is_paid(
    around: Upbringing, in_flanders: tuple[str, ...], in_brussels: tuple[str, ...], in_wallonia: tuple[str, ...]
) -> None:
    """Given one upbringing, then each region pays whom its law names."""
    told = [paid(region, around)[0] for region in ("flanders", "brussels", "wallonia")]
    assert told == [in_flanders, in_brussels, in_wallonia]


def test_wallonia_says_whether_the_first_parent_lives_elsewhere() -> None:
    """Given a mother in the region and one outside it, then the ground of the payment says which it was."""
    elsewhere = CHILD._replace(parents=(FATHER, MOTHER._replace(lives_in_region=False, lives_with_child=False)))
    assert paid("wallonia", CHILD) == (("mother",), "first_parent")
    assert paid("wallonia", elsewhere) == (("father",), "first_parent_lives_elsewhere")


@pytest.mark.parametrize("region", REGIONS)
def test_every_upbringing_has_one_answer(region: Region) -> None:
    """Given every mix of parents, courts, requests, educators and standings, then one ground, with its words.

    Nobody is paid without being named in the facts; where nobody is, the answer says so.
    """
    some = [
        parent._replace(raises=raises, lives_with_child=with_child, lives_in_region=inside)
        for parent, raises, with_child, inside in product((MOTHER, FATHER), (True, False), (True, False), (True, False))
    ]
    pairs = [(), *((one,) for one in some), *((one, other) for one in some[:8] for other in some[8:])]
    codes = set()
    for parents, educators, court, asked, alone, since, foster in product(
        pairs,
        ((), ("aunt",)),
        (None, "judge's choice"),
        (None, "father"),
        STANDINGS,
        (None, "mother"),
        ((), ("foster",)),
    ):
        around = Upbringing("child", 15, parents, educators, foster, court, asked, alone, since)
        ids, because = paid(region, around)
        codes.add(because)
        named = {"child", *educators, *foster, court, since, *(parent.id for parent in parents)}
        assert set(ids) <= named
        assert len(ids) <= (2 if region == "flanders" else 1)
        assert bool(ids) is (because != "nobody_known")
    for code in codes:
        assert tuple(all_words()["payees"][code]) == LANGUAGES
    assert len(codes) >= 6
