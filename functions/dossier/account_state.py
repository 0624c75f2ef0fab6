"""The clear state of an account's row: whether it may be paid, and from which day. Neutral words; stored: only add."""

from collections.abc import Mapping
from datetime import date

from functions.runtime.database import Value

NEW = "new"
"""Given by the person or confirmed by a second member of staff; paid from `PAYABLE_FROM` on."""
ENTERED = "entered"
"""Entered by one member of staff: nothing is paid to it, and nobody is told, before another one says the same."""
DOUBTED = "doubted"
"""The bank did not know the holder by this name: nothing is paid to it until two people decide."""
CONFIRMED = "confirmed"
"""Two people said that it can be paid."""
REFUSED = "refused"
"""Two people said that it is not the payee's; it is as if it had never been given."""
HELD = "held"
"""A bank refused it or gave money back: paid no more until it is changed or confirmed."""

PAYABLE_FROM = "payable_from"
"""Clear attribute: the civil day from which a new account is paid; accounts without it need not cool."""


def is_cooling(clear: Mapping[str, Value], today: date) -> bool:
    """Tell whether an account is too new to be paid on a civil day."""
    start = clear.get(PAYABLE_FROM)
    return start is not None and today < date.fromisoformat(str(start))
