"""Wallonia on both sides of every date, age, ceiling and size that the decree and the old federal law turn on."""

import pytest

from functions.benefits.household import Child, Disability
from functions.units.cents import format_euro
from tests.law.households import SEVERE, child, decide, law_of, once, paid, periods, reason

OLD = {"base": "base/rank/first"}
NEW = {"base": "base/new/0_17"}


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
        ("2024-09", child("2006-12-31", obstacle=True, study="none"), "obstacle"),
        # semi-automatic: born from 2001, to the month of 21 (choice W19)
        ("2019-09", child("2001-01-01", study="none"), None),
        ("2019-09", child("2000-12-31", study="none"), "not_studying"),
        ("2024-05", child("2003-05-01", study="none"), None),
        ("2024-06", child("2003-05-31", study="none"), "not_studying"),
        ("2024-06", child("2003-05-31", study="higher"), None),
        ("2024-06", child("2003-05-31", study="higher", obstacle=True), "obstacle"),
        # 21 with a recognised condition; choice W15 when an obstacle stands in the way
        ("2021-12", child("2000-12-01", disability=SEVERE, study="none"), None),
        ("2022-01", child("2000-12-31", disability=SEVERE, study="none"), "not_studying"),
        ("2021-12", child("2000-12-01", disability=SEVERE, study="none", obstacle=True), None),
        ("2021-12", child("2000-12-01", disability=Disability(5, 3), study="none"), "not_studying"),
        # 25
        ("2024-05", child("1999-05-01", study="higher"), None),
        ("2024-06", child("1999-05-31", study="higher"), "age_limit_reached"),
        # job-seekers: 360 days from day 1 (choice W14)
        ("2021-06", child("2000-06-15", school_leaver_since="2021-07-01"), "not_studying"),
        ("2021-07", child("2000-06-15", school_leaver_since="2021-07-01"), None),
        ("2022-06", child("2000-06-15", school_leaver_since="2021-07-01"), None),
        ("2022-07", child("2000-06-15", school_leaver_since="2021-07-01"), "school_leaver_period_over"),
        ("2022-07", child("2000-06-15", school_leaver_since="2021-07-07"), None),
        ("2022-07", child("2000-06-15", school_leaver_since="2021-07-06"), "school_leaver_period_over"),
    ],
)
def test_entitlement(month: str, one: Child, expected: str | None) -> None:
    """Given a child on one side of a limit of art. 4, then it has its right, or the reason why not."""
    assert reason(decide("wallonia", month, one)) == expected


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        ("2024-05", child("2019-12-31"), OLD),
        ("2024-05", child("2020-01-01"), NEW),
        # the amount of 18 starts the month after the birthday (choice W07)
        ("2038-05", child("2020-05-01"), NEW),
        ("2038-06", child("2020-05-31"), {"base": "base/new/18_24"}),
        # half and full orphans of the new model, from the month after the death
        ("2024-05", child("2020-02-01", parents_deceased=["2024-05-01"]), NEW),
        ("2024-06", child("2020-02-01", parents_deceased=["2024-05-31"]), {**NEW, "orphan": "orphan/one_parent/0_17"}),
        (
            "2024-06",
            child("2020-02-01", parents_deceased=["2024-05-31"], only_parent=True),
            {"orphan_base": "orphan_base/both_parents"},
        ),
        # orphan rate of the old model
        ("2019-05", child("2018-02-01", parents_deceased=["2019-05-01"]), OLD),
        ("2019-06", child("2018-02-01", parents_deceased=["2019-05-31"]), {"orphan_base": "orphan_base/old"}),
        ("2019-06", child("2018-02-01", parents_deceased=["2018-12-31"], survivor_with_partner=True), OLD),
        (
            "2019-06",
            child("2018-02-01", parents_deceased=["2019-01-01"], survivor_with_partner=True),
            {"orphan_base": "orphan_base/old"},
        ),
        (
            "2019-06",
            child("2018-02-01", parents_deceased=["2018-12-31", "2019-01-01"], survivor_with_partner=True),
            {"orphan_base": "orphan_base/old"},
        ),
        # age supplement of a first child, the month after the birthday
        ("2024-05", child("2018-05-01"), OLD),
        ("2024-06", child("2018-05-31"), {**OLD, "age": "age/reduced/from_6"}),
        ("2024-05", child("2012-05-01"), {**OLD, "age": "age/reduced/from_6"}),
        ("2024-06", child("2012-05-31"), {**OLD, "age": "age/reduced/from_12"}),
        ("2024-05", child("2006-05-01"), {**OLD, "age": "age/reduced/from_12"}),
        ("2024-06", child("2006-05-31"), {**OLD, "age": "age/reduced/from_18"}),
        ("2024-06", child("2012-05-31", disability=SEVERE), {**OLD, "age": "age/full/from_12", "care": "care/15_17"}),
        # an obstacle leaves the supplement of the condition alone (choice W15)
        ("2024-09", child("2005-01-01", disability=SEVERE, obstacle=True), {"care": "care/15_17"}),
    ],
)
def test_base_orphans_and_age(month: str, one: Child, expected: dict[str, str]) -> None:
    """Given a child on one side of a date of the decree, then exactly these amounts are due."""
    assert paid(decide("wallonia", month, one)) == expected


def test_ranks() -> None:
    """Given five old children, one an orphan and one with an obstacle, then ranks run over the others (art. 40, 42)."""
    found = decide(
        "wallonia",
        "2024-09",
        child("2005-01-01", "A", disability=SEVERE, obstacle=True),
        child("2010-01-01", "B", parents_deceased=["2016-01-01"]),
        child("2014-01-01", "C"),
        child("2016-01-01", "D"),
        child("2018-01-01", "E"),
        child("2021-01-01", "F"),
    )
    bases = [paid(found, name).get("base") for name in "ABCDEF"]
    assert bases == [None, None, "base/rank/first", "base/rank/second", "base/rank/third", "base/new/0_17"]


@pytest.mark.parametrize("name", ["1", "2"])
def test_ceilings_of_every_period(name: str) -> None:
    """Given each ceiling, then the ceiling itself is inside (choice W01) and one cent more is not."""
    for since, _ in periods(f"wallonia/income/ceiling_{name}"):
        month = max(since, "2020-03")
        ceiling = law_of("wallonia", month).amount(f"wallonia/income/ceiling_{name}").cents
        for cents, new, old in (
            (ceiling, f"social/ceiling_{name}", "social/old_first" if name == "1" else None),
            (ceiling + 1, "social/ceiling_2" if name == "1" else None, None),
        ):
            found = decide("wallonia", month, child("2019-01-05"), child("2020-01-05", "Z"), income=format_euro(cents))
            assert (paid(found, "Z").get("social"), paid(found, "A").get("social")) == (new, old), month


def test_before_2020_there_is_no_second_ceiling() -> None:
    """Given 2019, then an old child has its supplement up to ceiling 1 and nothing above."""
    assert "social" in paid(decide("wallonia", "2019-12", child("2015-01-05"), income="30984.00"))
    assert "social" not in paid(decide("wallonia", "2019-12", child("2015-01-05"), income="30984.01"))


@pytest.mark.parametrize(
    ("place", "members", "expected"),
    [
        ("A", {}, "old_first"),
        ("A", {"incapacity": True}, "old_first_invalid_parent"),
        ("A", {"partner": False}, "old_first"),
        ("B", {"incapacity": True}, "old_second"),
        ("C", {"incapacity": True}, "old_third"),
        ("C", {"partner": False}, "old_third_single_parent"),
    ],
)
def test_the_old_grid(place: str, members: dict[str, object], expected: str) -> None:
    """Given rank, invalid parent and single parent, then one line of the old model (choice W32)."""
    children = [child(f"201{n}-01-05", name) for n, name in zip((4, 5, 6), "ABC", strict=True)]
    assert paid(decide("wallonia", "2024-05", *children, income="20000.00", **members), place)["social"] == (
        f"social/{expected}"
    )


@pytest.mark.parametrize(
    ("income", "members", "expected"),
    [
        ("20000.00", {}, {"social": "social/ceiling_1"}),
        ("20000.00", {"partner": False}, {"social": "social/ceiling_1", "single_parent": "single_parent/ceiling_1"}),
        (
            "20000.00",
            {"incapacity": True},
            {"social": "social/ceiling_1", "invalid_parent": "invalid_parent/ceiling_1"},
        ),
        ("40000.00", {"incapacity": True}, {"social": "social/ceiling_2"}),
        ("40000.00", {"partner": False}, {"social": "social/ceiling_2", "single_parent": "single_parent/ceiling_2"}),
        ("60000.00", {"partner": False, "incapacity": True}, {}),
        ("60000.00", {"preferential": True}, {"social": "social/ceiling_1"}),
    ],
)
def test_the_new_grid(income: str, members: dict[str, object], expected: dict[str, str]) -> None:
    """Given the level, single parent and invalid parent, then the new supplements add up (art. 11 to 14)."""
    assert paid(decide("wallonia", "2024-05", child("2021-01-05"), income=income, **members)) == NEW | expected


@pytest.mark.parametrize(("size", "income", "level"), [(2, "2.00", None), (3, "2.00", "1"), (3, "40000.00", "2")])
def test_large_family(size: int, income: str, level: str | None) -> None:
    """Given two or three children with a right, old ones too, then the large-family supplement or none (W25)."""
    children = [child("2021-01-05"), child("2018-01-05", "B"), child("2017-01-05", "C")][:size]
    found = paid(decide("wallonia", "2024-05", *children, income=income)).get("large_family")
    assert found == (None if level is None else f"large_family/ceiling_{level}")


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        ("2024-05", child("2024-05-31"), {("A", "birth"): "birth/premium"}),
        ("2024-05", child("2024-05-31", placement="foster"), {}),
        ("2019-12", child("2019-12-31", first_child=True), {("A", "birth"): "birth/first_2019"}),
        ("2019-12", child("2019-12-31", first_child=False), {("A", "birth"): "birth/next_2019"}),
        ("2020-01", child("2020-01-01"), {("A", "birth"): "birth/premium"}),
        ("2020-05", child("2019-12-31", adopted_on="2020-05-01"), {("A", "adoption"): "adoption/born_before_2020"}),
        ("2020-05", child("2020-01-01", adopted_on="2020-05-01"), {("A", "adoption"): "birth/premium"}),
        ("2020-05", child("2020-05-01", adopted_on="2020-05-02"), {("A", "adoption"): "birth/premium"}),
        ("2020-05", child("2020-01-01", adopted_on="2020-06-01"), {}),
        ("2020-05", child("2020-01-01", adopted_on="2020-05-01", right_ended="2020-03-01"), {}),
    ],
)
def test_premium(month: str, one: Child, expected: dict[tuple[str, str], str]) -> None:
    """Given a birth or an adoption, then the premium of its model in that month (choices W12 and W27)."""
    assert once(decide("wallonia", month, one)) == expected


def test_a_premium_of_2019_without_its_fact_is_not_decided() -> None:
    """Given a birth of 2019 and nobody who says whether it is a first child, then undecided, with the fact named."""
    decided = decide("wallonia", "2019-06", child("2019-06-01"))
    assert [(one.child, one.benefit, one.missing) for one in decided.undecided] == [("A", "birth", ("first_child",))]
    twins = decide("wallonia", "2019-06", child("2019-06-01"), child("2019-06-01", "B"))
    assert once(twins) == {("A", "birth"): "birth/first_2019", ("B", "birth"): "birth/first_2019"}


@pytest.mark.parametrize(
    ("one", "income", "scale"),
    [
        (child("2020-01-01"), None, "new/0_5"),
        (child("2020-01-01"), "1.00", "new/0_5"),
        (child("2019-01-01"), None, "old/0_5"),
        (child("2018-12-31"), None, "old/6_11"),
        (child("2013-01-01"), None, "old/6_11"),
        (child("2012-12-31"), None, "old/12_17"),
        (child("2006-12-31"), None, "old/18_24"),
        (child("2012-12-31"), "1.00", "old_with_supplement/12_17"),
        (child("2012-12-31", disability=SEVERE), None, "old_with_supplement/12_17"),
        (child("2012-12-31", parents_deceased=["2019-05-05"]), None, "old_with_supplement/12_17"),
    ],
)
def test_annual_scales(one: Child, income: str | None, scale: str) -> None:
    """Given the age reached in 2024 and whether a supplement is due, then the scale of July (art. 44ter)."""
    assert once(decide("wallonia", "2024-07", one, income=income)) == {("A", "annual"): f"annual/{scale}"}
    assert once(decide("wallonia", "2024-06", one, income=income)) == {}


def test_annual_without_base() -> None:
    """Given a condition and an obstacle (choice W15), then the annual supplement stays, scale with supplement."""
    decided = decide("wallonia", "2025-07", child("2005-01-01", disability=SEVERE, obstacle=True))
    assert once(decided) == {("A", "annual"): "annual/old_with_supplement/18_24"}
    assert decided.one_off[0].choices == ("W15",)


def test_payment_day_never_moves() -> None:
    """Given the 8th on a Saturday (choice W20), then the 8th."""
    assert decide("wallonia", "2024-05", child("2021-01-05")).payment_date.isoformat() == "2024-06-08"


def test_half_orphans_part_is_half_of_the_rounded_base() -> None:
    """Given every month, then the part of a half orphan is half of the indexed base, half a cent upwards (art. 9)."""
    for month, _ in periods("wallonia/base/new/0_17"):
        law = law_of("wallonia", month)
        for name in ("0_17", "18_24"):
            base, part = law.amount(f"wallonia/base/new/{name}"), law.amount(f"wallonia/orphan/one_parent/{name}")
            assert (base.cents + 1) // 2 == part.cents, (month, name)
