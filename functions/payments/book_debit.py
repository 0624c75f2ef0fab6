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
from functions.payments.payment_file import ACCEPTED, BOOKED, BOOKED_CENTS, FILES_TO_SETTLE, SENT, TOLD_CENTS
from functions.payments.run_limits import RETURN_DAYS
from functions.payments.run_rows import SHARDS
from functions.payments.store import RunStore
from functions.payments.target_calendar import target_days_after
from functions.runtime.database import Value
from functions.vault.errors import StaleError, TryAgainError

EVENT = "debited"


class Debit(StrEnum):
    """What became of a debit."""

    BOOKED = "booked"
    KNOWN = "known"
    DIFFERS = "differs"
    WAITS = "waits"


def book_debit(store: RunStore, found: FoundFile, cents: int | None, today: date, at: str) -> Debit:
    """Post a debit of this many whole cents; a file is debited once, and for what it pays.

    Banks tell of refused lines and of the debit by two ways, and the second may be faster: a debit of less than the
    file waits in its row until refused lines explain it (`book_waiting_debit`), and a file without debit is noticed.

    Raises TryAgainError when the file's row moves at this moment, BookDiffersError when the book holds another sum.
    """
    file = found
    if file.state in {SENT, ACCEPTED}:
        if cents is None or cents > file.net_cents or file.row.clear.get(TOLD_CENTS, cents) != cents:
            return Debit.DIFFERS
        if cents < file.net_cents:
            _move(store, file, {TOLD_CENTS: cents})
            return Debit.WAITS
        _move(store, file, {"state": BOOKED, BOOKED_CENTS: cents, "booked_on": today.isoformat()})
        file = read_file(store, file.run, file.number) or file
    elif cents != file.count_of(BOOKED_CENTS):
        return Debit.DIFFERS
    if file.state != BOOKED or file.row.clear.get("work_list") == FILES_TO_SETTLE:
        return Debit.KNOWN
    _post(store, file, at)
    _wait(store, file)
    return Debit.BOOKED


def book_waiting_debit(store: RunStore, found: FoundFile, today: date, at: str) -> bool:
    """Post a debit that waited, if the refused lines that are known by now explain it."""
    file = read_file(store, found.run, found.number) or found
    told = file.row.clear.get(TOLD_CENTS)
    if file.state not in {SENT, ACCEPTED} or told is None or told != file.net_cents:
        return False
    return book_debit(store, file, file.net_cents, today, at) is Debit.BOOKED


def _move(store: RunStore, file: FoundFile, values: dict[str, Value]) -> None:
    try:
        store.transact([file.moved(values)])
    except StaleError as error:
        msg = "the file moves at this moment"
        raise TryAgainError(msg) from error


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
