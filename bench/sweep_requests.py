"""S1: the work of a sweep follows from what is due, and never from the size of a table."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from bench.figure import Figure
from functions.retention.store import SweepStore
from functions.retention.sweep_due import TABLES, Sweep, sweep_due
from functions.runtime.database import Index, Item, Page, Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.destroy_by import SHARDS, destroy_by
from functions.vault.gate import Gates
from functions.vault.item_size import item_bytes
from functions.vault.vault import Vault
from tests.builders.vault import open_gates
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_keys import InMemoryKeyring
from tests.fakes.in_memory_objects import InMemoryObjects

DUE, ROWS = 200, 2_000
_TODAY = date(2024, 7, 1)
_UNIT_BYTES = 4096


class _Metered(InMemoryDatabase):
    """Counts read units of index queries as DynamoDB does: half a unit for each 4 KB begun, at least one half."""

    units = 0.0
    due_bytes = 0

    def query(self, table: Table, partition: str, *, index: Index | None = None, **how: object) -> Page:
        """Read a page and count what it costs."""
        page = super().query(table, partition, index=index, **how)  # type: ignore[arg-type]
        if index is Index.DESTROY_BY:
            read = _bytes(page.items)
            self.due_bytes += read
            self.units += max(1, math.ceil(read / _UNIT_BYTES)) / 2
        return page


def figures(rows: int = ROWS) -> list[Figure]:
    """Sweep the same due rows in a table of `rows` and in one of ten times as many."""
    small, large = _sweep(rows), _sweep(rows * 10)
    requests = [sum(database.calls.values()) for database in (small, large)]
    bound = 1.2 * math.ceil(large.due_bytes / _UNIT_BYTES) / 2 + len(TABLES) * SHARDS / 2
    return [
        Figure(
            "S1", f"requests at {rows * 10} rows per requests at {rows}, {DUE} due", requests[1] / requests[0], 1, "x"
        ),
        Figure(
            "S1", "read units of the index per 1.2 x due bytes and half a unit a shard", large.units / bound, 1, "x"
        ),
    ]


def _sweep(rows: int) -> _Metered:
    """Fill one table, sweep the day, and return the store with its counts."""
    database, clock = _Metered(), SetClock(parse_instant("2024-07-01T06:00:00Z"))
    open_gates(database)
    gates = Gates(database, clock)
    for number in range(rows):
        due = _TODAY if number < DUE else _TODAY + timedelta(days=1 + number % 700)
        item: Item = {"pk": f"cns_{number:026d}", "sk": "000001", **destroy_by(due, f"cns_{number:026d}")}
        database.write(Put(Table.CONSENTS, item))
    store = SweepStore(database, gates)
    for name in (*TABLES, Table.ERASURES):
        store.set_watermark(name.value, _TODAY)
    database.calls.clear()
    vault = Vault(database, InMemoryKeyring(), gates, clock, clock)
    failures: list[Exception] = []
    swept = sweep_due(Sweep(vault, database, gates, InMemoryObjects(), failures.append))
    if failures or swept.destroyed != DUE:
        msg = "the sweep did not destroy what is due"
        raise RuntimeError(msg)
    return database


def _bytes(items: Sequence[Item]) -> int:
    return sum(item_bytes(item) for item in items)
