"""When deliveries are expected: by flow, in which months, by which day. The list with its source is a data file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from functions.government.flow import Flow

_FILE = Path(__file__).parent / "data" / "calendar.json"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A flow is expected in the `within_days` before the day `by_day` of each of these months, or on it."""

    months: frozenset[int]
    by_day: int
    within_days: int

    def due_before(self, day: date) -> date:
        """Return the last day before `day` by which something was expected."""
        due = day - timedelta(days=1)
        while due.month not in self.months or due.day != self.by_day:
            due -= timedelta(days=1)
        return due

    def is_overdue(self, last_received: date | None, today: date) -> bool:
        """Tell whether nothing came for the last day that is over: neither in time nor late."""
        first = self.due_before(today) - timedelta(days=self.within_days)
        return last_received is None or last_received < first


@cache
def delivery_calendar() -> Mapping[Flow, Rhythm]:
    """Return the rhythm of every flow."""
    flows = json.loads(_FILE.read_text(encoding="utf-8"))["flows"]
    return {
        Flow(name): Rhythm(frozenset(each["months"]), each["by_day"], each["within_days"])
        for name, each in flows.items()
    }
