"""A stretch of whole months, open at an end that nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class MonthRange:
    """From `first` to `last`, both within it; None: no limit on that side."""

    first: YearMonth | None = None
    last: YearMonth | None = None

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> Self:
        """Return the months that hold a stretch of days."""
        return cls(None if first is None else YearMonth.of(first), None if last is None else YearMonth.of(last))

    def __contains__(self, month: YearMonth) -> bool:
        """Tell whether a month lies within it."""
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)


def hull(ranges: Iterable[MonthRange]) -> MonthRange | None:
    """Return the shortest stretch that holds all of them; None when there are none."""
    found = tuple(ranges)
    if not found:
        return None
    firsts = [one.first for one in found if one.first is not None]
    lasts = [one.last for one in found if one.last is not None]
    return MonthRange(
        min(firsts) if len(firsts) == len(found) else None,
        max(lasts) if len(lasts) == len(found) else None,
    )
