"""What a mail provider says about a parcel: taken, delivered, bounced; in any order, each any number of times.

A bounce counts above a delivery: a server may take a mail and give it back hours later. What it says about an earlier
attempt is history, and moves nothing.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from functions.messages.message import State
from functions.messages.store import SILENCE_TERM, UNKNOWN_TERM, MessageStore, Row
from functions.vault.errors import TryAgainError
from functions.vault.ids import is_id

_TRIES = 4
_PARTS = 3


class Said(StrEnum):
    """What a provider says."""

    TAKEN = "taken"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    NOTHING = "nothing"


# The event types of SES (and the letter that came back, which somebody at the fund types in).
_SAID = {
    "Send": Said.TAKEN,
    "Delivery": Said.DELIVERED,
    "Bounce": Said.BOUNCED,
    "Reject": Said.BOUNCED,
    "Rendering Failure": Said.BOUNCED,
}
_WAITING = frozenset({State.SENDING, State.SENT})


class EventFormError(ValueError):
    """A delivery event is not of the form that the rule writes; the text holds nothing of it."""


@dataclass(frozen=True, slots=True)
class DeliveryEvent:
    """One event: which parcel, by its reference, and what is said. No address ever gets here."""

    home: str
    message: str
    attempt: int
    said: Said


def read_event(body: str) -> DeliveryEvent:
    """Read the body of a queue message; EventFormError otherwise."""
    try:
        members = json.loads(body)
        home, message, attempt = str(members["reference"]).split("-")
        number, said = int(attempt), _SAID.get(str(members["event"]), Said.NOTHING)
    except (ValueError, KeyError, TypeError):
        home = message = ""
        number, said = 0, Said.NOTHING
    if not is_id(home, "prs", "rcp", "cas") or not is_id(message, "msg"):
        msg = "an event names a parcel and what became of it"
        raise EventFormError(msg)
    return DeliveryEvent(home, message, number, said)


def apply_event(store: MessageStore, event: DeliveryEvent) -> bool:
    """Move the message as the event says; False when it changes nothing. TryAgainError under contention."""
    for _ in range(_TRIES):
        row = store.row(event.home, event.message)
        if row is None or event.said is Said.NOTHING or event.attempt != row.attempt:
            return False
        asked, moved = _move(store, row, event.said)
        if not asked:
            return False
        if moved is not None:
            return True
    msg = "a message stays contended"
    raise TryAgainError(msg)


def _move(store: MessageStore, row: Row, said: Said) -> tuple[bool, Row | None]:
    """Move a row by what is said; the first of the pair tells whether there was anything to move."""
    if said is Said.TAKEN and row.state is State.SENDING:
        return True, store.move(row, State.SENT, "taken", wait=SILENCE_TERM)
    if said is Said.DELIVERED and row.state in _WAITING:
        return True, store.move(row, State.DELIVERED, "delivered")
    if said is Said.BOUNCED and row.state in _WAITING | {State.DELIVERED}:
        return True, store.move(row, State.FAILED, "bounced", row.without_channel(), wait=UNKNOWN_TERM, follow=True)
    return False, None
