"""Rows of messages as they move: every move is one conditional write, so that of two at one moment one is refused.

Nothing is opened here. A move that something must follow writes the event in the same transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from functions.messages.channel import Channel
from functions.messages.message import State, message_place, steps_of
from functions.runtime.database import (
    Action,
    ConditionFailedError,
    Database,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Table,
    TransactionRefusedError,
    Update,
    Value,
)
from functions.units.clock import BusinessClock, SystemClock, instant_text, parse_instant
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind, outbox_item

SHARDS = 16
TO_PERSON = "messages#person"
"""The work list of messages that nobody could be reached by: somebody of the fund acts."""
# A provider that took a parcel says so within minutes. After an hour without a word it did not, and it is handed over
# again under the same reference.
UNKNOWN_TERM = timedelta(hours=1)
# A mail server that takes mail says so the same day; after a day of silence the next channel is tried.
SILENCE_TERM = timedelta(hours=24)
MOST_ATTEMPTS = 3
# Three days of hours: what could not go on so often will not by itself.
MOST_ASKED = 72
ASKED_AGAIN = "asked again"


def due_list(message: str) -> str:
    """Return the work list on which a message waits for its next instant."""
    return f"messages#{sha256(message.encode('ascii')).digest()[0] % SHARDS}"


@dataclass(frozen=True, slots=True)
class Row:
    """A message's clear part as read."""

    key: Key
    clear: Item

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(str(self.clear["state"]))

    @property
    def attempt(self) -> int:
        """How often it was handed over; 0 before the first time."""
        value = self.clear["attempt"]
        return value if isinstance(value, int) else 0

    @property
    def channel(self) -> Channel | None:
        """The channel of the present attempt."""
        return Channel(str(self.clear["channel"])) if "channel" in self.clear else None

    @property
    def tried(self) -> tuple[str, ...]:
        """The channels that failed."""
        tried = self.clear.get("tried", ())
        return tuple(map(str, tried)) if isinstance(tried, list | tuple) else ()

    def without_channel(self) -> dict[str, Value]:
        """Return the change by which the present channel counts as tried."""
        return {"tried": [*self.tried, *([] if self.channel is None else [self.channel.value])]}

    def next_attempt(self, channel: Channel) -> dict[str, Value]:
        """Return the change by which a channel is claimed."""
        return {"channel": channel.value, "attempt": self.attempt + 1}

    @property
    def asked(self) -> int:
        """How often in a row it was asked again to go on."""
        steps = steps_of(self.clear)
        return next((done for done, step in enumerate(reversed(steps)) if not step.endswith(ASKED_AGAIN)), len(steps))

    @property
    def due(self) -> datetime | None:
        """When it must have moved on."""
        return parse_instant(str(self.clear["due"])) if "due" in self.clear else None

    @property
    def reference(self) -> str:
        """What the provider is given: receiver, message and attempt, in the signs that a tag of SES takes."""
        return f"{self.key.pk}-{self.key.sk}-{self.attempt}"


class MessageStore:
    """Reads and moves messages."""

    def __init__(self, database: Database, gates: Gates, clock: BusinessClock, system_clock: SystemClock) -> None:
        """Take the database, its gates and the clocks: terms run on the business clock, events on the system's."""
        self._database, self._gates, self._clock, self._system = database, gates, clock, system_clock

    def row(self, home: str, message: str) -> Row | None:
        """Return a message's clear part; None when there is none."""
        self._gates.require(Table.MESSAGES)
        item = self._database.get(Table.MESSAGES, message_place(home, message).key)
        return None if item is None else Row(Key(home, message), item)

    def due(self, shard: int, now: datetime) -> Iterator[Row]:
        """Yield the messages of one list whose instant has come, oldest first."""
        for row in self._listed(f"messages#{shard}"):
            if row.due is None or row.due > now:
                return
            yield row

    def to_person(self) -> int:
        """Return how many messages wait for somebody of the fund."""
        return sum(1 for _ in self._listed(TO_PERSON))

    def move(
        self,
        row: Row,
        state: State,
        what: str,
        values: dict[str, Value] | None = None,
        *,
        wait: timedelta | None = None,
        follow: bool = False,
    ) -> Row | None:
        """Move a message as it was read; None when it moved meanwhile.

        `what` is written into its history. `wait`: how long until it must have moved on; without, it waits for nothing.
        `follow`: the desk that sends it is asked to go on, in the same transaction.
        """
        self._gates.require(Table.MESSAGES)
        now = self._clock.instant()
        channel = str((values or {}).get("channel", row.clear.get("channel", "")))
        step = " ".join(part for part in (instant_text(now), channel, what) if part)
        steps = [*steps_of(row.clear), step]
        new: dict[str, Value] = {"state": state.value, "since": instant_text(now), "steps": steps, **(values or {})}
        remove: tuple[str, ...] = ()
        if state is State.UNREACHABLE:
            new |= {"work_list": TO_PERSON, "due": instant_text(now)}
        elif wait is not None:
            new |= {"work_list": due_list(row.key.sk), "due": instant_text(now + wait)}
        else:
            remove = tuple(name for name in ("work_list", "due") if name in row.clear)
        condition = Matches(equal={"state": row.state.value, "attempt": row.attempt, "steps": steps_of(row.clear)})
        update = Update(Table.MESSAGES, row.key, new, {}, remove, condition)
        actions: list[Action] = [update]
        if follow:
            kind = EventKind.MESSAGE_STEP if row.clear["desk"] == "family" else EventKind.OUTSIDE_MESSAGE_STEP
            actions.append(Put(Table.OUTBOX, outbox_item(kind, (row.key.pk, row.key.sk), self._system)))
        try:
            if follow:
                self._database.transact(actions)
            else:
                self._database.write(update)
        except (ConditionFailedError, TransactionRefusedError):
            return None
        kept = {name: value for name, value in row.clear.items() if name not in remove}
        return Row(row.key, {**kept, **new})

    def _listed(self, work_list: str) -> Iterator[Row]:
        self._gates.require(Table.MESSAGES)
        after = None
        while True:
            page = self._database.query(Table.MESSAGES, work_list, index=Index.WORK_LIST, after=after)
            for entry in page.items:
                row = self.row(str(entry["pk"]), str(entry["sk"]))
                if row is not None and row.clear.get("work_list") == work_list:
                    yield row
            after = page.after
            if after is None:
                return
