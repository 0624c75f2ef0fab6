"""Prove the book: entitlement = paid + due - recovered, per region and in total, and each sum against its own source.

That debits and credits add up proves little by itself. So each part is held against rows that something else wrote: the
entitlement against what the shards decided, the files' totals, what the bank debited and what came back. Nothing of a
family is opened here; `prove_families.py` does that, family by family, when an operator asks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from functions.payments.book import (
    ACCOUNTS,
    BANK,
    BENEFITS,
    KEPT,
    NO_SHARD,
    OWED_BACK,
    PAYABLE,
    RECOVERED,
    REOPENED,
    SET_OFF,
    SUSPENSE,
    account_partition,
    cents_of,
    entry_prefix,
)
from functions.payments.book_debit import EVENT
from functions.payments.payment_file import BEGUN, BOOKED_CENTS, DESTROYED, REJECTED_CENTS, REMADE_AS, RETURNED_CENTS
from functions.payments.run_limits import MONTHS_PROVED
from functions.payments.run_rows import FILES_READY, Run, number
from functions.payments.store import RunStore
from functions.runtime.database import Item
from functions.units.year_month import YearMonth
from functions.vault.record_bytes import canonical

_OF_FILES = (BENEFITS, PAYABLE, REOPENED, BANK)
_OF_SET_OFF = (SET_OFF, RECOVERED, OWED_BACK)


@dataclass(frozen=True, slots=True)
class Balance:
    """A region's sums in whole cents. `unexplained`: what moved on our account and nobody has explained yet."""

    entitlement: int = 0
    paid: int = 0
    due: int = 0
    recovered: int = 0
    unexplained: int = 0

    @classmethod
    def of(cls, sums: Mapping[str, int]) -> "Balance":
        """Read the balances of accounts; what families owe back is less than nothing due."""
        return cls(
            entitlement=sums.get(BENEFITS, 0),
            # What is unexplained is no payment: it leaves the sum of what was paid until somebody says what it was.
            paid=-sums.get(BANK, 0) - sums.get(SUSPENSE, 0) - sums.get(SET_OFF, 0),
            due=-sums.get(PAYABLE, 0) - sums.get(REOPENED, 0) - sums.get(OWED_BACK, 0),
            recovered=sums.get(RECOVERED, 0),
            unexplained=-sums.get(SUSPENSE, 0),
        )

    @property
    def holds(self) -> bool:
        """Tell whether entitlement = paid + due - recovered."""
        return self.entitlement == self.paid + self.due - self.recovered


@dataclass(frozen=True, slots=True)
class Proof:
    """What a look at the book found. `differences` names places and sums, no family.

    `roots`: by instant, and by run, the digest of the entries that were posted before it.
    """

    regions: Mapping[str, Balance]
    total: Balance
    roots: Mapping[str, Mapping[str, str]]
    entries: int
    differences: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether everything agrees."""
        return not self.differences and self.total.holds and all(one.holds for one in self.regions.values())


@dataclass(slots=True)
class _Found:
    """What is added up while the book is read."""

    cuts: Sequence[str]
    roots: dict[str, dict[str, str]]
    sums: dict[str, Counter[str]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    entries: int = 0

    def add(self, row: Item, account: str) -> None:
        self.sums.setdefault(str(row["region"]), Counter())[account] += cents_of(row)
        self.entries += 1


def prove_book(store: RunStore, today: date, *, everything: bool = False, cuts: Sequence[str] = ()) -> Proof:
    """Prove the runs whose files still rest and those of the last months (or of all time).

    `cuts`: instants for which the digests of what was posted before are wanted.
    """
    found = _Found(cuts, {cut: {} for cut in cuts})
    first = YearMonth.of(today).plus(-MONTHS_PROVED)
    runs = [run for run in store.runs() if run.state == FILES_READY]
    for run in runs:
        files = store.files(run.run)
        if everything or run.month >= first or any(file["state"] != DESTROYED for file in files):
            _prove_run(store, run, files, found)
    _add_unexplained(store, min([first, *(run.month for run in runs)]) if everything else first, today, found)
    total: Counter[str] = Counter()
    for sums in found.sums.values():
        total.update(sums)
    regions = {region: Balance.of(sums) for region, sums in sorted(found.sums.items())}
    return Proof(regions, Balance.of(total), found.roots, found.entries, tuple(found.differences))


def _prove_run(store: RunStore, run: Run, files: Sequence[Item], found: _Found) -> None:
    accounts = (*_OF_FILES, *_OF_SET_OFF) if any(number(file, SET_OFF) for file in files) else _OF_FILES
    entries = list(_entries_of(store, run, accounts))
    for account, row in entries:
        found.add(row, account)
    for cut in found.cuts:
        found.roots[cut][run.run] = _root(row for _, row in entries if str(row["posted_at"]) < cut)
    for line in _unbalanced(row for _, row in entries):
        found.differences.append(f"{run.run}: the posting {line} does not add up to zero")
    for file in files:
        for what, booked, said in _claims(run, file, entries):
            if booked != said:
                place = f"{run.run} {file['sk']!s}"
                found.differences.append(f"{place}: {what} is {said} and the book says {booked}")
    written = sum(number(file, "cents") for file in files if REMADE_AS not in file)
    if written != run.counters["cents"]:
        found.differences.append(f"{run.run}: decided {run.counters['cents']} and written {written}")


def _claims(run: Run, file: Item, entries: Sequence[tuple[str, Item]]) -> Iterator[tuple[str, int, int]]:
    """Yield what a file's row says beside what the book says, in whole cents."""
    if file["state"] == BEGUN:
        return
    prefix = entry_prefix(run.run, int(str(file["sk"]).partition("#")[2]))
    own = [(account, str(row["sk"]), cents_of(row)) for account, row in entries if str(row["sk"]).startswith(prefix)]

    def of(account: str, *events: str) -> int:
        sorts = {f"{prefix}#{event}" if event else prefix for event in events}
        return sum(cents for one, sort, cents in own if one == account and sort in sorts)

    came_back = [(account, sort, cents) for account, sort, cents in own if _event(sort).startswith("evt_")]
    yield "the total", -of(PAYABLE, "", "again"), number(file, "cents")
    yield "what was set off", -of(SET_OFF, KEPT), number(file, SET_OFF)
    yield "what was recovered by it", of(RECOVERED, KEPT), number(file, SET_OFF)
    yield "what the bank debited", -of(BANK, EVENT), number(file, BOOKED_CENTS)
    yield (
        "what the bank refused",
        sum(cents for account, _, cents in came_back if account == PAYABLE),
        number(file, REJECTED_CENTS),
    )
    yield (
        "what came back",
        sum(cents for account, _, cents in came_back if account == BANK),
        number(file, RETURNED_CENTS),
    )


def _event(sort: str) -> str:
    """Return the event of an entry's sort key: `<run>#<file>#<event>`."""
    parts = sort.split("#", 2)
    return parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - the third part


def _entries_of(store: RunStore, run: Run, accounts: Sequence[str]) -> Iterator[tuple[str, Item]]:
    for shard in store.shards(run.run):
        if not shard.counters["payments"]:
            continue
        for account in accounts:
            for row in store.entries(account_partition(account, run.month, shard.shard), f"{run.run}#"):
                yield account, row


def _add_unexplained(store: RunStore, first: YearMonth, today: date, found: _Found) -> None:
    month, last = first, YearMonth.of(today)
    while month <= last:
        rows: list[Item] = []
        for account in ACCOUNTS:
            for row in store.entries(account_partition(account, month, NO_SHARD)):
                found.add(row, account)
                rows.append(row)
        for cut in found.cuts if rows else ():
            found.roots[cut][f"beside#{month}"] = _root(row for row in rows if str(row["posted_at"]) < cut)
        for line in _unbalanced(iter(rows)):
            found.differences.append(f"{month}: the posting {line} does not add up to zero")
        month = month.plus(1)


def _unbalanced(rows: Iterator[Item]) -> list[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[f"{row['sk']!s}/{row['shard']!s}"] += cents_of(row)
    return sorted(name for name, cents in sums.items() if cents)


def _root(rows: Iterator[Item]) -> str:
    """Return the digest of a run's entries in the order of their keys."""
    digest = sha256()
    for row in sorted(rows, key=lambda one: (str(one["pk"]), str(one["sk"]))):
        digest.update(canonical(row) + b"\n")
    return digest.hexdigest()
