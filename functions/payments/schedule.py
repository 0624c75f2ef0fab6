"""Entry point of the function `payments-daily`: settles files and debts that are over, closes the book's day."""

from functions.composition import system
from functions.payments.close_day import close_day
from functions.payments.debts.settle_debts import settle_debts
from functions.payments.find_silent import silent_files
from functions.payments.settle_files import settle_files
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count
from functions.units.clock import civil_date
from functions.vault.ledger_entry import Actor

FUNCTION = "payments-daily"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Do the day's work once; the same day again changes nothing. Counts only."""
    del event, context
    parts = system()
    store, today = RunStore(parts.database, parts.gates), civil_date(parts.clock.instant())
    settled = settle_files(store, parts.system_clock, today)
    request = parts.vault.request(Purpose.KEEP_BOOK, FUNCTION, Actor.system())
    closed = close_day(request, store, today)
    silent = silent_files(store, today)
    debts = settle_debts(store, today)
    counts = {
        Metric.BOOK_DIFFERS: len(closed.proof.differences) + len(closed.altered) + (not closed.holds),
        Metric.FILE_SILENT: silent,
        Metric.DEBT_LATE: debts.late,
    }
    count(FUNCTION, counts, parts.system_clock.real_now())
    return {"settled": settled, "holds": closed.holds, "digest": closed.digest, "silent": silent, "late": debts.late}
