"""Entry point of the function `intake-queue`: messages that name a submission by its receipt, and nothing of it."""

from functions.composition import system
from functions.intake.open_family import FUNCTION
from functions.intake.process_submission import Outcome, process_submission
from functions.runtime.batch import batch_handler
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import MessageFormError, read_message
from functions.vault.outbox import EventKind

_METRICS = {Outcome.PROCESSED: Metric.SUBMISSION_PROCESSED, Outcome.REJECTED: Metric.SUBMISSION_REJECTED}


def _process(body: str) -> None:
    message = read_message(body)
    if message.kind != EventKind.SUBMISSION_RECEIVED or len(message.ids) != 1:
        msg = "not a message about one submission"
        raise MessageFormError(msg)
    rooms = system()
    outcome = process_submission(rooms.vault, message.ids[0], rooms.payee_verification)
    if outcome in _METRICS:
        count(FUNCTION, {_METRICS[outcome]: 1}, rooms.system_clock.real_now())


handler = batch_handler(FUNCTION, _process)
