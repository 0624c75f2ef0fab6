"""The round over messages that wait too long: silence leads to the next channel, and no message is ever forgotten."""

from dataclasses import dataclass
from datetime import datetime

from functions.messages.message import State
from functions.messages.store import (
    ASKED_AGAIN,
    MOST_ASKED,
    MOST_ATTEMPTS,
    SHARDS,
    UNKNOWN_TERM,
    MessageStore,
    Row,
)


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What a round did: messages that go on, and messages that nobody could be reached by."""

    moved: int
    unreachable: int


def follow_up(store: MessageStore, now: datetime) -> FollowedUp:
    """Move on every message whose instant has come; what another one moves at this moment is left to that one."""
    moved = sum(_go_on(store, row) for shard in range(SHARDS) for row in list(store.due(shard, now)))
    return FollowedUp(moved, store.to_person())


def _go_on(store: MessageStore, row: Row) -> bool:
    match row.state:
        case State.SENT:
            done = store.move(row, State.FAILED, "silent", row.without_channel(), wait=UNKNOWN_TERM, follow=True)
        case State.SENDING if row.attempt < MOST_ATTEMPTS:
            # Not a word of the provider in an hour: it did not take the parcel, so it gets it again.
            done = store.move(row, State.WANTED, "not taken", wait=UNKNOWN_TERM, follow=True)
        case State.SENDING:
            done = store.move(row, State.FAILED, "never taken", row.without_channel(), wait=UNKNOWN_TERM, follow=True)
        case State.WANTED | State.FAILED if row.asked < MOST_ASKED:
            # What should have gone on did not: asked again, for three days.
            done = store.move(row, row.state, ASKED_AGAIN, wait=UNKNOWN_TERM, follow=True)
        case State.WANTED | State.FAILED:
            done = store.move(row, State.UNREACHABLE, "given up")
        case _:
            return False
    return done is not None
