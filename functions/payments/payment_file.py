"""The row that describes a payment file; the file itself rests sealed in a bucket under the same subject."""

from typing import Annotated, Protocol

from functions.payments.run_rows import file_sort
from functions.register.held import Clear, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place

BEGUN, READY, RELEASED = "begun", "ready", "released"
SENT, ACCEPTED, REFUSED = "sent", "accepted", "refused"
BOOKED, SETTLED, DESTROYED = "booked", "settled", "destroyed"
WITHDRAWN = "withdrawn"
"""Two people took it out: it is not paid, and what it should have paid is made again under another number."""
REMADE_AS, REMADE_FOR = "remade_as", "remade_for"
"""Attributes of a withdrawn file: the number of the one in its place, and that one's debit day."""
LEFT = frozenset({SENT, ACCEPTED, BOOKED, SETTLED, DESTROYED})
"""The states of a file that went to the bank and was not refused as a whole."""
FILES_TO_RELEASE = "files_to_release"
FILES_TO_SETTLE = "files_to_settle"
FILES_TO_DESTROY = "files_to_destroy"
REJECTED_CENTS, RETURNED_CENTS, BOOKED_CENTS = "rejected_cents", "returned_cents", "booked_cents"
"""Counters of a file that was sent: refused before the bank debited us, given back afterwards, and debited."""
TOLD_CENTS = "told_cents"
"""A debit that the bank told and that is less than the file: it waits for the refused lines that explain it."""
ANSWERED_ON = "answered_on"


class Bucket(Protocol):
    """Where sealed files rest."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


class PaymentFile(HeldRecord):
    """Row `file#<n>` of a run, of the file's own subject: totals, ids and digest stay when the file is destroyed."""

    message: Annotated[str, Clear("the id of the file; made of run, number and a digest of ids and amounts")]
    count: Annotated[int, Clear("number of payments of the file")]
    cents: Annotated[int, Clear("sum of the file, whole cents")]
    sha256: Annotated[str, Clear("digest of the file as sent, shown at release and checked before sending")]
    first: Annotated[str, Clear("smallest payment id of the file: ids are keyed")]
    last: Annotated[str, Clear("greatest payment id of the file: ids are keyed")]
    execution_on: Annotated[str, Clear("the day on which the fund is debited")]
    new_accounts: Annotated[int, Clear("number of payments to accounts that no sent file has paid to")]
    warnings: Annotated[tuple[str, ...], Clear("ids of bank rules that warned")]
    set_off: Annotated[int, Clear("sum of what was kept of its payments, whole cents")] = 0


def file_place(run: str, number: int) -> Place:
    """Return the place of a file's row."""
    return Place(Table.PAYMENTS, run, file_sort(number))


def object_key(run: str, number: int) -> str:
    """Return the key of the sealed file in the bucket: ids only."""
    return f"{run}/{number:04d}"
