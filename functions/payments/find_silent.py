"""Count the files on which the bank is silent: sent, their debit day long past, and no debit was told."""

from datetime import date

from functions.payments.payment_file import ACCEPTED, RELEASED, SENT
from functions.payments.run_limits import ANSWER_DAYS, MONTHS_PROVED
from functions.payments.run_rows import Run
from functions.payments.store import RunStore
from functions.payments.target_calendar import target_days_after
from functions.units.year_month import YearMonth

_WAITING = frozenset({RELEASED, SENT, ACCEPTED})


def silent_files(store: RunStore, today: date) -> int:
    """Return how many files of the last months wait too long for the bank, or for us to send them."""
    first = YearMonth.of(today).plus(-MONTHS_PROVED)
    return sum(_silent(store, run, today) for run in store.runs() if run.month >= first)


def _silent(store: RunStore, run: Run, today: date) -> int:
    return sum(
        file["state"] in _WAITING
        and target_days_after(date.fromisoformat(str(file["execution_on"])), ANSWER_DAYS) < today
        for file in store.files(run.run)
    )
