"""Destroy the payment files whose term is over, row and object in step, with evidence for the day's certificate."""

from functions.payments.destroy_files import SealedFiles, destroy_file, due_files
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.retention.store import Evidence, SweepStore, evidence_of
from functions.retention.sweep_due import EVERY_STATE, FUNCTION, Sweep
from functions.units.clock import civil_date
from functions.vault.ledger_entry import Actor

_KIND = RecordType.PAYMENT_FILE.value


def sweep_files(sweep: Sweep, objects: SealedFiles) -> tuple[int, int]:
    """Return how many files were destroyed, and how many are due and still stand: each is tried again tomorrow."""
    store, certificates = RunStore(sweep.database, sweep.gates), SweepStore(sweep.database, sweep.gates)
    number = certificates.next_certificate()
    request = sweep.vault.request(Purpose.DESTROY_PAST_TERM, FUNCTION, Actor.system(), states=EVERY_STATE)
    today = civil_date(request.rooms.clock.instant()).isoformat()
    gone = left = 0
    for found in due_files(store, today):
        evidence = Evidence(_KIND, _KIND, found.row.subject)
        try:
            destroy_file(request, store, objects, found, evidence_of(number, evidence))
        except Exception as error:  # noqa: BLE001 - one file must not stop the others; it is found again tomorrow
            sweep.failed(error)
            left += 1
        else:
            gone += 1
    return gone, left
