"""The clock of an answer (GDPR art. 12(3)): one month, two more when it is said why, standing only for the identity.

Civil dates of Belgium. Alarms at 50, 80 and 95 % of the term, counted in whole days from the receipt.
"""

from calendar import monthrange
from datetime import date, timedelta

_MONTHS_PER_YEAR = 12
MONTHS_TO_ANSWER = 1
MONTHS_OF_EXTENSION = 2
ALARMS = (50, 80, 95)
"""Shares of the term, in percent, at which somebody must look; OVERDUE comes after them."""
OVERDUE = 100


def due_date(received_on: date, *, extended: bool = False) -> date:
    """Return the last day of the term (Regulation (EEC, Euratom) No 1182/71, art. 3(2)(c)).

    The day of the same date, or the month's last day when it has no such date.
    """
    return _plus_months(received_on, MONTHS_TO_ANSWER + (MONTHS_OF_EXTENSION if extended else 0))


def resumed(due_on: date, paused_on: date, resumed_on: date) -> date:
    """Return the last day after the clock stood from one day to another; never earlier than it was."""
    return due_on + max(timedelta(0), resumed_on - paused_on)


def elapsed_percent(runs_from: date, due_on: date, today: date) -> int:
    """Return how much of the term is over, in whole percent: 100 on the day after the last.

    `runs_from`: the receipt, later by the days on which the clock stood still.
    """
    whole = (due_on - runs_from).days + 1
    return max(0, (today - runs_from).days * 100 // whole)


def alarm_at(runs_from: date, due_on: date, today: date) -> int | None:
    """Return the highest alarm that is reached today: 50, 80, 95, or 100 for a term that is over; None below."""
    elapsed = elapsed_percent(runs_from, due_on, today)
    return max((step for step in (*ALARMS, OVERDUE) if elapsed >= step), default=None)


def _plus_months(day: date, months: int) -> date:
    index = day.year * _MONTHS_PER_YEAR + day.month - 1 + months
    year, month = index // _MONTHS_PER_YEAR, index % _MONTHS_PER_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
