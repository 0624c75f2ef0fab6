"""The days on which euro payments settle between banks: the calendar of TARGET (European Central Bank).

Closed at weekends and on 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December. Belgian holidays such as
21 July are open days.
"""

from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED_CLOSING_DAYS = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def is_target_day(day: date) -> bool:
    """Return whether banks settle euro payments on this day."""
    if day.weekday() >= _SATURDAY or (day.month, day.day) in _FIXED_CLOSING_DAYS:
        return False
    easter = easter_sunday(day.year)
    return day not in {easter - 2 * _ONE_DAY, easter + _ONE_DAY}


def target_days_before(day: date, count: int) -> date:
    """Return the `count`-th TARGET day before `day` (`day` itself never counts)."""
    found = day
    for _ in range(count):
        found -= _ONE_DAY
        while not is_target_day(found):
            found -= _ONE_DAY
    return found
