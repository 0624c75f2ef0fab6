"""Flanders: what is paid once, old orphans without social supplement, and the day of payment."""

import copy

import pytest

from functions.benefits.household import Child
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.benefits.pay_on import pay_on
from functions.units.year_month import YearMonth
from tests.law.households import child, decide, once, paid


@pytest.mark.parametrize(
    ("year", "bracket"),
    [(2020, "to_4"), (2019, "from_5"), (2013, "from_5"), (2012, "from_12"), (2007, "from_12"), (2006, "from_18")],
)
def test_school_bonus_brackets(year: int, bracket: str) -> None:
    """Given the age reached in 2024 (art. 21, choice F08), then the bonus of July is that of the bracket."""
    one = child(f"{year}-12-31", study="secondary")
    assert once(decide("flanders", "2024-07", one)) == {("A", "annual"): f"annual/{bracket}"}
    assert once(decide("flanders", "2024-06", one)) == once(decide("flanders", "2024-08", one)) == {}


@pytest.mark.parametrize(
    ("month", "one", "expected"),
    [
        ("2024-05", child("2024-05-31"), {("A", "birth"): "birth/start_amount"}),
        ("2024-06", child("2024-05-31"), {}),
        ("2024-05", child("2024-05-31", placement="foster"), {}),
        ("2024-05", child("2024-05-01", adopted_on="2024-05-02"), {("A", "adoption"): "birth/start_amount"}),
        ("2024-05", child("2024-05-01", adopted_on="2024-06-02"), {}),
        ("2024-05", child("2020-05-01", adopted_on="2024-05-02"), {("A", "adoption"): "birth/start_amount"}),
        ("2024-05", child("2020-05-01", adopted_on="2024-05-02", placement="foster"), {}),
        ("2024-05", child("2020-05-01", adopted_on="2024-05-02", elsewhere=True), {}),
    ],
)
def test_start_amount(month: str, one: Child, expected: dict[tuple[str, str], str]) -> None:
    """Given a birth or an adoption (art. 9, choice F18), then the start amount in that month and no other."""
    assert once(decide("flanders", month, one)) == expected


def test_an_old_orphan_has_no_social_supplement() -> None:
    """Given the flat orphan amount and a low income (choice F05), then no supplement, and the choice is told."""
    decided = decide("flanders", "2019-08", child("2012-05-05", parents_deceased=["2016-05-05"]), income="20000.00")
    assert "social" not in paid(decided)
    assert decided.children[0].choices == ("F05",)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2024-05", "2024-06-07"),  # the 8th is a Saturday
        ("2023-09", "2023-10-06"),  # a Sunday
        ("2024-06", "2024-07-08"),  # a Monday that works
        ("2059-04", "2059-05-07"),  # Ascension Day
        ("2071-05", "2071-06-05"),  # Whit Monday
        ("2075-03", "2075-04-05"),  # Easter Monday; Good Friday is a working day
    ],
)
def test_payment_day(month: str, day: str) -> None:
    """Given the 8th of the next month, then the last working day before it when it is no working day (choice F21)."""
    assert decide("flanders", month, child("2019-05-05")).payment_date.isoformat() == day


def test_a_fixed_holiday_is_no_payment_day() -> None:
    """Given a law that would pay on the 1st, then 1 May moves to 30 April, and 1 January over the weekend before it."""
    parameters = current_parameters()
    series = copy.deepcopy(dict(parameters.series))
    series["flanders/payment/day"]["values"][0]["value"] = 1
    changed = ParameterSet({"digest": "none", "series": series})
    days = [
        pay_on(changed.law_of("flanders", YearMonth.parse(month)), "flanders").isoformat()
        for month in ("2024-04", "2023-12")
    ]
    assert days == ["2024-04-30", "2023-12-29"]
