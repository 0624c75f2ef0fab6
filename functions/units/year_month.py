"""A calendar month as a type: the unit in which rights are counted."""

from datetime import date, timedelta
from typing import NamedTuple, Self

MONTHS_PER_YEAR = 12
_LAST_YEAR = 9999
_FORM = "YYYY-MM"


class _YearAndMonth(NamedTuple):
    """The two numbers, as a tuple: compared and hashed without a line of Python."""

    year: int
    month: int


class YearMonth(_YearAndMonth):
    """One month of one year; ordered, hashable, written `YYYY-MM`."""

    __slots__ = ()

    def __new__(cls, year: int, month: int) -> Self:
        """Refuse a month outside 1 to 12 or a year outside 1 to 9999 (ValueError)."""
        if not 1 <= month <= MONTHS_PER_YEAR or not 1 <= year <= _LAST_YEAR:
            msg = f"not a month: year {year}, month {month}"
            raise ValueError(msg)
        return tuple.__new__(cls, (year, month))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM`; anything else raises ValueError."""
        digits = text[:4] + text[5:]
        if len(text) != len(_FORM) or text[4] != "-" or not (digits.isascii() and digits.isdecimal()):
            msg = "a month is written YYYY-MM"
            raise ValueError(msg)
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Return the month of a count of months (`ordinal` of it)."""
        return cls(ordinal // MONTHS_PER_YEAR, ordinal % MONTHS_PER_YEAR + 1)

    @property
    def ordinal(self) -> int:
        """The count of months up to this one: the next month has the next number."""
        return self.year * MONTHS_PER_YEAR + self.month - 1

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
        return self.from_ordinal(self.ordinal + months)

    def months_since(self, earlier: "YearMonth") -> int:
        """Return the number of months from `earlier` to this one."""
        return (self.year - earlier.year) * MONTHS_PER_YEAR + self.month - earlier.month

    def months_after(self, day: date) -> int:
        """Return the number of months from the month that holds `day` to this one; negative when it lies ahead."""
        return (self.year - day.year) * MONTHS_PER_YEAR + self.month - day.month

    def __str__(self) -> str:
        """Write `YYYY-MM`."""
        return f"{self.year:04d}-{self.month:02d}"


def month_ordinal(day: date) -> int:
    """Return the count of months up to the one that holds `day` (`YearMonth.ordinal` of it)."""
    return day.year * MONTHS_PER_YEAR + day.month - 1
