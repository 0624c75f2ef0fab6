"""Ages counted in months of birth: the law knows the month of a birthday, never its day."""

from datetime import date

from functions.units.year_month import YearMonth


def age_in(born: date, month: YearMonth) -> int:
    """Return the years completed by the end of the month: a birthday in it counts, also one on 29 February (F22)."""
    return month.year - born.year - (month.month < born.month)


def age_before(born: date, month: YearMonth) -> int:
    """Return the years completed before the month began: a birthday in it does not count yet, also on the 1st."""
    return month.year - born.year - (month.month <= born.month)


def age_of_year(born: date, month: YearMonth) -> int:
    """Return the age reached in the calendar year of the month."""
    return month.year - born.year
