"""Entry point of the function `rights-queue`: messages that name a case, and nothing of it."""

from functions.composition import system
from functions.rights.answer_request import answer_request
from functions.rights.work import FUNCTION, Rooms
from functions.runtime.batch import batch_handler
from functions.runtime.queue_message import MessageFormError, read_message
from functions.vault.outbox import EventKind


def _advance(body: str) -> None:
    message = read_message(body)
    if message.kind != EventKind.RIGHTS_STEP or len(message.ids) != 1:
        msg = "not a message about one case"
        raise MessageFormError(msg)
    rooms = system()
    journal, packages = rooms.objects("journal"), rooms.objects("packages")
    answer_request(Rooms(rooms.vault, rooms.holdings, journal, packages, rooms.keyring), message.ids[0])


handler = batch_handler(FUNCTION, _advance)
