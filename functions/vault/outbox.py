"""Outbox rows: what must happen next, written in the same transaction as the change that asks for it. Ids only."""

import secrets
from enum import StrEnum

from functions.runtime.database import Item
from functions.units.clock import SystemClock, instant_text
from functions.vault.ids import new_id

SHARDS = 8
WAITING = "waiting"


class EventKind(StrEnum):
    """What an outbox row asks for; only add."""

    SUBMISSION_RECEIVED = "submission_received"
    RIGHTS_STEP = "rights_step"
    SEND_FILE = "send_file"
    MESSAGE_WANTED = "message_wanted"


ROUTED = frozenset({EventKind.SUBMISSION_RECEIVED, EventKind.RIGHTS_STEP})


def outbox_item(kind: EventKind, ids: tuple[str, ...], clock: SystemClock) -> Item:
    """Return a new outbox row; kinds that nobody handles yet wait in a partition of their own and are counted."""
    now = clock.real_now()
    day = now.date().isoformat() if kind in ROUTED else WAITING
    return {
        "pk": f"{day}#{secrets.randbelow(SHARDS)}",
        "sk": new_id("evt"),
        "kind": kind.value,
        "ids": list(ids),
        "at": instant_text(now),
    }
