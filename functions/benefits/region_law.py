"""The dated values of one region, cut at the months in which one of them starts, ends or is no longer known."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from functions.benefits.amount import Amount, Ratio
from functions.benefits.month_law import Amounts, Bounds, Conditions, MonthLaw, Terms
from functions.units.remember import remember
from functions.units.year_month import YearMonth, month_ordinal

if TYPE_CHECKING:
    from functions.benefits.parameters import CompiledSeries, CompiledValue


class RegionLaw:
    """The values of one region: what was in force in a month, and the months (ordinals) in which something changes."""

    def __init__(self, series: "Mapping[str, CompiledSeries]") -> None:
        self.series = series
        self.changes = sorted({month for one in series.values() for month in _changes(one)})
        self._term_changes = sorted({month for one in series.values() for month in _term_changes(one)})
        self._amounts: dict[int, Amounts] = {}
        self._terms: dict[int, Terms] = {}
        self._years: dict[int, dict[str, list[Amount]]] = {}
        self.law_of = remember(self._law_of)
        self.first_month = YearMonth.from_ordinal(
            min(_starts(value) for one in series.values() if _is_money(one) for value in one["values"])
        )

    def law_of_ordinal(self, month: int) -> MonthLaw:
        """Return the values in force in a month given as its ordinal."""
        return self.law_of(YearMonth.from_ordinal(month))

    def _law_of(self, month: YearMonth) -> MonthLaw:
        """Return the values in force in a month."""
        at = bisect_right(self.changes, month.ordinal)
        amounts = self._amounts.get(at)
        if amounts is None:
            amounts = self._amounts[at] = self._amounts_in(month)
        years = self._years.get(month.year)
        if years is None:
            years = self._years[month.year] = _of_year(self.series, month.year)
        return MonthLaw(month, amounts, years)

    def _amounts_in(self, month: YearMonth) -> Amounts:
        """Read the amounts and ratios in force in a month."""
        amounts: dict[str, Amount] = {}
        ratios: dict[str, Ratio] = {}
        for key, one, value in self._in_force(month):
            raw, since = value["value"], date.fromisoformat(value["since"])
            if _is_money(one) and isinstance(raw, int):
                carried = one["known_until"] is not None and str(month) > one["known_until"]
                amounts[key] = Amount(key, since, raw, "unconfirmed" if carried else value["status"])
            elif _is_ratio(one) and isinstance(raw, list):
                numerator, denominator = map(int, raw)
                ratios[key] = Ratio(key, since, numerator, denominator)
        at = bisect_right(self._term_changes, month.ordinal)
        terms = self._terms.get(at)
        if terms is None:
            terms = self._terms[at] = self._terms_in(month)
        return Amounts(terms, amounts, ratios)

    def _terms_in(self, month: YearMonth) -> Terms:
        """Read what is in force in a month without being money."""
        numbers: dict[str, int] = {}
        days: dict[str, date] = {}
        texts: dict[str, tuple[str, ...]] = {}
        scales: dict[str, list[tuple[Conditions, str]]] = {}
        for key, one, value in self._in_force(month):
            raw = value["value"]
            if _is_money(one):
                if one["applies"]:
                    scales.setdefault(key.rpartition("/")[0], []).append((_conditions(one), key))
            elif isinstance(raw, int):
                numbers[key] = raw
            elif isinstance(raw, str) and one["unit"] == "date":
                days[key] = date.fromisoformat(raw)
            elif not _is_ratio(one):
                texts[key] = (raw,) if isinstance(raw, str) else tuple(map(str, raw))
        return Terms(numbers, days, texts, scales)

    def _in_force(self, month: YearMonth) -> "Iterator[tuple[str, CompiledSeries, CompiledValue]]":
        """Yield every series that has a value on the first day of a month, with that value."""
        day = month.first_day.isoformat()
        for key, one in self.series.items():
            for value in one["values"]:
                if value["since"] <= day and (value["until"] is None or day <= value["until"]):
                    yield key, one, value


def _of_year(series: "Mapping[str, CompiledSeries]", year: int) -> dict[str, list[Amount]]:
    """Return the yearly amounts in force in some month of a calendar year."""
    first, last = YearMonth(year, 1).ordinal, YearMonth(year + 1, 1).ordinal
    return {
        key: [
            Amount(key, date.fromisoformat(value["since"]), value["value"], value["status"])
            for value in one["values"]
            if isinstance(value["value"], int) and _starts(value) < last and not _ended(value, first)
        ]
        for key, one in series.items()
        if one["unit"] == "EUR/year"
    }


def _ended(value: "CompiledValue", month: int) -> bool:
    """Tell whether the last month of a value lies before a month."""
    return value["until"] is not None and _ends(value["until"]) <= month


def _changes(one: "CompiledSeries") -> Iterator[int]:
    """Yield the months in which another value of a series is in force, or the newest is only carried forward."""
    if one["known_until"] is not None:
        yield YearMonth.parse(one["known_until"]).ordinal + 1
    for value in one["values"]:
        yield _starts(value)
        if value["until"] is not None:
            yield _ends(value["until"])


def _term_changes(one: "CompiledSeries") -> Iterator[int]:
    """Yield the months in which a term changes; of a scale of amounts, those in which a class comes or goes."""
    if not _is_money(one) and not _is_ratio(one):
        yield from _changes(one)
    elif one["applies"]:
        starts = {_starts(value) for value in one["values"]}
        yield from starts ^ {_ends(value["until"]) for value in one["values"] if value["until"] is not None}


def _starts(value: "CompiledValue") -> int:
    """Return the first month whose first day lies in the life of a value."""
    day = date.fromisoformat(value["since"])
    return month_ordinal(day) + (day.day > 1)


def _ends(until: str) -> int:
    """Return the first month whose first day lies after the last day of a value."""
    return month_ordinal(date.fromisoformat(until)) + 1


def _is_money(one: "CompiledSeries") -> bool:
    """Tell whether the values of a series are cents."""
    return one["unit"].startswith("EUR")


def _is_ratio(one: "CompiledSeries") -> bool:
    """Tell whether the values of a series are fractions."""
    return one["unit"] in {"ratio", "factor"}


def _conditions(one: "CompiledSeries") -> Conditions:
    """Turn the rows of a scale's file into pairs whose lower end is a number."""
    return tuple({name: _bounds(pair) for name, pair in row.items()} for row in one["applies"])


def _bounds(pair: Sequence[int | None]) -> Bounds:
    """Turn `[from, to]` into a pair whose lower end is a number."""
    low, high = pair
    return (low or 0, high)
