"""A calendar month as a type: the unit in which rights are counted."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_PATTERN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """One month of one year; ordered, hashable, written `YYYY-MM`."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse a month outside 1 to 12 or a year outside 1 to 9999 (ValueError)."""
        if not 1 <= self.month <= _MONTHS_PER_YEAR or not 1 <= self.year <= 9999:  # noqa: PLR2004 - the calendar's own limits
            msg = f"not a month: year {self.year}, month {self.month}"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM`; anything else raises ValueError."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            msg = "a month is written YYYY-MM"
            raise ValueError(msg)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds `day`."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.plus(1).first_day - timedelta(days=1)

    def plus(self, months: int) -> Self:
        """Return the month `months` later (earlier when negative)."""
        index = self.year * _MONTHS_PER_YEAR + self.month - 1 + months
        return type(self)(index // _MONTHS_PER_YEAR, index % _MONTHS_PER_YEAR + 1)

    def months_since(self, earlier: "YearMonth") -> int:
        """Return the number of months from `earlier` to this one."""
        return (self.year - earlier.year) * _MONTHS_PER_YEAR + self.month - earlier.month

    def months_after(self, day: date) -> int:
        """Return the number of months from the month that holds `day` to this one; negative when it lies ahead."""
        return (self.year - day.year) * _MONTHS_PER_YEAR + self.month - day.month

    def __str__(self) -> str:
        """Write `YYYY-MM`."""
        return f"{self.year:04d}-{self.month:02d}"
