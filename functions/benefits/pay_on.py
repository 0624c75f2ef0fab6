"""The day on which a month is paid."""

from datetime import date, timedelta

from functions.benefits.month_law import MonthLaw
from functions.units.easter import easter_sunday
from functions.units.remember import remember

_SATURDAY = 6
_ONE_DAY = timedelta(days=1)


@remember
def pay_on(law: MonthLaw, region: str) -> date:
    """Return the legal day in the next month, moved back over the days on which the region pays nothing.

    Law: Flanders, groeipakket.be "basic amount" (choice F21: weekends and the ten legal holidays); Brussels, choice B32
    (weekends); Wallonia, choice W20 (never moved).
    """
    closed = law.texts(f"{region}/payment/not_on")
    day = law.month.plus(1).first_day + timedelta(days=law.number(f"{region}/payment/day") - 1)
    while _is_closed(day, closed):
        day -= _ONE_DAY
    return day


def _is_closed(day: date, closed: tuple[str, ...]) -> bool:
    """Tell whether one of the rules for closed days holds for the day."""
    for rule in closed:
        if rule == "weekend":
            if day.isoweekday() >= _SATURDAY:
                return True
        elif rule.startswith("easter+"):
            if day == easter_sunday(day.year) + timedelta(days=int(rule.removeprefix("easter+"))):
                return True
        elif day.isoformat().endswith(rule):
            return True
    return False
