"""Sends events to the queues of their kinds, then deletes their rows: in this order, so that a crash loses nothing.

A crash between the two sends an event twice; every consumer finds its work done already and does nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched
from typing import Protocol

from functions.outbox.event import Event
from functions.runtime.database import Database, Delete, Table
from functions.vault.ids import is_id
from functions.vault.outbox import EventKind

OUTSIDE = "messages-outside"
QUEUE_OF: Mapping[EventKind, str] = {
    EventKind.SUBMISSION_RECEIVED: "submissions",
    EventKind.RIGHTS_STEP: "rights",
    EventKind.SEND_FILE: "files",
    EventKind.FACTS_CHANGED: "recalculations",
    EventKind.QUARANTINE_DECIDED: "drops",
    EventKind.ASK_EARLIER_FUND: "drops",
    EventKind.MESSAGE_WANTED: "messages",
    EventKind.MESSAGE_STEP: "messages",
    EventKind.OUTSIDE_MESSAGE_STEP: OUTSIDE,
}
MOST_MESSAGES = 10


class Queue(Protocol):
    """Where messages go."""

    def send(self, bodies: Sequence[str]) -> None:
        """Send up to ten messages; raises when one was not taken."""
        ...


def publish_events(events: Iterable[Event], queues: Mapping[str, Queue], database: Database) -> int:
    """Send and delete the events that have a consumer; return how many.

    Events without a consumer stay as rows. A queue that refuses does not stop the others; what it raised is raised at
    the end, and its events wait as rows.
    """
    by_queue: dict[str, list[Event]] = {}
    for event in events:
        name = queue_of(event)
        if name is not None:
            by_queue.setdefault(name, []).append(event)
    failures: list[Exception] = []
    for name, waiting in sorted(by_queue.items()):
        try:
            _publish(waiting, queues[name], database)
        except Exception as error:  # noqa: BLE001 - one queue that refuses must not stop the others
            failures.append(error)
    if failures:
        raise failures[0]
    return sum(len(waiting) for waiting in by_queue.values())


def queue_of(event: Event) -> str | None:
    """Return the queue of an event; a message to somebody without a file goes to the desk that opens no file."""
    in_file = any(is_id(one, "dos") for one in event.ids) or [one[:3] for one in event.ids] == ["cas", "prs"]
    if event.kind is EventKind.MESSAGE_WANTED and not in_file:
        return OUTSIDE
    return QUEUE_OF.get(event.kind)


def _publish(events: Sequence[Event], queue: Queue, database: Database) -> None:
    for together in batched(events, MOST_MESSAGES, strict=False):
        queue.send([message_of(event) for event in together])
        for event in together:
            database.write(Delete(Table.OUTBOX, event.key))


def message_of(event: Event) -> str:
    """Return the message body of an event: its own id, its kind and ids, and what it is about."""
    body: dict[str, object] = {"event": event.key.sk, "kind": event.kind.value, "ids": list(event.ids)}
    if event.message is not None:
        body["message"] = event.message.value
    if event.months is not None:
        limits = (event.months.first, event.months.last)
        body["months"] = [None if month is None else str(month) for month in limits]
    return json.dumps(body, separators=(",", ":"))
