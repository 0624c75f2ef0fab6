"""A messages room in memory: desks, providers, the outbox's publisher, delivery events and the schedule's round."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from functions.benefits.parameters import current_parameters
from functions.messages.apply_event import apply_event, read_event
from functions.messages.channel import Carrier, Channel, Parcel
from functions.messages.decision_letter import DecisionLetters
from functions.messages.find_late_forms import tell_late_forms
from functions.messages.follow_up import FollowedUp, follow_up
from functions.messages.lay_letter import LetterCarrier
from functions.messages.office import Office
from functions.messages.receiver import Desk
from functions.messages.store import MessageStore
from functions.messages.take_message import take_message
from functions.outbox.event import Event
from functions.outbox.publish_event import publish_events
from functions.payments.tell_decision import decision_lines
from functions.runtime.database import Item, Table
from functions.runtime.queue_message import read_message
from functions.vault.audit_seal import new_pair
from functions.vault.gate import Gates
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects, InMemoryQueue
from tests.fakes.post import Mailbox

DOOR = "https://kroost.invalid/"


@dataclass
class PostOffice:
    """Everything of the room; `mail` and `text` are the providers, `box` is what the printer collects."""

    memory: MemoryVault = field(default_factory=memory_vault)
    mail: Mailbox = field(default_factory=lambda: Mailbox(knows_repeats=False))
    text: Mailbox = field(default_factory=lambda: Mailbox(knows_repeats=False))
    box: InMemoryObjects = field(default_factory=InMemoryObjects)

    def __post_init__(self) -> None:
        """Make the printer's keys."""
        self.printer, public = new_pair()
        self.gates = Gates(self.memory.database, self.memory.clock)
        self.store = MessageStore(self.memory.database, self.gates, self.memory.clock, self.memory.clock)
        self.carriers: dict[Channel, Carrier] = {
            Channel.MAIL: self.mail,
            Channel.TEXT: self.text,
            Channel.PAPER: LetterCarrier(self.box, public, registered=False),
            Channel.REGISTERED: LetterCarrier(self.box, public, registered=True),
        }

    def office(self, desk: Desk) -> Office:
        """Return a desk as its entry point makes it."""
        by_mail: dict[Channel, Carrier] = {Channel.MAIL: self.mail, Channel.TEXT: self.text}
        if desk == "outside":
            return Office(desk, self.memory.vault, self.store, by_mail, DOOR)
        lines = DecisionLetters(lambda request, ids, language: decision_lines(request, PARAMETERS(), ids, language))
        return Office(desk, self.memory.vault, self.store, self.carriers, DOOR, lines)

    def publish(self) -> dict[str, InMemoryQueue]:
        """Send what the outbox holds to queues, and return the two of the desks."""
        rows = [row for row in self.memory.database.rows[Table.OUTBOX].values() if "kind" in row]
        names = ("submissions", "rights", "files", "recalculations", "drops", "messages", "messages-outside")
        queues = {name: InMemoryQueue() for name in names}
        publish_events([Event.of(row) for row in rows], queues, self.memory.database)
        return {name: queues[name] for name in ("messages", "messages-outside")}

    def deliver(self, *, times: int = 1) -> int:
        """Publish and let both desks take what came, each message so many times; return how many there were."""
        queues = self.publish()
        for body in queues["messages"].bodies * times:
            self.take("family", body)
        for body in queues["messages-outside"].bodies * times:
            self.take("outside", body)
        return sum(len(queue.bodies) for queue in queues.values())

    def take(self, desk: Desk, body: str) -> int:
        """Let a desk take one queue message."""
        return take_message(self.office(desk), read_message(body))

    def says(self, parcel: Parcel, event: str) -> bool:
        """Let the provider say something about a parcel."""
        return apply_event(self.store, read_event(json.dumps({"reference": parcel.reference, "event": event})))

    def round(self, **later: int) -> FollowedUp:
        """Let time pass and do one round of the schedule."""
        self.memory.clock.jump(timedelta(**later))
        return follow_up(self.store, self.memory.clock.instant())

    def late_round(self, **later: int) -> int:
        """Let time pass and look for late forms."""
        self.memory.clock.jump(timedelta(**later))
        now = self.memory.clock.instant()
        return tell_late_forms(self.memory.database, self.gates, self.memory.clock, now)

    def rows(self) -> list[Item]:
        """Return the messages as they rest."""
        return [row for key, row in self.memory.database.rows[Table.MESSAGES].items() if key.sk.startswith("msg_")]


PARAMETERS = current_parameters
