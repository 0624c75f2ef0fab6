"""The calendar of the law: which amounts will have a next value, from which month, and which of these is not there yet.

Every amount file names the month of its next expected change. A change whose month has come, and whose value is not in
the file or is not confirmed, is late: from then on no run pays the amount.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from functions.benefits.parameters import CompiledSeries, ParameterSet
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True, order=True)
class ExpectedChange:
    """One change that is expected: the first month of the next value, the id of its file, the day of the last check."""

    month: YearMonth
    file: str
    last_checked_on: date

    def days_until(self, day: date) -> int:
        """Return the days from `day` to the first day of the expected month; below zero when it has passed."""
        return (self.month.first_day - day).days


def expected_changes(parameters: ParameterSet, region: str) -> tuple[ExpectedChange, ...]:
    """Return what a region still has to expect, the earliest first: files without a confirmed value of that month."""
    found = (
        ExpectedChange(month, key, date.fromisoformat(one["last_checked_on"]))
        for key, one in parameters.series.items()
        if key.startswith(f"{region}/") and (month := _month(one)) is not None
    )
    return tuple(sorted(found))


def changes_within(
    parameters: ParameterSet, regions: tuple[str, ...], day: date, ahead: timedelta
) -> tuple[ExpectedChange, ...]:
    """Return the changes that are late on a day, or come within so many days of it."""
    found = (one for region in regions for one in expected_changes(parameters, region))
    return tuple(sorted(one for one in found if one.days_until(day) <= ahead.days))


def _month(one: CompiledSeries) -> YearMonth | None:
    """Return the month of the expected change of a series; None when none is expected, or its value is there."""
    if one["next_change_expected"] is None:
        return None
    month = YearMonth.parse(one["next_change_expected"])
    confirmed = (value["since"] for value in one["values"] if value["status"] != "unconfirmed")
    return None if max(confirmed, default="") >= month.first_day.isoformat() else month
