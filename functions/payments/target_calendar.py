"""The days on which euro payments settle between banks: the calendar of TARGET (European Central Bank).

Closed at weekends and on 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December. Belgian holidays such as
21 July are open days.
"""

from datetime import date, timedelta

from functions.units.easter import easter_sunday

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED_CLOSING_DAYS = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


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


def next_target_day(day: date) -> date:
    """Return the first TARGET day after `day`."""
    found = day + _ONE_DAY
    while not is_target_day(found):
        found += _ONE_DAY
    return found


def target_days_after(day: date, count: int) -> date:
    """Return the `count`-th TARGET day after `day` (`day` itself never counts)."""
    found = day
    for _ in range(count):
        found = next_target_day(found)
    return found
