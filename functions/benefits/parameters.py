"""The dated values of the law, as compiled from the files under `amounts/`: what was in force in a month.

Amounts are cents. An amount after its `known_until` is the newest one carried forward, and unconfirmed.
"""

from functools import cache
from typing import TYPE_CHECKING, TypedDict

from functions.benefits.amount import Status
from functions.benefits.month_law import MonthLaw
from functions.benefits.region_law import RegionLaw
from functions.units.year_month import YearMonth

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CompiledParameters", "CompiledSeries", "MonthLaw", "ParameterSet", "current_parameters"]

type Value = int | str | list[int] | list[str]


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


class ParameterSet:
    """All dated values of the law under one digest."""

    def __init__(self, compiled: CompiledParameters) -> None:
        self.digest = compiled["digest"]
        self.series: Mapping[str, CompiledSeries] = compiled["series"]
        self._regions: dict[str, RegionLaw] = {}

    def of_region(self, region: str) -> RegionLaw:
        """Return the values of one region."""
        found = self._regions.get(region)
        if found is None:
            folder = f"{region}/"
            series = {key: one for key, one in self.series.items() if key.startswith(folder)}
            found = self._regions[region] = RegionLaw(series)
        return found

    def law_of(self, region: str, month: YearMonth) -> MonthLaw:
        """Return the region's values in force in a month."""
        return self.of_region(region).law_of(month)

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
        """Return the month of the region's first legal amount."""
        return self.of_region(region).first_month


@cache
def current_parameters() -> ParameterSet:
    """Return the parameters that ship with this code."""
    from functions.benefits.read_compiled import read_compiled  # noqa: PLC0415 - an import without question reads none

    return ParameterSet(read_compiled())
