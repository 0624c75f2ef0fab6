"""The guarantee of December 2019: when it stands, what is in the photo, which choices it rests on (art. 39)."""

import copy

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.household import Child
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.units.year_month import YearMonth
from tests.law.households import Guarantee2019, child, decide, household

PHOTO = Guarantee2019()
OLD_PAIR = (child("2010-05-01", "A", right_open_2019=True), child("2012-05-01", "B", right_open_2019=True))

LATER = child("2020-02-01", "D")


def guaranteed(month: str, *children: Child, **members: object) -> tuple[int, tuple[str, ...]] | None:
    """Return the cents and the choices of the guarantee line of child A."""
    for line in decide("brussels", month, *children, **members).children[0].lines:
        if line.benefit == "guarantee":
            return line.cents, line.choices
    return None


def test_the_guarantee_stands_until_the_switch() -> None:
    """Given a higher photo total (art. 39), then the difference, until the month of the switch and never after."""
    assert guaranteed("2020-03", *OLD_PAIR, guarantee_2019=PHOTO) == (4390, ())
    switched = Guarantee2019(switched_on=YearMonth(2020, 4))
    assert guaranteed("2020-03", *OLD_PAIR, guarantee_2019=switched) == (4390, ())
    assert guaranteed("2020-04", *OLD_PAIR, guarantee_2019=switched) is None
    assert guaranteed("2020-03", *OLD_PAIR) is None
    assert guaranteed("2020-03", child("2010-05-01"), guarantee_2019=PHOTO) is None


def test_a_child_beside_the_photo_is_told() -> None:
    """Given three photo children and one born later, then the difference is to all of them (choice B20), and told."""
    trio = (*OLD_PAIR, child("2013-05-01", "C", right_open_2019=True))
    alone, beside = (guaranteed("2020-03", *trio, *more, guarantee_2019=PHOTO) for more in ((), (LATER,)))
    assert alone is not None
    assert beside is not None
    assert (alone[1], beside[1]) == ((), ("B20",))
    base = decide("brussels", "2020-03", LATER, *OLD_PAIR).children[0].total
    assert alone[0] - beside[0] == base


def test_the_guarantee_is_disputed_from_2025_on() -> None:
    """Given December 2024 and January 2025 (choice B26), then the line is no longer sure."""
    trio = (*OLD_PAIR, child("2013-05-01", "C", right_open_2019=True))
    lines = [
        decide("brussels", month, *trio, guarantee_2019=PHOTO).children[0].lines for month in ("2024-12", "2025-01")
    ]
    assert [[line.status for line in found if line.benefit == "guarantee"] for found in lines] == [
        ["derived"],
        ["unconfirmed"],
    ]


@pytest.mark.parametrize(("died", "flat"), [("2019-11-30", True), ("2019-12-01", False)])
def test_the_flat_orphan_amount_of_the_photo(died: str, flat: bool) -> None:
    """Given a parent who died before December 2019 or in it, then the flat amount stands in the photo or not (B25)."""
    one = child("2012-06-01", right_open_2019=True, parents_deceased=[died])
    assert (guaranteed("2020-03", one, guarantee_2019=PHOTO) is not None) is flat


@pytest.mark.parametrize(("born", "category"), [("2013-11-30", True), ("2013-12-01", False)])
def test_the_age_category_is_frozen(born: str, category: bool) -> None:
    """Given a sixth birthday in November or in December 2019 (choice B21), then the photo holds the step or not."""
    pair = (child("2010-05-01", "A", right_open_2019=True), child(born, "B", right_open_2019=True))
    assert guaranteed("2020-03", *pair, guarantee_2019=PHOTO) == ((4390 if category else 995), ())


@pytest.mark.parametrize(
    ("social", "single_parent", "marks"),
    [("invalid", False, ("B23",)), ("none", True, ("B22",)), ("unemployed", True, ("B23",))],
)
def test_choices_of_the_guarantee_are_told(social: str, single_parent: bool, marks: tuple[str, ...]) -> None:
    """Given a photo that rests on a choice, then the line names it."""
    picture = Guarantee2019(social=social, single_parent=single_parent)  # type: ignore[arg-type]
    trio = (*OLD_PAIR, child("2011-07-01", "C", right_open_2019=True))
    found = guaranteed("2020-03", *trio, guarantee_2019=picture, income="60000.00")
    assert found is not None
    assert found[1] == marks


@pytest.mark.parametrize(("federal", "line"), [(14279, None), (14280, None), (14281, 1)])
def test_an_equal_new_total_ends_the_guarantee(federal: int, line: int | None) -> None:
    """Given a photo total below, at and one cent above the new total (142.80), then a line above it only (art. 39)."""
    series = copy.deepcopy(dict(current_parameters().series))
    for value in series["brussels/guarantee/rank/first"]["values"]:
        value["value"] = federal
    family = household("brussels", "2020-03", child("2015-01-01", right_open_2019=True), guarantee_2019=PHOTO)
    lines = decide_month(family, ParameterSet({"digest": "changed", "series": series})).children[0].lines
    assert [one.cents for one in lines if one.benefit == "guarantee"] == ([] if line is None else [line])


@pytest.mark.parametrize(("single_parent", "cents"), [(True, 5226), (False, 3281)])
def test_the_old_supplement_of_the_third_child(single_parent: bool, cents: int) -> None:
    """Given three students of a low income (old art. 41 and 42bis), then rank 3 by the picture of December 2019.

    97.72 + 107.03 + 180.81 + 30.83 + 269.96 + (24.86 or 5.41) + 3 x 65.95, less 3 x (163.20 + 122.40).
    """
    trio = [child(f"2000-0{n}-01", name, right_open_2019=True, study="higher") for n, name in enumerate("ABC", start=1)]
    picture = Guarantee2019(social="invalid", single_parent=single_parent)
    assert guaranteed("2020-03", *trio, guarantee_2019=picture, income="100.00") == (cents, ("B23",))
