"""Destroy payment files whose term is over: the sealed object, then the file's key; totals and digest stay.

The order makes a crash harmless: an object without a key is found and deleted again, a key without an object opens
nothing. Who died before the row said so does both once more.
"""

from typing import Protocol

from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment_file import DESTROYED, FILES_TO_DESTROY, SETTLED, WITHDRAWN, object_key
from functions.payments.settle_files import files_of_list
from functions.payments.store import RunStore
from functions.runtime.database import Action
from functions.vault.end_subject import end_subject
from functions.vault.request import Request


class SealedFiles(Protocol):
    """Where sealed files rest."""

    def delete(self, key: str) -> None:
        """Delete an object; nothing happens when it is gone."""
        ...


def due_files(store: RunStore, today: str) -> list[FoundFile]:
    """Return the files whose day has come: ten days after the bank's last answer, or after two people withdrew them."""
    return [
        one.file
        for one in files_of_list(store, FILES_TO_DESTROY)
        if one.due <= today and one.file.state in {SETTLED, DESTROYED, WITHDRAWN}
    ]


def destroy_file(
    request: Request, store: RunStore, objects: SealedFiles, found: FoundFile, evidence: list[Action]
) -> None:
    """Destroy one file, and write the evidence in the transaction that destroys its key.

    Raises StaleError when an answer arrives at this moment (then it is not due any more).
    """
    objects.delete(object_key(found.run.run, found.number))
    change = request.change("destroy payment file")
    end_subject(request, change, found.row.subject)
    standing = read_file(store, found.run, found.number) or found
    ended = WITHDRAWN if standing.state == WITHDRAWN else DESTROYED
    change.plain(standing.moved({"state": ended}, remove=("work_list", "due")))
    for action in evidence:
        change.plain(action)
    change.send()
