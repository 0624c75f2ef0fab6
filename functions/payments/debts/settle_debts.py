"""Each day: end the cases whose money is all there, and count those at which somebody should have looked.

Nothing is opened: that a debt is over stands in clear beside its money, written by whoever booked its last cent.
"""

from datetime import date
from typing import NamedTuple

from functions.payments.debts.debt_account import account_place
from functions.payments.debts.debt_case import DOSSIER, State, case_place, clear_of_case
from functions.payments.debts.list_debts import OPEN_STATES, listed_cases
from functions.payments.store import RunStore
from functions.runtime.database import Matches, Table, Update
from functions.vault.errors import StaleError


class Settled(NamedTuple):
    """How many cases ended, and at how many nobody looked in time."""

    ended: int
    late: int


def settle_debts(store: RunStore, today: date) -> Settled:
    """End what is over; a repeated step finds nothing to do."""
    ended = late = 0
    for listed in list(listed_cases(store)):
        if _end(store, listed.case, today):
            ended += 1
        else:
            late += listed.is_late(today)
    return Settled(ended, late)


def _end(store: RunStore, case: str, today: date) -> bool:
    rows = store.rows(Table.CASES, [case_place(case).key])
    dossier = str(rows[0][DOSSIER]) if rows else ""
    money = store.rows(Table.PAYMENTS, [account_place(dossier, case).key]) if rows else []
    if not money or money[0]["state"] != State.CLOSED or rows[0]["state"] not in set(OPEN_STATES):
        return False
    standing = {"state": rows[0]["state"], "revision": rows[0]["revision"]}
    clear = clear_of_case(case, dossier, State.CLOSED, today)
    try:
        store.transact([Update(Table.CASES, case_place(case).key, set=clear, condition=Matches(equal=standing))])
    except StaleError:
        return False  # somebody acts on it at this moment: tomorrow's look finds it again
    return True
