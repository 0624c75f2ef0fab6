"""Gates: the vault serves no table whose gate is not open.

A restored table has another name and so no open gate: it refuses until the erasure journal was replayed on it.
"""

from datetime import datetime, timedelta

from functions.runtime.database import Database, Key, Table
from functions.units.clock import SystemClock
from functions.vault.errors import GateClosedError

SORT = "gate"
OPEN = "open"
CACHE_AGE = timedelta(seconds=60)


class Gates:
    """Answers whether tables may be served; an open gate is remembered for a minute, a closed one never."""

    def __init__(self, database: Database, clock: SystemClock) -> None:
        """Take the database that holds the table `gates`."""
        self._database, self._clock = database, clock
        self._open_at: dict[str, datetime] = {}

    def require(self, *tables: Table) -> None:
        """Raise GateClosedError unless every table's gate is open."""
        now = self._clock.real_now()
        for table in tables:
            name = self._database.deployed_name(table)
            seen = self._open_at.get(name)
            if seen is not None and now - seen < CACHE_AGE:
                continue
            row = self._database.get(Table.GATES, gate_key(name))
            if row is None or row.get("state") != OPEN:
                msg = f"the gate of {table} is not open"
                raise GateClosedError(msg)
            self._open_at[name] = now


def gate_key(deployed_name: str) -> Key:
    """Return the row key of a deployed table's gate."""
    return Key(deployed_name, SORT)
