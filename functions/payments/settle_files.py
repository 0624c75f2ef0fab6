"""Call files settled whose return window is over: their payments arrived, and who waited for that goes on.

No row of a family is touched: a payment is settled when its file is and it did not come back.
"""

from dataclasses import dataclass
from datetime import date

from functions.payments.find_file import FoundFile, read_file
from functions.payments.note_answer import destroy_after
from functions.payments.payment_file import BOOKED, FILES_TO_SETTLE, SETTLED
from functions.payments.store import RunStore
from functions.runtime.database import Action, Index, Put, Table
from functions.units.clock import SystemClock
from functions.vault.errors import StaleError
from functions.vault.outbox import EventKind, outbox_item

WAITING_CASES = "rights#waiting"
_TOGETHER = 50


def settle_files(store: RunStore, clock: SystemClock, today: date) -> int:
    """Settle what is due and return how many files were; then let every request that waits for money look again."""
    settled = 0
    for found in files_of_list(store, FILES_TO_SETTLE):
        if found.due > today.isoformat() or found.file.state != BOOKED:
            continue
        answered_on = date.fromisoformat(found.file.answered_on or today.isoformat())
        values = {"state": SETTLED, "settled_on": today.isoformat(), **destroy_after(found.file, answered_on)}
        try:
            store.transact([found.file.moved(values)])
        except StaleError:
            continue  # something came back at this moment: tomorrow's look finds it again
        settled += 1
    if settled:
        _wake_waiting(store, clock)
    return settled


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on a work list, and the day for which it is listed."""

    file: FoundFile
    due: str


def files_of_list(store: RunStore, name: str) -> list[Listed]:
    """Return the files of a work list as they stand, in the order of their days."""
    found = []
    for due, key in list(store.keys_of(name)):
        file = read_file(store, store.run(key.pk), int(key.sk.partition("#")[2]))
        if file is not None and file.row.clear.get("work_list") == name:
            found.append(Listed(file, due.partition("#")[0]))
    return found


def _wake_waiting(store: RunStore, clock: SystemClock) -> None:
    """Ask for a step of every request that rests until payments settled: each plans anew, or rests on."""
    cases = sorted(set(store.listed_in(Table.CASES, Index.WORK_LIST, WAITING_CASES)))
    for start in range(0, len(cases), _TOGETHER):
        steps: list[Action] = [
            Put(Table.OUTBOX, outbox_item(EventKind.RIGHTS_STEP, (case,), clock))
            for case in cases[start : start + _TOGETHER]
        ]
        store.transact(steps)
