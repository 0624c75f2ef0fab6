"""Send a released file to the bank: opened, held against the digest that two people saw, handed over, marked as sent.

The channel is a port. A file may be handed over twice when we die in between; it is the same file under the same name
and message id, which a bank takes once.
"""

from hashlib import sha256
from typing import Protocol

from functions.payments.find_file import FoundFile, file_of_subject
from functions.payments.payment_file import (
    LEFT,
    REFUSED,
    REJECTED_CENTS,
    RELEASED,
    RETURNED_CENTS,
    SENT,
    WITHDRAWN,
    object_key,
)
from functions.payments.release_file import PEOPLE, releases_of
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request
from functions.vault.sealed_object import open_object
from functions.vault.vault import Vault

FUNCTION = "payments-send"


class BankChannel(Protocol):
    """The way to the bank. Taking a file of one name again has no further effect."""

    def hand_over(self, name: str, content: bytes) -> None:
        """Give the bank a file; raises UnavailableError when it is not taken."""
        ...


class SealedFiles(Protocol):
    """Where sealed files rest."""

    def read(self, key: str) -> bytes | None:
        """Return an object; None when it is gone."""
        ...


class FileNotReleasedError(Exception):
    """Nobody, or not two different people, released this file with this digest: it does not leave."""


class FileAlteredError(Exception):
    """The file is gone, or is not the one whose digest was released: it does not leave, a person must look."""


def send_file(vault: Vault, store: RunStore, files: SealedFiles, channel: BankChannel, subject: str, run: str) -> bool:
    """Send one file; False when it was sent before. Raises FileNotReleasedError, FileAlteredError, TryAgainError."""
    request = vault.request(Purpose.SEND_PAYMENT_FILE, FUNCTION, Actor.system())
    found = file_of_subject(store, run, subject)
    if found is not None and (found.state in LEFT or found.state in {REFUSED, WITHDRAWN}):
        return False
    if found is None or not _is_released(request, found):
        msg = "the file was not released by two people"
        raise FileNotReleasedError(msg)
    sealed = files.read(object_key(run, found.number))
    content = b"" if sealed is None else open_object(request, found.row, sealed, "send payment file")
    if sha256(content).hexdigest() != found.row.clear["sha256"]:
        msg = "the file is not the one that was released"
        raise FileAlteredError(msg)
    channel.hand_over(f"{found.message}.xml", content)
    try:
        store.transact(
            [found.moved({"state": SENT, "sent_at": request.instant(), REJECTED_CENTS: 0, RETURNED_CENTS: 0})]
        )
    except StaleError as error:
        msg = "the file was sent by another worker"
        raise TryAgainError(msg) from error
    return True


def _is_released(request: Request, found: FoundFile) -> bool:
    releases = releases_of(request, found.run.run, found.number)
    agreed = {row["staff"] for row in releases if row["sha256"] == found.row.clear["sha256"]}
    return found.state == RELEASED and len(agreed) == PEOPLE
