"""The clock of GDPR art. 12(3): an answer within one month of receipt."""

from calendar import monthrange
from datetime import date

_MONTHS_PER_YEAR = 12


def add_month(day: date) -> date:
    """Return the day of the same date one month later, or the month's last day when it has no such date.

    Regulation (EEC, Euratom) No 1182/71, art. 3(2)(c).
    """
    index = day.year * _MONTHS_PER_YEAR + day.month
    year, month = index // _MONTHS_PER_YEAR, index % _MONTHS_PER_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
