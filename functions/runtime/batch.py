"""Queue messages, one by one: what fails is handed back alone (partial batch response), what succeeds is not repeated.

A message is `{"event", "kind", "ids"}`, and `months` where months are decided again: two ends, `YYYY-MM` or null.
Its ids carry the work, never the data.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from functions.runtime.clock import MachineClock
from functions.runtime.entry import Event, guarded, report
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth

type BatchAnswer = dict[str, list[dict[str, str]]]


class MessageFormError(ValueError):
    """A queue message is not what the outbox writes; the text holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the outbox published; `event` is its own id, `message` what a wanted message is about."""

    kind: str
    ids: tuple[str, ...]
    months: MonthRange | None = None
    event: str | None = None
    message: str | None = None


def read_message(body: str) -> Message:
    """Read a message body; MessageFormError when it has another form."""
    try:
        members = json.loads(body)
        kind, ids = members["kind"], members["ids"]
    except (ValueError, KeyError, TypeError):
        members = kind = ids = {}
    if not isinstance(kind, str) or not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        msg = "a message has a kind and a list of ids"
        raise MessageFormError(msg)
    months = None if members.get("months") is None else _months(members["months"])
    event, message = (str(members[name]) if name in members else None for name in ("event", "message"))
    return Message(kind, tuple(ids), months, event, message)


def _months(ends: object) -> MonthRange:
    try:
        first, last = (None if end is None else YearMonth.parse(end) for end in cast("list[str | None]", ends))
    except (ValueError, TypeError):
        msg = "a message names months by two ends"
        raise MessageFormError(msg) from None
    return MonthRange(first, last)


def batch_handler(function: str, use: Callable[[str], None]) -> Callable[[Event, object], BatchAnswer]:
    """Return a Lambda handler that gives each record's body to `use` and answers which records failed.

    An event of another shape raises: a batch that nobody understands is never counted as done.
    """

    @guarded(function)
    def handler(event: Event, context: object) -> BatchAnswer:
        del context
        records = _records(event)
        failures: list[dict[str, str]] = []
        for message_id, body in records:
            try:
                use(body)
            except Exception as error:  # noqa: BLE001 - one bad message must not stop its neighbours
                report(function, error, message_id)
                failures.append({"itemIdentifier": message_id})
        if failures:
            count(function, {Metric.MESSAGE_FAILED: len(failures)}, MachineClock().real_now())
        log(LogLine(event=LogEvent.BATCH, function=function, taken=len(records), failed=len(failures)))
        return {"batchItemFailures": failures}

    return handler


def _records(event: Event) -> Sequence[tuple[str, str]]:
    records = event.get("Records")
    if not isinstance(records, list) or not records:
        msg = "no records in the event"
        raise MessageFormError(msg)
    return [(str(record["messageId"]), str(record["body"])) for record in records]
