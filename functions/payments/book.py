"""The account book: immutable entries whose sum is zero, for every euro that is granted, paid, or comes back.

An entry names file, shard, region, month and amount, no person and no dossier, so it outlives the families' files.
Row: `<account>#<month>#<shard>` / `<run>#<file number>[#<event>]`. Debits are positive, credits negative, in whole
cents. A posting is written once: whoever posts it again finds it, or is told that it says something else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from types import MappingProxyType

from functions.payments.run_rows import Run
from functions.payments.store import RunStore
from functions.runtime.database import Absent, Action, Item, Key, Put, Table
from functions.units.year_month import YearMonth
from functions.vault.errors import StaleError
from functions.vault.ids import new_id

BENEFITS = "benefits"
"""What was granted (cost)."""
PAYABLE = "payable"
"""What stands in a payment file and the bank has not paid yet (liability)."""
REOPENED = "reopened"
"""What a bank refused or gave back: owed again, until it stands in another file (liability)."""
BANK = "bank"
"""The fund's own account: what the bank has paid out, less what came back."""
OWED_BACK = "owed_back"
"""What was paid too much and is claimed back (asset)."""
RECOVERED = "recovered"
"""What came in against such a claim: by transfer, or kept of a later payment."""
SET_OFF = "set_off"
"""What was granted and kept, as if it had been paid and had come in: it counts as paid, and as recovered."""
SUSPENSE = "suspense"
"""Movements of the fund's account that nobody has explained yet; a person looks at each."""
ACCOUNTS = (BENEFITS, PAYABLE, REOPENED, BANK, OWED_BACK, RECOVERED, SET_OFF, SUSPENSE)

KEPT = "kept"
"""The event of what was set off in a file."""
NO_SHARD = "--"
"""Where movements stand that belong to no file yet."""

_TOGETHER = 100


class BookDiffersError(Exception):
    """An entry of this file and shard exists with another amount: two truths about one file; nothing is overwritten."""


class UnbalancedError(Exception):
    """A posting does not add up to zero: a fault of ours, nothing was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a posting: debit positive, credit negative, whole cents.

    `run` and `file` name the payment file that it is about, empty and 0 for a movement that nobody has explained yet.
    """

    account: str
    region: str
    month: YearMonth
    shard: str
    sort: str
    cents: int
    run: str = ""
    file: int = 0

    @property
    def key(self) -> Key:
        """The row's key."""
        return Key(account_partition(self.account, self.month, self.shard), self.sort)

    def item(self, at: str) -> Item:
        """Return the whole row; `at`: the instant of the posting."""
        return {
            "pk": self.key.pk,
            "sk": self.key.sk,
            "region": self.region,
            "month": str(self.month),
            "shard": self.shard,
            "run": self.run,
            "file": self.file,
            "cents": self.cents,
            "posted_at": at,
        }


def account_partition(account: str, month: YearMonth, shard: str) -> str:
    """Return the partition of an account's entries for one month and shard."""
    return f"{account}#{month}#{shard}"


def entry_prefix(run: str, file: int) -> str:
    """Return what the sort keys of all entries of one file begin with."""
    return f"{run}#{file:04d}"


def moved(  # noqa: PLR0913, PLR0917 - the parts of one posting
    debit: str, credit: str, run: Run, file: int, shard: str, cents: int, event: str = ""
) -> tuple[Entry, Entry]:
    """Return the pair of entries that moves an amount: from the account in credit to the one in debit.

    `event` tells the postings of one file apart.
    """
    prefix = entry_prefix(run.run, file)
    sort = f"{prefix}#{event}" if event else prefix

    def entry(account: str, signed: int) -> Entry:
        return Entry(account, run.region, run.month, shard, sort, signed, run.run, file)

    return entry(debit, cents), entry(credit, -cents)


def unexplained(region: str, month: YearMonth, case: str, cents: int) -> tuple[Entry, Entry]:
    """Return the pair for a movement of the fund's account that a case holds: what came in is positive."""
    return (
        Entry(BANK, region, month, NO_SHARD, case, cents),
        Entry(SUSPENSE, region, month, NO_SHARD, case, -cents),
    )


def beside_files(debit: str, credit: str, region: str, month: YearMonth, cents: int) -> tuple[Entry, Entry]:
    """Return the pair that moves an amount which is in no file, under an event of chance."""
    event = new_id("evt")
    return (
        Entry(debit, region, month, NO_SHARD, event, cents),
        Entry(credit, region, month, NO_SHARD, event, -cents),
    )


def puts_of(entries: Sequence[Entry], at: str) -> list[Action]:
    """Return the writes of a posting that is part of a larger transaction; UnbalancedError when it is none."""
    _require_balance(entries)
    return [Put(Table.BOOK, entry.item(at), Absent()) for entry in entries]


def post(store: RunStore, entries: Iterable[Entry], at: str) -> None:
    """Post pairs of entries, at most 100 entries a transaction; a repeated step finds its own and writes nothing.

    Raises UnbalancedError, and BookDiffersError when an entry stands with another amount.
    """
    for group in batched(entries, _TOGETHER, strict=False):
        _require_balance(group)
        standing = _standing(store, group)
        new = [entry for entry in group if entry.key not in standing]
        if not new:
            continue
        try:
            store.transact(puts_of(new, at))
        except StaleError:
            # Somebody else posted the same at this moment, or our own answer was lost.
            if len(_standing(store, group)) != len(group):
                msg = "the book holds a part of this posting"
                raise BookDiffersError(msg) from None


def post_file(  # noqa: PLR0913, PLR0917 - the file, and its three sums
    store: RunStore,
    run: Run,
    number: int,
    granted: Mapping[str, int],
    again: Mapping[str, int],
    at: str,
    set_off: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """Post what a file pays, shard by shard: what it grants, and what it pays again after a bank gave it back.

    `set_off`: what was granted beside it and kept against debts.
    """
    entries = [
        *(
            entry
            for shard, cents in sorted(granted.items())
            for entry in moved(BENEFITS, PAYABLE, run, number, shard, cents)
        ),
        *(
            entry
            for shard, cents in sorted(again.items())
            for entry in moved(REOPENED, PAYABLE, run, number, shard, cents, "again")
        ),
        *(
            entry
            for shard, cents in sorted(set_off.items())
            if cents
            for entry in (
                *moved(BENEFITS, SET_OFF, run, number, shard, cents, KEPT),
                *moved(RECOVERED, OWED_BACK, run, number, shard, cents, KEPT),
            )
        ),
    ]
    post(store, entries, at)


def granted_in_file(store: RunStore, run: Run, number: int, shards: Sequence[str]) -> int:
    """Return what the book says that a file pays: entitlement and repeated payments, in whole cents."""
    keys = [
        Key(account_partition(PAYABLE, run.month, shard), sort)
        for shard in shards
        for sort in (entry_prefix(run.run, number), f"{entry_prefix(run.run, number)}#again")
    ]
    return -sum(cents_of(row) for row in store.rows(Table.BOOK, keys))


def cents_of(row: Item) -> int:
    """Return the amount of an entry's row."""
    cents = row["cents"]
    if not isinstance(cents, int):
        msg = "not an entry of the book"
        raise TypeError(msg)
    return cents


def _standing(store: RunStore, entries: Sequence[Entry]) -> Mapping[Key, Item]:
    """Return the rows that stand already; BookDiffersError when one says something else than its entry."""
    rows = {Key(str(row["pk"]), str(row["sk"])): row for row in store.rows(Table.BOOK, [one.key for one in entries])}
    for entry in entries:
        row = rows.get(entry.key)
        if row is not None and entry.item(str(row["posted_at"])) != row:
            msg = "the book holds another amount for this file"
            raise BookDiffersError(msg)
    return rows


def _require_balance(entries: Sequence[Entry]) -> None:
    if sum(entry.cents for entry in entries) != 0:
        msg = "a posting does not add up to zero"
        raise UnbalancedError(msg)
