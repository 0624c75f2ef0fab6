"""Entry point of the function `payments-send`: takes released files to the bank. A message names file and run."""

from functions.composition import system
from functions.payments.bank_folder import BankFolder
from functions.payments.send_file import FUNCTION, send_file
from functions.payments.store import RunStore
from functions.runtime.batch import batch_handler
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import MessageFormError, read_message
from functions.vault.outbox import EventKind


def _send(body: str) -> None:
    message = read_message(body)
    if message.kind != EventKind.SEND_FILE or len(message.ids) != 2:  # noqa: PLR2004 - the file and its run
        msg = "not a message about one file"
        raise MessageFormError(msg)
    parts = system()
    store, channel = RunStore(parts.database, parts.gates), BankFolder(parts.objects("bank-out"))
    sent = send_file(parts.vault, store, parts.objects("payment-files"), channel, *message.ids)
    count(FUNCTION, {Metric.FILE_SENT: int(sent)}, parts.system_clock.real_now())


handler = batch_handler(FUNCTION, _send)
