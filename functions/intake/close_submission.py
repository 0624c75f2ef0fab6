"""Mark a submission as done: processed or rejected, with the day on which it is destroyed."""

from functions.intake.submission import CASE_WORKER_NEEDED, PROCESSED, REJECTED
from functions.register.message_kind import MessageKind
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.units.clock import civil_date, parse_instant
from functions.vault.change import Change
from functions.vault.destroy_by import destroy_by
from functions.vault.place import SealedItem
from functions.vault.request import Request


def mark_processed(request: Request, change: Change, row: SealedItem) -> None:
    """Let the change mark the submission as processed; its keys die at the end of the short term that starts now."""
    now = request.instant()
    day = destroy_on(RecordType.SUBMISSION, civil_date(parse_instant(now)))
    change.mark(row, {"state": PROCESSED, "since": now, **destroy_by(day, row.place.pk)})


def reject(request: Request, row: SealedItem) -> None:
    """Hand the submission to a case worker; the person is told that somebody will get in touch, and no more."""
    now = request.instant()
    day = destroy_on(RecordType.SUBMISSION_WAITING, civil_date(parse_instant(now)))
    change = request.change("reject submission")
    change.mark(
        row, {"state": REJECTED, "since": now, "reasons": [CASE_WORKER_NEEDED], **destroy_by(day, row.place.pk)}
    )
    change.want_message(MessageKind.FORM_WITH_PERSON, row.place.pk)
    change.send()
