"""The messages of our queues: what the outbox publishes, and how it is read.

A message is `{"event", "kind", "ids"}`, and `months` where months are decided again: two ends, `YYYY-MM` or null.
Its ids carry the work, never the data.
"""

import json
from dataclasses import dataclass
from typing import cast

from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth


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
