"""A store in this process, on disk, that obeys the storage seam: for a fund that is too large for memory.

SQLite holds the rows, so the memory of whoever works on them is theirs alone and can be measured. Several processes may
work on one store. It counts what DynamoDB would bill for the same calls: reads at 4 KB a unit (half of one when not
consistent), writes at 1 KB, twice that inside a transaction, and one unit for each index entry that changes.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path

from bench.stored_rows import entry_of, holds, key_of, read_row, updated, written
from functions.runtime.database import (
    INDEX_KEYS,
    INDEXES_OF,
    Action,
    Check,
    ConditionFailedError,
    Delete,
    Index,
    Item,
    Key,
    Page,
    Put,
    Refusal,
    Table,
    TransactionRefusedError,
    Update,
)
from functions.vault.item_size import item_bytes

PAGE_ROWS = 1000
_READ_BYTES, _WRITE_BYTES = 4096, 1024
_ENTRY_BYTES = 150
"""A keys-only index entry: four short texts and their names, rounded up."""
_CACHE_KB = 16_384
_LAST = "\U0010ffff"


class DiskStore:
    """Rows in one SQLite file; `units` counts what the calls would cost, `seconds` the time spent in them."""

    def __init__(self, path: Path) -> None:
        """Open a store, or make it."""
        self.calls: Counter[str] = Counter()
        self.units: Counter[str] = Counter()
        self.seconds: dict[str, float] = {}
        self._db = sqlite3.connect(path, timeout=600, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=OFF", f"cache_size=-{_CACHE_KB}", "temp_store=FILE"):
            self._db.execute(f"PRAGMA {pragma}")
        for table in Table:
            self._db.execute(
                f'CREATE TABLE IF NOT EXISTS "{table.value}" '
                "(pk TEXT, sk TEXT, bytes INTEGER, item BLOB, PRIMARY KEY (pk, sk))"
            )
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS listed "
            "(place TEXT, partition TEXT, sort TEXT, pk TEXT, sk TEXT, PRIMARY KEY (place, partition, sort, pk, sk)) "
            "WITHOUT ROWID"
        )

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def deployed_name(self, table: Table) -> str:
        """Return the name under which gates know a table."""
        return f"kroost-bench-{table.value}-1"

    def get(self, table: Table, key: Key) -> Item | None:
        """Read one row."""
        with self._timed("get"):
            found = self._row(table, key)
            self.units["half_read"] += 2 * max(1, ceil((found[0] if found else 0) / _READ_BYTES))
            return found[1] if found else None

    def get_many(self, table: Table, keys: Sequence[Key]) -> list[Item]:
        """Read rows that exist."""
        with self._timed("get_many"):
            found = [row for key in keys if (row := self._row(table, key)) is not None]
            self.units["half_read"] += 2 * sum(max(1, ceil(size / _READ_BYTES)) for size, _ in found)
            return [item for _, item in found]

    def query(  # noqa: PLR0913 - the seam's own signature
        self,
        table: Table,
        partition: str,
        *,
        index: Index | None = None,
        begins_with: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: Item | None = None,
        consistent: bool = True,
    ) -> Page:
        """Read one page of a partition or index."""
        with self._timed("query"):
            size = min(limit or PAGE_ROWS, PAGE_ROWS)
            way = ("<", "DESC") if descending else (">", "ASC")
            if index is None:
                items, read = self._rows(table, partition, begins_with, after, way, size + 1)
                names: tuple[str, ...] = ("pk", "sk")
            else:
                items, read = self._entries(table, index, partition, begins_with, after, way, size + 1)
                names = ("pk", "sk", *INDEX_KEYS[index])
            self.units["half_read"] += max(1, ceil(read / _READ_BYTES)) * (2 if consistent else 1)
            more = len(items) > size
            items = items[:size]
            return Page(items, {name: items[-1][name] for name in names} if more else None)

    def write(self, action: Put | Update | Delete) -> None:
        """Do one action."""
        with self._timed("write"), self._together():
            standing = self._row(action.table, key_of(action))
            if not holds(action.condition, standing[1] if standing else None):
                raise ConditionFailedError(standing[1] if standing else None)
            self._apply(action, standing, times=1)

    def transact(self, actions: Sequence[Action]) -> None:
        """Do all or nothing."""
        with self._timed("transact"), self._together():
            standing = [self._row(action.table, key_of(action)) for action in actions]
            refusals = tuple(
                Refusal(position, row[1] if row else None)
                for position, (action, row) in enumerate(zip(actions, standing, strict=True))
                if not holds(action.condition, row[1] if row else None)
            )
            if refusals:
                raise TransactionRefusedError(refusals)
            for action, row in zip(actions, standing, strict=True):
                self._apply(action, row, times=2)

    def _row(self, table: Table, key: Key) -> tuple[int, Item] | None:
        found = self._db.execute(
            f'SELECT bytes, item FROM "{table.value}" WHERE pk = ? AND sk = ?',  # noqa: S608 - a name of ours
            (key.pk, key.sk),
        ).fetchone()
        return None if found is None else (found[0], read_row(found[1]))

    def _rows(
        self, table: Table, partition: str, prefix: str | None, after: Item | None, way: tuple[str, str], size: int
    ) -> tuple[list[Item], int]:
        words, values = ["pk = ?"], [partition]
        if prefix is not None:
            words += ["sk >= ?", "sk < ?"]
            values += [prefix, prefix + _LAST]
        if after is not None:
            words.append(f"sk {way[0]} ?")
            values.append(str(after["sk"]))
        asked = f'SELECT bytes, item FROM "{table.value}" WHERE {" AND ".join(words)} ORDER BY sk {way[1]} LIMIT {size}'  # noqa: S608 - names of ours
        found = self._db.execute(asked, values).fetchall()
        return [read_row(item) for _, item in found], sum(read for read, _ in found[: size - 1])

    def _entries(  # noqa: PLR0913, PLR0917 - the parts of a query
        self,
        table: Table,
        index: Index,
        partition: str,
        prefix: str | None,
        after: Item | None,
        way: tuple[str, str],
        size: int,
    ) -> tuple[list[Item], int]:
        name, sort = INDEX_KEYS[index]
        words, values = ["place = ?", "partition = ?"], [f"{table.value}/{index.value}", partition]
        if prefix is not None:
            words += ["sort >= ?", "sort < ?"]
            values += [prefix, prefix + _LAST]
        if after is not None:
            words.append(f"(sort, pk, sk) {way[0]} (?, ?, ?)")
            values += [str(after[sort]), str(after["pk"]), str(after["sk"])]
        order = ", ".join(f"{column} {way[1]}" for column in ("sort", "pk", "sk"))
        asked = f"SELECT sort, pk, sk FROM listed WHERE {' AND '.join(words)} ORDER BY {order} LIMIT {size}"  # noqa: S608 - names of ours
        found = self._db.execute(asked, values).fetchall()
        items: list[Item] = [{"pk": pk, "sk": sk, name: partition, sort: by} for by, pk, sk in found]
        return items, _ENTRY_BYTES * min(len(items), size - 1)

    def _apply(self, action: Action, standing: tuple[int, Item] | None, *, times: int) -> None:
        key, before = key_of(action), standing[1] if standing else None
        after: Item | None
        match action:
            case Check():
                self.units["write"] += times
                return
            case Put(item=item):
                after = {name: value for name, value in item.items() if value is not None}
            case Delete():
                after = None
            case Update():
                after = updated(action, before)
        size = 0 if after is None else item_bytes(after)
        self.units["write"] += times * max(1, ceil(max(size, standing[0] if standing else 0) / _WRITE_BYTES))
        if after is None:
            self._db.execute(
                f'DELETE FROM "{action.table.value}" WHERE pk = ? AND sk = ?',  # noqa: S608 - a name of ours
                (key.pk, key.sk),
            )
        else:
            self._db.execute(
                f'INSERT OR REPLACE INTO "{action.table.value}" VALUES (?, ?, ?, ?)',  # noqa: S608 - a name of ours
                (key.pk, key.sk, size, written(after)),
            )
        self._list(action.table, key, before, after)

    def _list(self, table: Table, key: Key, before: Item | None, after: Item | None) -> None:
        for index in INDEXES_OF.get(table, ()):
            old, new = entry_of(index, before), entry_of(index, after)
            if old == new:
                continue
            place = f"{table.value}/{index.value}"
            if old is not None:
                self.units["index"] += 1
                self._db.execute(
                    "DELETE FROM listed WHERE place = ? AND partition = ? AND sort = ? AND pk = ? AND sk = ?",
                    (place, *old, key.pk, key.sk),
                )
            if new is not None:
                self.units["index"] += 1
                self._db.execute("INSERT INTO listed VALUES (?, ?, ?, ?, ?)", (place, *new, key.pk, key.sk))

    @contextmanager
    def _together(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        self.calls[name] += 1
        start = time.process_time()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0) + time.process_time() - start
