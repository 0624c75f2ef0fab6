"""The dated values of the law, as compiled from the files under `amounts/`: what was in force in a month.

Amounts are cents. An amount after its `known_until` is the newest one carried forward, and unconfirmed.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from functions.benefits.amount import Amount, Ratio, Status
from functions.units.year_month import YearMonth

COMPILED = Path(__file__).parent / "amounts" / "compiled.json"

type Value = int | str | list[int] | list[str]
type Bounds = tuple[int, int | None]
type Conditions = tuple[dict[str, Bounds], ...]


class CompiledValue(TypedDict):
    """One value of a series as compiled: first day, last day (null: open), value, status."""

    since: str
    until: str | None
    value: Value
    status: Status


class CompiledSeries(TypedDict):
    """One file under `amounts/` as compiled."""

    title: str
    unit: str
    law: list[list[str]]
    applies: list[dict[str, list[int | None]]]
    known_until: str | None
    last_checked_on: str
    next_change_expected: str | None
    values: list[CompiledValue]


class CompiledParameters(TypedDict):
    """The compiled file: the digest over all series, and the series by id."""

    digest: str
    series: dict[str, CompiledSeries]


class MonthLaw:
    """The values in force in one month. A value that the month does not have raises KeyError, but for `find`."""

    def __init__(self, month: YearMonth, series: Mapping[str, CompiledSeries], region: str) -> None:
        self.month = month
        self._amounts: dict[str, Amount] = {}
        self._numbers: dict[str, int] = {}
        self._days: dict[str, date] = {}
        self._ratios: dict[str, Ratio] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._scales: dict[str, list[tuple[Conditions, Amount]]] = {}
        self._year: dict[str, list[Amount]] = {}
        self._scaled: dict[tuple[object, ...], Amount | None] = {}
        day = month.first_day.isoformat()
        for key, one in series.items():
            if key.startswith(region):
                for value in one["values"]:
                    self._keep_of_year(key, one, value)
                    if value["since"] <= day and (value["until"] is None or day <= value["until"]):
                        self._keep(key, one, value)

    def _keep(self, key: str, one: CompiledSeries, value: CompiledValue) -> None:
        """Keep one value under its kind."""
        unit, raw, since = one["unit"], value["value"], date.fromisoformat(value["since"])
        if isinstance(raw, int):
            self._numbers[key] = raw
            if unit.startswith("EUR"):
                carried = one["known_until"] is not None and str(self.month) > one["known_until"]
                amount = Amount(key, since, raw, "unconfirmed" if carried else value["status"])
                self._amounts[key] = amount
                if one["applies"]:
                    conditions = tuple({name: _bounds(pair) for name, pair in row.items()} for row in one["applies"])
                    self._scales.setdefault(key.rpartition("/")[0], []).append((conditions, amount))
        elif isinstance(raw, str):
            if unit == "date":
                self._days[key] = date.fromisoformat(raw)
            else:
                self._texts[key] = (raw,)
        elif unit in {"ratio", "factor"}:
            numerator, denominator = (int(part) for part in raw)
            self._ratios[key] = Ratio(key, since, numerator, denominator)
        else:
            self._texts[key] = tuple(str(part) for part in raw)

    def _keep_of_year(self, key: str, one: CompiledSeries, value: CompiledValue) -> None:
        """Keep a yearly amount that is in force in some month of the same calendar year."""
        raw, year = value["value"], f"{self.month.year:04}"
        if one["unit"] != "EUR/year" or not isinstance(raw, int):
            return
        if value["since"] <= f"{year}-12-01" and (value["until"] is None or value["until"] >= f"{year}-01-01"):
            amount = Amount(key, date.fromisoformat(value["since"]), raw, value["status"])
            self._year.setdefault(key, []).append(amount)

    def of_year(self, key: str) -> list[Amount]:
        """Return the yearly amounts in force in some month of the calendar year, in the order of their first day."""
        return self._year.get(key, [])

    def amount(self, key: str) -> Amount:
        """Return the amount in force."""
        return self._amounts[key]

    def find(self, key: str) -> Amount | None:
        """Return the amount in force, None before its first day or after its last."""
        return self._amounts.get(key)

    def number(self, key: str) -> int:
        """Return a whole number: years, months, days, children, points, a month of the year."""
        return self._numbers[key]

    def day(self, key: str) -> date:
        """Return a civil day."""
        return self._days[key]

    def ratio(self, key: str) -> Ratio:
        """Return a share or factor."""
        return self._ratios[key]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, for instance the days on which nothing is paid."""
        return self._texts[key]

    def pick(self, folder: str, **measured: int) -> Amount:
        """Return the amount of a scale that covers every case; LookupError when it does not."""
        found = self.scale(folder, **measured)
        if found is None:
            msg = f"{folder} has no amount for what was measured"
            raise LookupError(msg)
        return found

    def scale(self, folder: str, **measured: int) -> Amount | None:
        """Return the amount of the folder whose conditions all hold for what was measured; None when none holds."""
        key = (folder, *measured.items())
        try:
            return self._scaled[key]
        except KeyError:
            found = self._scaled[key] = self._scale(folder, measured)
            return found

    def _scale(self, folder: str, measured: Mapping[str, int]) -> Amount | None:
        """Look through the conditions of a scale."""
        for conditions, amount in self._scales[folder]:
            for row in conditions:
                for name, (low, high) in row.items():
                    if measured[name] < low or (high is not None and measured[name] > high):
                        break
                else:
                    return amount
        return None


class ParameterSet:
    """All dated values of the law under one digest."""

    def __init__(self, compiled: CompiledParameters) -> None:
        self.digest = compiled["digest"]
        self.series: Mapping[str, CompiledSeries] = compiled["series"]
        self._months: dict[tuple[str, YearMonth], MonthLaw] = {}
        self._first: dict[str, YearMonth] = {}

    def law_of(self, region: str, month: YearMonth) -> MonthLaw:
        """Return the region's values in force in a month; the answer is kept, it never changes."""
        found = self._months.get((region, month))
        if found is None:
            found = self._months[region, month] = MonthLaw(month, self.series, f"{region}/")
        return found

    def law_of_text(self, region: str, month: str) -> MonthLaw:
        """Return the values in force in a month written `YYYY-MM`."""
        return self.law_of(region, YearMonth.parse(month))

    def value_from(self, key: str, since: str) -> Value:
        """Return the value of a file that is in force from a day (KeyError when there is none)."""
        for value in self.series[key]["values"]:
            if value["since"] == since:
                return value["value"]
        msg = f"{key} has no value from {since}"
        raise KeyError(msg)

    def first_month(self, region: str) -> YearMonth:
        """Return the month of the region's first legal amount; the answer is kept."""
        found = self._first.get(region)
        if found is None:
            days = (
                value["since"]
                for key, one in self.series.items()
                if key.startswith(f"{region}/") and one["unit"].startswith("EUR")
                for value in one["values"]
            )
            found = self._first[region] = YearMonth.of(date.fromisoformat(min(days)))
        return found


def _bounds(pair: list[int | None]) -> Bounds:
    """Turn `[from, to]` into a pair whose lower end is a number."""
    low, high = pair
    return (low or 0, high)


@cache
def current_parameters() -> ParameterSet:
    """Return the parameters that ship with this code."""
    return ParameterSet(json.loads(COMPILED.read_bytes()))
