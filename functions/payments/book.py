"""The account book: immutable entries in pairs that add up to zero, posted once per file and shard.

An entry names file, shard, region, month and amount, no person and no dossier, so it outlives the families' files.
Row: `<account>#<month>#<shard>` / `<run>#<file number>`. Debits are positive, credits negative, in whole cents.
"""

from collections.abc import Mapping
from itertools import batched

from functions.payments.run_rows import Run
from functions.payments.store import RunStore
from functions.runtime.database import Absent, Action, Item, Key, Put, Table
from functions.vault.errors import StaleError

BENEFITS, PAYABLE = "benefits", "payable"
"""What was granted (cost), and what is owed to payees until the bank has paid (liability)."""

_PAIRS_TOGETHER = 50


class BookDiffersError(Exception):
    """An entry of this file and shard exists with another amount: two truths about one file; nothing is overwritten."""


def post_file(store: RunStore, run: Run, number: int, cents_of_shard: Mapping[str, int]) -> None:
    """Post what a file grants, shard by shard; a repeated step finds its entries and writes nothing."""
    for group in batched(sorted(cents_of_shard.items()), _PAIRS_TOGETHER, strict=False):
        pairs = [entry for shard, cents in group for entry in _pair(run, number, shard, cents)]
        standing = {
            (str(row["pk"]), str(row["sk"])): row for row in store.rows(Table.BOOK, [_key(one) for one in pairs])
        }
        _compare(pairs, standing)
        new: list[Action] = [
            Put(Table.BOOK, entry, Absent()) for entry in pairs if (str(entry["pk"]), str(entry["sk"])) not in standing
        ]
        if not new:
            continue
        try:
            store.transact(new)
        except StaleError:
            # Somebody else posted the same file at this moment, or our own answer was lost.
            rows = store.rows(Table.BOOK, [_key(one) for one in pairs])
            _compare(pairs, {(str(row["pk"]), str(row["sk"])): row for row in rows}, whole=True)


def _pair(run: Run, number: int, shard: str, cents: int) -> tuple[Item, Item]:
    return _entry(run, number, shard, BENEFITS, cents), _entry(run, number, shard, PAYABLE, -cents)


def _entry(run: Run, number: int, shard: str, account: str, cents: int) -> Item:
    return {
        "pk": f"{account}#{run.month}#{shard}",
        "sk": f"{run.run}#{number:04d}",
        "region": run.region,
        "month": str(run.month),
        "shard": shard,
        "run": run.run,
        "file": number,
        "cents": cents,
        "posted_at": run.created_at,
    }


def _key(entry: Item) -> Key:
    return Key(str(entry["pk"]), str(entry["sk"]))


def _compare(pairs: list[Item], standing: Mapping[tuple[str, str], Item], *, whole: bool = False) -> None:
    for entry in pairs:
        row = standing.get((str(entry["pk"]), str(entry["sk"])))
        if (row is None and whole) or (row is not None and row != entry):
            msg = "the book holds another amount for this file"
            raise BookDiffersError(msg)
