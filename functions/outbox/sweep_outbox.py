"""Sends again what waits too long, and counts what has no consumer yet. Reads day partitions, never the table.

A watermark row holds the first day that may still have rows, so no event is forgotten however long a queue was down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from functions.outbox.event import Event, OutboxRowError
from functions.outbox.publish_event import Queue, publish_events, queue_of
from functions.runtime.database import Database, Item, Key, Put, Table
from functions.vault.outbox import SHARDS, WAITING

OLD = timedelta(minutes=5)
WATERMARK = Key("sweep", "watermark")
MOST_AT_ONCE = 1000
_FIRST_LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: events sent again, events that wait for a later version, rows that are no events."""

    sent: int
    waiting: int
    broken: int = 0


def sweep_outbox(database: Database, queues: Mapping[str, Queue], now: datetime) -> Swept:
    """Send the events older than five minutes again; move the watermark over days that are empty and past."""
    sent, broken, first = 0, 0, _first_day(database, now)
    empty_until = first
    for day in _days(first, now.date()):
        rows = [row for shard in range(SHARDS) for row in _rows(database, f"{day.isoformat()}#{shard}")]
        events = [event for row in rows if (event := _event(row)) is not None]
        broken += len(rows) - len(events)
        old = [event for event in events if now - event.since > OLD]
        sent += publish_events(old, queues, database)
        if not rows and empty_until == day and day < now.date() - timedelta(days=1):
            empty_until = day + timedelta(days=1)
    if empty_until != first or database.get(Table.OUTBOX, WATERMARK) is None:
        watermark: Item = {"pk": WATERMARK.pk, "sk": WATERMARK.sk, "day": empty_until.isoformat()}
        database.write(Put(Table.OUTBOX, watermark))
    kept = [row for shard in range(SHARDS) for row in _rows(database, f"{WAITING}#{shard}")]
    # What waited for a consumer that a later version brought is sent now, whatever its age.
    ready = [event for row in kept if (event := _event(row)) is not None and queue_of(event) is not None]
    taken = publish_events(ready[:MOST_AT_ONCE], queues, database)
    sent, waiting = sent + taken, len(kept) - taken
    return Swept(sent, waiting, broken)


def _first_day(database: Database, now: datetime) -> date:
    row = database.get(Table.OUTBOX, WATERMARK)
    return now.date() - _FIRST_LOOK_BACK if row is None else date.fromisoformat(str(row["day"]))


def _event(row: Item) -> Event | None:
    try:
        return Event.of(row)
    except OutboxRowError:
        return None  # counted: a row that nobody understands stays, and must not stop its neighbours


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _rows(database: Database, partition: str) -> Iterator[Item]:
    after = None
    while True:
        page = database.query(Table.OUTBOX, partition, after=after)
        yield from page.items
        after = page.after
        if after is None:
            return
