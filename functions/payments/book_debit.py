"""The bank debited a whole file from our account: what was owed through it is paid, shard by shard in the book.

First the file's row says what was debited; from then on nothing that comes back changes what the debit was. Then the
entries are posted, then the file waits for its return window: whoever repeats the step goes on where it stopped.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from functions.payments.book import (
    BANK,
    PAYABLE,
    BookDiffersError,
    Entry,
    account_partition,
    cents_of,
    entry_prefix,
    moved,
    post,
)
from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment_file import ACCEPTED, BOOKED, BOOKED_CENTS, FILES_TO_SETTLE, SENT
from functions.payments.run_limits import RETURN_DAYS
from functions.payments.run_rows import SHARDS
from functions.payments.store import RunStore
from functions.payments.target_calendar import target_days_after
from functions.vault.errors import StaleError, TryAgainError

EVENT = "debited"


class Debit(StrEnum):
    """What became of a debit."""

    BOOKED = "booked"
    KNOWN = "known"
    DIFFERS = "differs"


def book_debit(store: RunStore, found: FoundFile, cents: int | None, today: date, at: str) -> Debit:
    """Post a debit of this many whole cents; a file is debited once, and for what it pays.

    Raises TryAgainError when the file's row moves at this moment, BookDiffersError when the book holds another sum.
    """
    file = found
    if file.state in {SENT, ACCEPTED}:
        if cents != file.net_cents:
            return Debit.DIFFERS
        try:
            store.transact([file.moved({"state": BOOKED, BOOKED_CENTS: cents, "booked_on": today.isoformat()})])
        except StaleError as error:
            msg = "the file moves at this moment"
            raise TryAgainError(msg) from error
        file = read_file(store, file.run, file.number) or file
    elif cents != file.count_of(BOOKED_CENTS):
        return Debit.DIFFERS
    if file.state != BOOKED or file.row.clear.get("work_list") == FILES_TO_SETTLE:
        return Debit.KNOWN
    _post(store, file, at)
    _wait(store, file)
    return Debit.BOOKED


def _post(store: RunStore, file: FoundFile, at: str) -> None:
    entries = list(_entries(store, file))
    if sum(entry.cents for entry in entries if entry.account == PAYABLE) != file.count_of(BOOKED_CENTS):
        msg = "the book does not hold what the bank debited"
        raise BookDiffersError(msg)
    post(store, entries, at)


def _entries(store: RunStore, file: FoundFile) -> Iterator[Entry]:
    """Yield what each shard's part of the file still owes, which does not change any more."""
    prefix = entry_prefix(file.run.run, file.number)
    for shard in SHARDS:
        partition = account_partition(PAYABLE, file.run.month, shard)
        rows = [row for row in store.entries(partition, prefix) if not str(row["sk"]).endswith(f"#{EVENT}")]
        owed = -sum(map(cents_of, rows))
        if owed:
            yield from moved(PAYABLE, BANK, file.run, file.number, shard, owed, EVENT)


def _wait(store: RunStore, file: FoundFile) -> None:
    booked_on = date.fromisoformat(str(file.row.clear["booked_on"]))
    due = f"{target_days_after(booked_on, RETURN_DAYS).isoformat()}#{file.run.run}#{file.number:04d}"
    for _ in range(3):
        standing = read_file(store, file.run, file.number) or file
        try:
            store.transact([standing.moved({"work_list": FILES_TO_SETTLE, "due": due})])
        except StaleError:
            continue
        return
    msg = "the file moves at this moment"
    raise TryAgainError(msg)
