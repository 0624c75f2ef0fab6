"""S-09: the calendar of TARGET agrees with an independent one, and families are paid on the promised day."""

from datetime import date, timedelta

import holidays
import pytest

from functions.payments.execution_date import TooLateForPromiseError, execution_date, leaves_in_time
from functions.payments.target_calendar import is_target_day, next_target_day, target_days_before
from functions.units.easter import easter_sunday


def test_the_calendar_agrees_with_an_independent_one() -> None:
    """Given every day of 2019 to 2040, then settlement days are those of the European Central Bank's calendar."""
    closed = holidays.financial_holidays("XECB", years=range(2019, 2041))
    day = date(2019, 1, 1)
    while day.year < 2041:
        assert is_target_day(day) == (day.weekday() < 5 and day not in closed), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    "day", [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter_falls_where_the_almanac_says(day: date) -> None:
    """Given a year, then Easter Sunday is the day printed in almanacs, at both ends of its range too."""
    assert easter_sunday(day.year) == day


@pytest.mark.parametrize("holiday", [date(2024, 11, 1), date(2024, 11, 11), date(2023, 7, 21), date(2024, 8, 15)])
def test_belgian_holidays_are_settlement_days(holiday: date) -> None:
    """Given a Belgian holiday on a weekday, then banks settle between them on it."""
    assert is_target_day(holiday)


@pytest.mark.parametrize(
    ("promised", "debit"),
    [
        (date(2024, 7, 8), date(2024, 7, 5)),  # Monday: the Friday before
        (date(2024, 8, 8), date(2024, 8, 7)),
        (date(2023, 4, 7), date(2023, 4, 6)),  # Good Friday promised: settled the day before
        (date(2023, 4, 11), date(2023, 4, 6)),  # after Easter Monday
        (date(2025, 1, 2), date(2024, 12, 31)),
    ],
)
def test_the_debit_day_is_the_settlement_day_before_the_promised_one(promised: date, debit: date) -> None:
    """Given a promised day, then the fund is debited on the last settlement day before it."""
    assert execution_date(promised, date(2020, 1, 1)) == debit


def test_a_promise_that_cannot_be_kept_is_refused() -> None:
    """Given a promised day whose debit day is past, then the run is told and pretends nothing."""
    with pytest.raises(TooLateForPromiseError):
        execution_date(date(2024, 7, 8), date(2024, 7, 6))
    assert execution_date(date(2024, 7, 8), date(2024, 7, 5)) == date(2024, 7, 5)


def test_rejects_can_be_repaired_three_settlement_days_before() -> None:
    """Given the debit day, then three settlement days before it is in time and the next day is not."""
    debit = date(2024, 7, 5)
    assert target_days_before(debit, 3) == date(2024, 7, 2)
    assert leaves_in_time(debit, date(2024, 7, 2))
    assert not leaves_in_time(debit, date(2024, 7, 3))


def test_a_late_run_is_debited_on_the_next_settlement_day() -> None:
    """Given a run on a Friday after the promise, then the debit is on the Monday."""
    assert next_target_day(date(2024, 7, 12)) == date(2024, 7, 15)
    assert next_target_day(date(2024, 3, 28)) == date(2024, 4, 2)
