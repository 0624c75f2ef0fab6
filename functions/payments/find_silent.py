"""Count the files that nobody ended: their debit day is long past, and no debit was told, or nothing was made again.

Such a file was never released, was refused as a whole, or waits for the bank; or two people withdrew it, and what it
should have paid stands in no other file.
"""

from datetime import date

from functions.payments.payment_file import ACCEPTED, READY, REFUSED, RELEASED, REMADE_AS, SENT, WITHDRAWN
from functions.payments.run_limits import ANSWER_DAYS, MONTHS_PROVED
from functions.payments.run_rows import Run
from functions.payments.store import RunStore
from functions.payments.target_calendar import target_days_after
from functions.units.year_month import YearMonth

_WAITING = frozenset({READY, RELEASED, SENT, ACCEPTED, REFUSED})


def silent_files(store: RunStore, today: date) -> int:
    """Return how many files of the last months wait too long for the bank, or for us to send them."""
    first = YearMonth.of(today).plus(-MONTHS_PROVED)
    return sum(_silent(store, run, today) for run in store.runs() if run.month >= first)


def _silent(store: RunStore, run: Run, today: date) -> int:
    return sum(
        (file["state"] in _WAITING or (file["state"] == WITHDRAWN and REMADE_AS not in file))
        and target_days_after(date.fromisoformat(str(file["execution_on"])), ANSWER_DAYS) < today
        for file in store.files(run.run)
    )
