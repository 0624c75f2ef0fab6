"""Entry point of the function `payments-recalculate`: messages that name a family whose facts changed, by id."""

from functions.benefits.parameters import current_parameters
from functions.composition import system
from functions.payments.recalculate import FUNCTION, Recalculation, recalculate
from functions.runtime.batch import batch_handler
from functions.runtime.queue_message import MessageFormError, read_message
from functions.vault.outbox import EventKind


def _recalculate(body: str) -> None:
    message = read_message(body)
    if message.kind != EventKind.FACTS_CHANGED or len(message.ids) != 1:
        msg = "not a message about one family"
        raise MessageFormError(msg)
    parts = system()
    recalculate(Recalculation(parts.vault, current_parameters(), parts.clock), message.ids[0])


handler = batch_handler(FUNCTION, _recalculate)
