"""Each day: end the cases whose money is all there, list what families said, count those at which nobody looked.

Nothing is opened: that a debt is over stands in clear beside its money, written by whoever booked its last cent.
"""

from datetime import date, timedelta
from typing import NamedTuple

from functions.payments.debts.debt_account import account_place
from functions.payments.debts.debt_case import DOSSIER, State, case_place, clear_of_case
from functions.payments.debts.debt_limits import DRAFT_DAYS
from functions.payments.debts.list_debts import OPEN_STATES, listed_cases
from functions.payments.store import RunStore
from functions.runtime.database import Item, Matches, Table, Update
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
    if not money or rows[0]["state"] not in set(OPEN_STATES):
        return False
    state = State(str(money[0]["state"]))
    if state is State.REPLIED and rows[0]["state"] != state:
        _move(store, rows[0], case, dossier, state, today + timedelta(days=DRAFT_DAYS))
    return state is State.CLOSED and _move(store, rows[0], case, dossier, state, today)


def _move(store: RunStore, row: Item, case: str, dossier: str, state: State, due: date) -> bool:
    standing = {"state": row["state"], "revision": row["revision"]}
    clear = clear_of_case(case, dossier, state, due)
    try:
        store.transact([Update(Table.CASES, case_place(case).key, set=clear, condition=Matches(equal=standing))])
    except StaleError:
        return False  # somebody acts on it at this moment: tomorrow's look finds it again
    return True
