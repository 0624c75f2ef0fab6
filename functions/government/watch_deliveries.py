"""Sees every day what should have come and did not: numbers missing in a series, and flows that are overdue.

It runs each morning, so that what is missing is asked for before the payment cut-off. It opens nothing: the table holds
numbers, counts and dates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from functions.government.delivery_calendar import delivery_calendar
from functions.government.flow import Flow
from functions.government.sequence_gaps import Series, all_series
from functions.runtime.database import Database, Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.gate import Gates

FUNCTION = "government-watch"


@dataclass(frozen=True, slots=True)
class Expected:
    """One sender and flow, with the numbers seen; or a flow of which nobody sent anything yet (no sender)."""

    flow: Flow
    sender: str | None
    series: Series | None
    overdue: bool

    @property
    def missing(self) -> int:
        """Return how many numbers are missing."""
        return 0 if self.series is None else self.series.missing


def watch_deliveries(database: Database, gates: Gates, today: date) -> Sequence[Expected]:
    """Return what is expected, by flow and sender. GateClosedError when the table may not be read yet."""
    gates.require(Table.DELIVERIES)
    seen: dict[Flow, list[tuple[str, Series]]] = {}
    for name, series in all_series(database):
        sender, _, flow = name.partition("#")
        seen.setdefault(Flow(flow), []).append((sender, series))
    found = []
    for flow, rhythm in delivery_calendar().items():
        for sender, series in seen.get(flow, ()):
            last = civil_date(parse_instant(series.last_at))
            found.append(Expected(flow, sender, series, rhythm.is_overdue(last, today)))
        if flow not in seen:
            found.append(Expected(flow, None, None, rhythm.is_overdue(None, today)))
    return found
