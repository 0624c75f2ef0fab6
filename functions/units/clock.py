"""The two clocks, both passed in, both replaceable in tests.

The business clock serves months, facts, terms, destroy dates, file dates and ledger instants; a stage may start it
at another instant. The system clock is always real in a deployment and serves sessions, tokens, caches and outbox age.
Their methods differ, so that the type checker refuses one in the place of the other.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

CIVIL_ZONE = ZoneInfo("Europe/Brussels")


class BusinessClock(Protocol):
    """The time the fund lives in."""

    def instant(self) -> datetime:
        """Return the current business instant, in UTC."""
        ...


class SystemClock(Protocol):
    """The time of the machines."""

    def real_now(self) -> datetime:
        """Return the real instant, in UTC."""
        ...


def civil_date(instant: datetime) -> date:
    """Return the Belgian calendar day of an instant."""
    return instant.astimezone(CIVIL_ZONE).date()


def instant_text(instant: datetime) -> str:
    """Write an instant as RFC 3339 in UTC, whole seconds, ending in Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """Read what `instant_text` wrote; ValueError otherwise."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


class SetClock:
    """Both clocks in one for tests and the local stage: starts where it is set, moves only when told."""

    def __init__(self, start: datetime) -> None:
        """Start at `start` (aware; converted to UTC)."""
        self._now = start.astimezone(UTC)

    def instant(self) -> datetime:
        """Return the set instant."""
        return self._now

    def real_now(self) -> datetime:
        """Return the set instant."""
        return self._now

    def jump(self, step: timedelta) -> None:
        """Move by `step`; the next reading shows it."""
        self._now += step
