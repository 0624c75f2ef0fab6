"""The date of Easter Sunday in the Gregorian calendar: movable holidays count from it."""

from datetime import date


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year (anonymous Gregorian computus, as Meeus gives it)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, over = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * quarter - epact - odd) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
