"""One outbox row as its publisher reads it: a kind, ids, and since when it waits."""

from dataclasses import dataclass
from datetime import datetime

from functions.register.message_kind import MessageKind, kind_of_unnamed
from functions.runtime.database import Item, Key
from functions.units.clock import parse_instant
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth
from functions.vault.ids import is_id
from functions.vault.outbox import EventKind


class OutboxRowError(ValueError):
    """A row of the outbox is no event; the text holds nothing of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What is asked for. The ids name the work; no datum of a person ever stands here."""

    key: Key
    kind: EventKind
    ids: tuple[str, ...]
    since: datetime
    months: MonthRange | None = None
    message: MessageKind | None = None

    @classmethod
    def of(cls, item: Item) -> "Event":
        """Read a row; OutboxRowError when it has another form than the vault writes."""
        ids, kind = item.get("ids"), item.get("kind")
        if not isinstance(ids, list | tuple) or not all(isinstance(one, str) and is_id(one) for one in ids):
            msg = "an event holds ids"
            raise OutboxRowError(msg)
        if kind not in set(EventKind):
            msg = "an event of a kind that nobody knows"
            raise OutboxRowError(msg)
        return cls(
            Key(str(item["pk"]), str(item["sk"])),
            EventKind(str(kind)),
            tuple(str(one) for one in ids),
            parse_instant(str(item["at"])),
            _months(item) if kind == EventKind.FACTS_CHANGED else None,
            _message(item) if kind == EventKind.MESSAGE_WANTED else None,
        )


def _message(item: Item) -> MessageKind:
    """Return what a wanted message is about; rows from before kinds were named tell it by their ids."""
    ids = item["ids"]
    try:
        if "message" in item:
            return MessageKind(str(item["message"]))
        return kind_of_unnamed(tuple(map(str, ids)) if isinstance(ids, list | tuple) else ())
    except (LookupError, ValueError):
        msg = "a wanted message of a kind that nobody knows"
        raise OutboxRowError(msg) from None


def _months(item: Item) -> MonthRange:
    first, last = item.get("first_month"), item.get("last_month")
    try:
        return MonthRange(
            None if first is None else YearMonth.parse(str(first)), None if last is None else YearMonth.parse(str(last))
        )
    except ValueError:
        msg = "an event names months as YYYY-MM"
        raise OutboxRowError(msg) from None
