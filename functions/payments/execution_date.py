"""The day on which the fund's account is debited, derived from the day the family was promised (rule S-09).

The bank of the payee may credit one TARGET day after the debit, so the debit day is the last TARGET day before the
promised day. Files leave at least three TARGET days before the debit, so that rejected payments can be repaired.
"""

from datetime import date

from functions.payments.bank_rules import RULES
from functions.payments.target_calendar import next_target_day, target_days_before

DAYS_TO_REPAIR = RULES["S-09-lead"].number("days_to_repair")


class TooLateForPromiseError(Exception):
    """The promised day leaves no TARGET day to pay on, or none to repair a reject; the run must not pretend."""


def execution_date(promised: date, today: date) -> date:
    """Return the debit day for a promised day; TooLateForPromiseError when that day is already past."""
    debit = target_days_before(promised, 1)
    if debit < today:
        msg = "the last settlement day before the promised payment day is past"
        raise TooLateForPromiseError(msg)
    return debit


def debit_day(promised: date, today: date) -> date:
    """Return the debit day; when the promised day cannot be kept any more, the next settlement day."""
    try:
        return execution_date(promised, today)
    except TooLateForPromiseError:
        return next_target_day(today)


def leaves_in_time(debit: date, today: date) -> bool:
    """Return whether a file that leaves today gives the bank's rejects time to be repaired before the debit day."""
    return today <= target_days_before(debit, DAYS_TO_REPAIR)
