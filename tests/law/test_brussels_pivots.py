"""Brussels on both sides of every date, age, ceiling and size that the ordinance turns on."""

from typing import Any

import pytest

from functions.benefits.household import Child, Disability
from functions.units.cents import format_euro
from tests.law.households import SEVERE, child, decide, law_of, once, paid, periods, reason

SIBLING = child("2016-01-10", "Z")


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        ("2024-02", child("2024-03-01"), "not_born"),
        ("2024-03", child("2024-03-01"), "starts_month_after_birth"),
        ("2024-04", child("2024-03-31"), None),
        ("2024-03", child("2020-01-01", right_ended="2024-03-01"), None),
        ("2024-04", child("2020-01-01", right_ended="2024-03-31"), "right_ended"),
        # unconditional to 31 August of the year of 18
        ("2024-08", child("2006-12-31", obstacle=True, study="none"), None),
        ("2024-09", child("2006-12-31", obstacle=True), "obstacle"),
        ("2024-08", child("2006-01-01", study="none"), None),
        ("2024-09", child("2006-01-01"), "not_studying"),
        ("2024-09", child("2006-01-01", study="higher"), None),
        # study is presumed to the month of the 18th birthday (choice B33)
        ("2024-10", child("2006-10-01"), None),
        ("2024-11", child("2006-10-31"), "not_studying"),
        # 21 with a recognised condition, whatever its work (choice B10)
        ("2024-05", child("2003-05-01", disability=SEVERE, obstacle=True), None),
        ("2024-06", child("2003-05-31", disability=SEVERE, obstacle=True), "obstacle"),
        ("2024-05", child("2003-05-01", disability=Disability(5, 3), study="none"), "not_studying"),
        # 25 (choice B09)
        ("2024-05", child("1999-05-01", study="higher"), None),
        ("2024-06", child("1999-05-31", study="higher"), "age_limit_reached"),
        # school leavers: 360 days (choice B11)
        ("2025-05", child("2006-05-10", school_leaver_since="2025-06-01"), "not_studying"),
        ("2025-06", child("2006-05-10", school_leaver_since="2025-06-01"), None),
        ("2026-07", child("2006-05-10", school_leaver_since="2025-06-01"), None),
        ("2026-08", child("2006-05-10", school_leaver_since="2025-06-01"), "school_leaver_period_over"),
        ("2026-07", child("2006-05-10", school_leaver_since="2025-08-01"), None),
        ("2026-07", child("2006-05-10", school_leaver_since="2025-08-02"), None),
        ("2026-08", child("2006-05-10", school_leaver_since="2025-08-07"), None),
        ("2026-08", child("2006-05-10", school_leaver_since="2025-08-06"), "school_leaver_period_over"),
        ("2026-05", child("2006-05-10", school_leaver_since="2025-05-31"), None),
        ("2026-06", child("2006-05-10", school_leaver_since="2025-05-31"), "school_leaver_period_over"),
    ],
)
def test_entitlement(month: str, one: Child, expected: str | None) -> None:
    """Given a child on one side of a limit of art. 25 and 26, then it has its right, or the reason why not."""
    assert reason(decide("brussels", month, one)) == expected


@pytest.mark.parametrize(
    ("month", "one", "base"),
    [
        ("2024-05", child("2019-11-30"), "reduced/0_11"),
        ("2024-05", child("2019-12-01"), "full/0_11"),
        # a band starts the month after the birthday, also on the 1st (choice B01)
        ("2024-05", child("2012-05-01"), "reduced/0_11"),
        ("2024-06", child("2012-05-31"), "reduced/12_17"),
        ("2024-05", child("2006-05-01", study="higher"), "reduced/12_17"),
        ("2024-06", child("2006-05-31", study="higher"), "reduced/18_24_higher_education"),
        ("2024-06", child("2006-05-31", study="secondary"), "reduced/18_24"),
        ("2024-05", child("2007-05-31", study="higher"), "reduced/12_17"),
        ("2024-05", child("1999-05-31", study="secondary"), "reduced/18_24"),
    ],
)
def test_base(month: str, one: Child, base: str) -> None:
    """Given a child with a sister, then the base of its birth date, band and studies (art. 7 and 35)."""
    assert paid(decide("brussels", month, one, SIBLING))["base"] == f"base/{base}"


def test_the_sole_child_is_flat() -> None:
    """Given one child of 14, then flat without supplement (art. 7), and its band with any of the three."""
    one = child("2010-01-10")
    assert paid(decide("brussels", "2024-05", one)) == {"base": "base/reduced/0_11"}
    low = paid(decide("brussels", "2024-05", one, income="10000.00"))
    assert low == {"base": "base/reduced/12_17", "social": "social/low/one_12_24"}
    orphan = decide("brussels", "2024-05", child("2010-01-10", parents_deceased=["2021-04-30"]))
    assert paid(orphan) == {"base": "base/reduced/12_17", "orphan": "base/reduced/12_17"}
    assert paid(decide("brussels", "2024-05", child("2010-01-10", disability=SEVERE))) == {
        "base": "base/reduced/12_17",
        "care": "care/15_17",
    }
    blocked = decide("brussels", "2024-05", one, income="10000.00", cadastral="2000.01")
    assert paid(blocked) == {"base": "base/reduced/0_11"}
    assert blocked.children[0].lines[0].choices == ("B03",)


@pytest.mark.parametrize("name", ["lower", "upper"])
def test_ceilings_of_every_period(name: str) -> None:
    """Given each ceiling, then one cent below is in the tier and the ceiling itself is not (art. 9, choice B02)."""
    below, at = ("low", "middle") if name == "lower" else ("middle", None)
    for month, ceiling in periods(f"brussels/income/{name}_ceiling"):
        pair = (child("2019-01-05"), child("2019-03-05", "Z"))
        for cents, tier in ((ceiling - 1, below), (ceiling, at)):
            found = paid(decide("brussels", month, *pair, income=format_euro(cents))).get("social")
            assert found == {"low": "social/low/two_couple_0_11", "middle": "social/middle/two", None: None}[tier], (
                month
            )


@pytest.mark.parametrize(
    ("size", "partner", "income", "expected"),
    [
        (1, True, "10000.00", "low/one_0_11"),
        (1, False, "10000.00", "low/one_0_11"),
        (2, True, "10000.00", "low/two_couple_0_11"),
        (2, False, "10000.00", "low/two_single_parent_0_11"),
        (3, True, "10000.00", "low/three_couple_0_11"),
        (3, False, "10000.00", "low/three_single_parent_0_11"),
        (4, False, "10000.00", "low/three_single_parent_0_11"),
        (1, False, "45000.00", None),
        (2, False, "45000.00", "middle/two"),
        (3, True, "45000.00", "middle/three"),
        (3, True, "60000.00", None),
    ],
)
def test_social_grid(size: int, partner: bool, income: str, expected: str | None) -> None:
    """Given size, single parent and tier, then the amount of the grid (art. 9 and 10)."""
    children = [child(f"2020-0{n + 1}-05", name) for n, name in enumerate("ABCD"[:size])]
    found = paid(decide("brussels", "2024-05", *children, income=income, partner=partner)).get("social")
    assert found == (None if expected is None else f"social/{expected}")


def test_the_older_band_of_the_grid() -> None:
    """Given a child of 12, then the amount of 12 to 24 from the month after the birthday."""
    children = (child("2012-04-30"), child("2020-01-05", "Z"))
    assert paid(decide("brussels", "2024-04", *children, income="1.00"))["social"] == "social/low/two_couple_0_11"
    assert paid(decide("brussels", "2024-05", *children, income="1.00"))["social"] == "social/low/two_couple_12_24"


@pytest.mark.parametrize("income", ["1.00", "45000.00", "90000.00", None])
def test_the_month_of_the_25th_birthday_has_its_supplement(income: str | None) -> None:
    """Given a student whose last month is that of the 25th birthday, then it is paid like the month before it."""
    student = child("1999-05-20", study="secondary")
    months = [decide("brussels", month, student, SIBLING, income=income) for month in ("2024-05", "2024-06")]
    assert paid(months[0]) == paid(
        decide("brussels", "2024-05", child("1999-12-20", study="secondary"), SIBLING, income=income)
    )
    assert reason(months[1]) == "age_limit_reached"


def test_cadastral_test_from_november_2023() -> None:
    """Given built property above 2,000 euro, then no supplement from November 2023 on; exactly 2,000 is allowed."""
    pair = (child("2020-01-05"), child("2021-01-05", "Z"))
    found = [
        paid(decide("brussels", month, *pair, income="10000.00", cadastral=cadastral)).get("social")
        for month, cadastral in (("2023-10", "2000.01"), ("2023-11", "2000.00"), ("2023-11", "2000.01"))
    ]
    assert found == ["social/low/two_couple_0_11", "social/low/two_couple_0_11", None]


@pytest.mark.parametrize(
    ("month", "members", "factor"),
    [
        ("2024-05", {"parents_deceased": ["2024-05-01"]}, 0),
        ("2024-06", {"parents_deceased": ["2024-05-31"]}, 1),
        ("2024-06", {"parents_deceased": ["2024-05-31"], "survivor_with_partner": True}, 1),
        ("2024-06", {"parents_deceased": ["2024-05-31"], "only_parent": True}, 2),
        ("2024-06", {"parents_deceased": ["2023-05-31", "2024-06-01"]}, 1),
        ("2024-07", {"parents_deceased": ["2023-05-31", "2024-06-01"]}, 2),
    ],
)
def test_orphans(month: str, members: dict[str, Any], factor: int) -> None:
    """Given parents who died before this month, then the increase of a half or of the whole base (choice B06)."""
    lines = decide("brussels", month, child("2020-02-01", **members)).children[0].lines
    increase = {0: [], 1: [9143], 2: [18285]}[factor]
    assert [line.cents for line in lines if line.benefit == "orphan"] == increase


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (child("2024-05-02", first_child=True), {("A", "birth"): "birth/first"}),
        (child("2024-05-02", first_child=False), {("A", "birth"): "birth/next"}),
        (child("2024-05-02", placement="foster"), {}),
        (child("2024-05-02", adopted_on="2024-05-03", first_child=True), {("A", "adoption"): "birth/first"}),
        (child("2024-05-02", adopted_on="2024-06-03"), {}),
        (child("2020-05-02", adopted_on="2024-05-03", first_child=False), {("A", "adoption"): "birth/next"}),
        (child("2020-05-02", adopted_on="2024-05-03", right_ended="2024-01-01"), {}),
        (child("2024-04-30"), {}),
    ],
)
def test_grant(one: Child, expected: dict[tuple[str, str], str]) -> None:
    """Given a birth or an adoption in May 2024, then the grant of a first or of a next child (choice B18)."""
    assert once(decide("brussels", "2024-05", one)) == expected


def test_a_grant_without_its_fact_is_not_decided() -> None:
    """Given a birth and nobody who says whether it is a first child, then undecided, with the fact named."""
    decided = decide("brussels", "2024-05", child("2024-05-02"))
    assert [(one.child, one.benefit, one.missing) for one in decided.undecided] == [("A", "birth", ("first_child",))]
    twins = decide("brussels", "2024-05", child("2024-05-02"), child("2024-05-02", "B"))
    assert once(twins) == {("A", "birth"): "birth/first", ("B", "birth"): "birth/first"}


@pytest.mark.parametrize(
    ("born", "study", "bracket"),
    [
        ("2022-12-31", "none", "0_2"),
        ("2021-01-01", "none", "3_5"),
        ("2019-12-31", "none", "3_5"),
        ("2018-12-31", "none", "6_11"),
        ("2012-12-31", "none", "12_17"),
        ("2007-12-31", "none", "12_17"),
        ("2006-12-31", "secondary", "18_24"),
        ("2006-12-31", "higher", "18_24_higher_education"),
    ],
)
def test_annual_brackets(born: str, study: str, bracket: str) -> None:
    """Given the age reached in 2024 (choice B16), then the supplement of July is that of the bracket."""
    one = child(born, study=study)
    assert once(decide("brussels", "2024-07", one)) == {("A", "annual"): f"annual/{bracket}"}
    assert once(decide("brussels", "2024-06", one)) == {}


def test_payment_day_moves_over_weekends_only() -> None:
    """Given the 8th on a Saturday, and on Ascension Day (choice B32), then Friday, and the day itself."""
    days = [decide("brussels", month, SIBLING).payment_date.isoformat() for month in ("2024-05", "2059-04")]
    assert days == ["2024-06-07", "2059-05-08"]


def test_the_reduction_is_a_subtraction() -> None:
    """Given every month, then the reduced base is the full one less the reduction, both rounded (art. 35)."""
    for month, reduction in periods("brussels/base/reduction"):
        law = law_of("brussels", month)
        for name in ("0_11", "12_17", "18_24", "18_24_higher_education"):
            full, reduced = law.amount(f"brussels/base/full/{name}"), law.amount(f"brussels/base/reduced/{name}")
            assert full.cents - reduction == reduced.cents, (month, name)
