"""What is told of deliveries: per flow and sender the numbers, the gaps, what is late, and the counts both ways.

Counts both ways: the notifications that stood in the files, and what the receipts said of them.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from functions.government.decide_notification import Verdict
from functions.government.delivery_row import HELD, DeliveryRow
from functions.government.watch_deliveries import Expected, watch_deliveries
from functions.runtime.database import Database, Table
from functions.vault.gate import Gates


def tell_deliveries(database: Database, gates: Gates, today: date) -> list[dict[str, object]]:
    """Return one object per flow and sender; a flow that never came has no sender."""
    return [_told(database, one) for one in watch_deliveries(database, gates, today)]


def is_finding(told: dict[str, object]) -> bool:
    """Tell whether somebody must look: a number missing, a flow late, a delivery held or never finished."""
    return any(told[name] for name in ("missing", "overdue", "held", "unfinished"))


def _told(database: Database, expected: Expected) -> dict[str, object]:
    series = expected.series
    rows = [] if series is None else list(_deliveries(database, f"{expected.sender}#{expected.flow}"))
    fixed = [row for row in rows if row.notifications is not None]
    counts = Counter[Verdict]()
    for row in fixed:
        counts.update(row.counts)
    return {
        "flow": expected.flow.value,
        "sender": expected.sender,
        "lowest": None if series is None else series.lowest,
        "highest": None if series is None else series.highest,
        "last_received_at": None if series is None else series.last_at,
        "overdue": expected.overdue,
        "missing": [] if series is None else [list(gap) for gap in series.gaps],
        "deliveries": len(rows),
        "unfinished": len(rows) - len(fixed),
        "held": sum(row.refused == HELD for row in fixed),
        "refused": sum(row.refused is not None and row.refused != HELD for row in fixed),
        "notifications": sum(row.notifications or 0 for row in fixed),
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
    }


def _deliveries(database: Database, series: str) -> Iterator[DeliveryRow]:
    after = None
    while True:
        page = database.query(Table.DELIVERIES, series, after=after)
        yield from (DeliveryRow.of(item) for item in page.items if "state" in item)
        after = page.after
        if after is None:
            return
