"""Flanders on both sides of every date, age, limit and size that the decree turns on."""

import pytest

from functions.benefits.household import Child, Disability
from functions.units.cents import format_euro
from tests.law.households import SEVERE, child, decide, law_of, paid, periods, reason

type Expected = dict[str, str]
NEW = {"base": "base/new"}
LOWEST = {"base": "base/transitional_lowest"}
FLAT = {"orphan_base": "orphan_base/transitional"}
HALF = {**NEW, "orphan": "orphan/half"}
WHOLE = {**NEW, "orphan": "orphan/full"}


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        # art. 228: born on the last day of 2018, on the first of 2019
        ("2019-05", child("2018-12-31"), LOWEST),
        ("2019-05", child("2019-01-01"), NEW),
        ("2019-05", child("2018-12-31", right_open_2018=False), NEW),
        ("2019-05", child("2019-01-01", right_open_2018=True), NEW),
        # art. 210 par. 2: a rank that is stated overrides the computed one
        ("2019-05", child("2018-12-31", rank_2018="highest"), {"base": "base/transitional_highest"}),
        # art. 228: first parent lost before and from 2019, month before, of and after the death
        ("2019-05", child("2018-02-01", parents_deceased=["2018-12-31"]), FLAT),
        ("2019-05", child("2018-02-01", parents_deceased=["2018-12-31"], survivor_with_partner=True), LOWEST),
        ("2019-05", child("2018-02-01", parents_deceased=["2018-12-31"], only_parent=True), FLAT),
        ("2019-05", child("2018-02-01", parents_deceased=["2019-01-01"]), HALF),
        ("2019-05", child("2018-02-01", parents_deceased=["2019-06-01"]), LOWEST),
        ("2019-06", child("2018-02-01", parents_deceased=["2019-06-30"]), HALF),
        # choice F17: the second parent dies from 2019 on
        (
            "2019-05",
            child("2018-02-01", parents_deceased=["2017-01-01", "2019-04-01"], survivor_with_partner=True),
            FLAT,
        ),
        # art. 14: one of two parents, the only parent, both; a new partner of the survivor changes nothing
        ("2023-05", child("2020-02-01", parents_deceased=["2023-05-31"], survivor_with_partner=True), HALF),
        ("2023-05", child("2020-02-01", parents_deceased=["2023-05-31"], only_parent=True), WHOLE),
        ("2023-05", child("2020-02-01", parents_deceased=["2023-05-31", "2023-05-31"]), WHOLE),
        ("2023-05", child("2020-02-01", parents_deceased=["2023-05-31", "2023-06-01"]), HALF),
        # foster supplement
        ("2023-05", child("2020-02-01", placement="foster"), {**NEW, "foster": "foster/supplement"}),
        # art. 56/1: in force since January 2023, from 12 points on
        ("2022-12", child("2020-02-01", disability=SEVERE), {**NEW, "care": "care/level_5"}),
        (
            "2023-01",
            child("2020-02-01", disability=SEVERE),
            {**NEW, "care": "care/level_5", "support": "support/allowance"},
        ),
        (
            "2023-01",
            child("2020-02-01", disability=Disability(11, 3)),
            {**NEW, "care": "care/level_3"},
        ),
        (
            "2023-01",
            child("2020-02-01", disability=Disability(12, 3)),
            {**NEW, "care": "care/level_4", "support": "support/allowance"},
        ),
        ("2023-01", child("2020-02-01", disability=Disability(5, 3)), NEW),
    ],
)
def test_scheme_orphans_and_care(month: str, one: Child, expected: Expected) -> None:
    """Given a child on one side of a date of the decree, then exactly these amounts are due."""
    assert paid(decide("flanders", month, one)) == expected


@pytest.mark.parametrize(
    ("one", "ground"),
    [
        (child("2019-01-01"), "born_from_2019"),
        (child("2018-12-31", right_open_2018=False), "no_federal_right_kept"),
        (child("2018-12-31"), "frozen_rank_lowest"),
    ],
)
def test_why_the_base_is_due(one: Child, ground: str) -> None:
    """Given a birth on either side of 2019 (art. 228), then the base says why it is this one."""
    (line,) = decide("flanders", "2019-05", one).children[0].lines
    assert line.because == ground


@pytest.mark.parametrize(
    ("month", "step"),
    [("2019-05", None), ("2019-06", "6"), ("2025-05", "6"), ("2025-06", "12"), ("2031-05", "12"), ("2031-06", "18")],
)
def test_age_step_starts_in_the_birthday_month(month: str, step: str | None) -> None:
    """Given a birthday in June (art. 212, choice F01), then the step of 6, 12 and 18 starts in June itself."""
    eldest, younger = child("2013-01-01", "A", study="higher"), child("2013-06-30", "B", study="higher")
    decided = decide("flanders", month, eldest, younger)
    assert paid(decided, "B").get("age") == (None if step is None else f"age/full/from_{step}")


def test_reduction_follows_the_eldest() -> None:
    """Given art. 212 par. 2 and 3, then the eldest without supplement is reduced, and the next when its right ends."""
    eldest = child("2008-01-01", "A")
    younger = child("2010-01-01", "B")
    both = decide("flanders", "2020-05", eldest, younger)
    assert (paid(both, "A")["age"], paid(both, "B")["age"]) == ("age/reduced/from_12", "age/full/from_6")
    ended = decide("flanders", "2020-05", child("2008-01-01", "A", right_ended="2020-04-30"), younger)
    assert paid(ended, "B")["age"] == "age/reduced/from_6"
    cared = decide("flanders", "2020-05", child("2008-01-01", "A", disability=SEVERE), younger)
    assert (paid(cared, "A")["age"], paid(cared, "B")["age"]) == ("age/full/from_12", "age/full/from_6")
    fostered = decide("flanders", "2020-05", child("2008-01-01", "A", placement="foster"), younger)
    assert paid(fostered, "A")["age"] == "age/reduced/from_12"
    assert [line.choices for line in fostered.children[0].lines if line.benefit == "age"] == [("F02",)]


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        ("2024-01", child("2024-02-01"), "not_born"),
        ("2024-02", child("2024-02-29"), None),
        ("2024-02", child("2020-01-01", elsewhere=True), "elsewhere"),
        ("2024-02", child("2020-01-01", right_ended="2024-02-01"), None),
        ("2024-03", child("2020-01-01", right_ended="2024-02-29"), "right_ended"),
        # 18: unconditional to the end of the birthday month
        ("2024-05", child("2006-05-01", obstacle=True, study="none"), None),
        ("2024-06", child("2006-05-31", obstacle=True), "obstacle"),
        ("2024-06", child("2006-05-31"), "not_studying"),
        ("2024-06", child("2006-05-31", study="secondary"), None),
        ("2024-06", child("2006-05-31", study="higher", obstacle=True), "obstacle"),
        # 21 with a care supplement
        ("2024-05", child("2003-05-01", disability=SEVERE, obstacle=True), None),
        ("2024-06", child("2003-05-31", disability=SEVERE, obstacle=True), "obstacle"),
        ("2024-05", child("2003-05-01", disability=Disability(5, 3)), "not_studying"),
        # 25
        ("2024-05", child("1999-05-01", study="higher"), None),
        ("2024-06", child("1999-05-31", study="higher"), "age_limit_reached"),
        # choice F22: born on 29 February
        ("2025-02", child("2000-02-29", study="higher"), None),
        ("2025-03", child("2000-02-29", study="higher"), "age_limit_reached"),
        # school leavers: twelve months (choice F16)
        ("2023-08", child("2005-01-20", school_leaver_since="2023-09-01"), "not_studying"),
        ("2023-09", child("2005-01-20", school_leaver_since="2023-09-01"), None),
        ("2024-08", child("2005-01-20", school_leaver_since="2023-09-01"), None),
        ("2024-09", child("2005-01-20", school_leaver_since="2023-09-01"), "school_leaver_period_over"),
        ("2024-03", child("2005-01-20", school_leaver_since="2024-03-15"), None),
        ("2025-03", child("2005-01-20", school_leaver_since="2024-03-15"), None),
        ("2025-04", child("2005-01-20", school_leaver_since="2024-03-15"), "school_leaver_period_over"),
        ("2025-05", child("2006-05-10", school_leaver_since="2024-02-01"), None),
        ("2025-06", child("2006-05-10", school_leaver_since="2024-02-01"), "school_leaver_period_over"),
        ("2025-05", child("2003-05-10", school_leaver_since="2022-02-01", disability=SEVERE), None),
        (
            "2025-06",
            child("2003-05-10", school_leaver_since="2022-02-01", disability=SEVERE),
            "school_leaver_period_over",
        ),
        ("2024-06", child("1999-05-31", school_leaver_since="2024-02-01"), "age_limit_reached"),
    ],
)
def test_entitlement(month: str, one: Child, expected: str | None) -> None:
    """Given a child on one side of a limit of art. 5 and 8, then it has its right, or the reason why not."""
    assert reason(decide("flanders", month, one)) == expected


def family(*, large: bool, new: bool = True) -> list[Child]:
    """Make a family of two or three small children, of the new or of the transitional scheme."""
    year = 2020 if new else 2016
    return [child(f"{year}-0{n + 1}-05", name) for n, name in enumerate("ABC"[: 3 if large else 2])]


def social(month: str, income: int | None, children: list[Child], **members: object) -> str | None:
    """Return the social amount of child A."""
    tested = None if income is None else format_euro(income)
    return paid(decide("flanders", month, *children, income=tested, **members)).get("social")


@pytest.mark.parametrize(("month", "limit"), periods("flanders/income/lower_limit"))
def test_lower_limit_of_every_period(month: str, limit: int) -> None:
    """Given each lower limit, then the limit itself qualifies (art. 18: not more than) and one cent more does not."""
    wide, slim = family(large=True), family(large=False)
    month = max(month, "2020-04")
    limit = law_of("flanders", month).amount("flanders/income/lower_limit").cents
    above_small = "social/middle_small" if month >= "2023-04" else None
    assert (social(month, limit, slim), social(month, limit, wide)) == ("social/low_small", "social/low_large")
    assert (social(month, limit + 1, slim), social(month, limit + 1, wide)) == (above_small, "social/upper_large")


@pytest.mark.parametrize("name", ["middle", "upper"])
def test_middle_and_upper_limit_of_every_period(name: str) -> None:
    """Given each middle and upper limit, then the limit itself qualifies and one cent more does not."""
    children = family(large=name == "upper")
    for since, _ in periods(f"flanders/income/{name}_limit"):
        month = max(since, "2020-04")
        limit = law_of("flanders", month).amount(f"flanders/income/{name}_limit").cents
        expected = "social/upper_large" if name == "upper" else "social/middle_small"
        assert social(month, limit, children) == expected
        assert social(month, limit + 1, children) is None


def test_the_middle_bracket_starts_in_april_2023() -> None:
    """Given an income above the lower limit, then a family of two has nothing in 03/2023 and something in 04/2023."""
    assert social("2023-03", 3_500_000, family(large=False)) is None
    assert social("2023-04", 3_500_000, family(large=False)) == "social/middle_small"
    assert social("2023-04", 3_500_000, family(large=False, new=False)) == "social/middle_small"


def test_the_transitional_grid() -> None:
    """Given transitional children (art. 222), then each by its frozen amount, increases below the lower limit only."""
    old = family(large=True, new=False)
    mixed = [*old, child("2020-05-05", "D")]
    assert social("2022-01", 2_000_000, old) == "social/transitional_highest"
    assert social("2022-01", 2_000_000, old, partner=False) == "social/transitional_highest_single_parent"
    assert social("2022-01", 5_000_000, old) is None
    assert social("2022-01", 5_000_000, mixed, partner=False) == "social/transitional_highest"
    youngest = [child("2016-01-05", rank_2018="lowest"), *mixed[1:]]
    assert social("2022-01", 2_000_000, youngest) == "social/transitional_lowest"
    assert social("2022-01", 2_000_000, youngest, incapacity=True) == "social/transitional_lowest_incapacity"
    assert social("2022-01", 5_000_000, youngest, incapacity=True) == "social/transitional_lowest"
    assert social("2022-01", None, youngest) is None


def test_cadastral_income() -> None:
    """Given cadastral income of other use, then the test starts above 1,250.00 and equality passes (F06, F07)."""
    one = [child("2020-01-05")]
    assert social("2022-01", 1_000_000, one, cadastral="1250.00") == "social/low_small"
    assert social("2022-01", 1_000_000, one, cadastral="1250.01") is None
    assert social("2022-01", 3_600_000, [child("2020-01-05")], cadastral="2000.00") is None
    assert social("2022-01", 3_000_000, one, cadastral="1666.66") == "social/low_small"
    assert social("2022-01", 3_000_000, one, cadastral="1666.67") is None


def test_equal_housing_halves_the_supplement() -> None:
    """Given equal housing, then half of the supplement and of the extra of 11/2022, half a cent up."""
    equal = child("2020-01-05", housing="equal")
    decided = decide("flanders", "2022-11", equal, income="20000.00")
    (line,) = [line for line in decided.children[0].lines if line.benefit == "social"]
    assert (line.cents, decided.one_off[0].cents) == (2706, 5000)


@pytest.mark.parametrize(
    ("month", "due"), [("2022-10", 0), ("2022-11", 1), ("2022-12", 0), ("2023-04", 1), ("2023-05", 0)]
)
def test_the_two_extras(month: str, due: int) -> None:
    """Given a social supplement, then the extra of 100 euro in November 2022 and April 2023 only (art. 222/1)."""
    assert len(decide("flanders", month, child("2020-01-05"), income="20000.00").one_off) == due
    assert decide("flanders", month, child("2020-01-05")).one_off == ()
