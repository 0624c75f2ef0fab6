"""Outbox rows: what must happen next, written in the same transaction as the change that asks for it.

They hold ids, and for a recalculation the months that it is about: never a datum of a person.
"""

import secrets
from enum import StrEnum

from functions.register.message_kind import MessageKind
from functions.runtime.database import Item
from functions.units.clock import SystemClock, instant_text
from functions.units.month_range import MonthRange
from functions.vault.ids import new_id

SHARDS = 8
WAITING = "waiting"


class EventKind(StrEnum):
    """What an outbox row asks for; only add.

    `quarantine_decided` (case): a person decided on a case of quarantine, so that is carried out.
    `ask_earlier_fund` (dossier): the family named the fund that paid it before, or that fund's answer is late.
    `message_step`, `outside_message_step` (receiver, message): a message goes on.
    `facts_changed` (dossier, months): what is known of a family changed, so these months are decided again.
    """

    SUBMISSION_RECEIVED = "submission_received"
    RIGHTS_STEP = "rights_step"
    SEND_FILE = "send_file"
    MESSAGE_WANTED = "message_wanted"
    FACTS_CHANGED = "facts_changed"
    ASK_EARLIER_FUND = "ask_earlier_fund"
    QUARANTINE_DECIDED = "quarantine_decided"
    MESSAGE_STEP = "message_step"
    OUTSIDE_MESSAGE_STEP = "outside_message_step"


ROUTED = frozenset(
    {
        EventKind.SUBMISSION_RECEIVED,
        EventKind.RIGHTS_STEP,
        EventKind.SEND_FILE,
        EventKind.FACTS_CHANGED,
        EventKind.QUARANTINE_DECIDED,
        EventKind.ASK_EARLIER_FUND,
        EventKind.MESSAGE_WANTED,
        EventKind.MESSAGE_STEP,
        EventKind.OUTSIDE_MESSAGE_STEP,
    }
)


def outbox_item(
    kind: EventKind,
    ids: tuple[str, ...],
    clock: SystemClock,
    months: MonthRange | None = None,
    *,
    message: MessageKind | None = None,
) -> Item:
    """Return a new outbox row; kinds that nobody handles yet wait in a partition of their own and are counted.

    `months` stand as `first_month` and `last_month`; a side without limit has no attribute. `message`: what a wanted
    message is about.
    """
    now = clock.real_now()
    day = now.date().isoformat() if kind in ROUTED else WAITING
    limits = {} if months is None else {"first_month": months.first, "last_month": months.last}
    return {
        "pk": f"{day}#{secrets.randbelow(SHARDS)}",
        "sk": new_id("evt"),
        "kind": kind.value,
        "ids": list(ids),
        "at": instant_text(now),
        **({} if message is None else {"message": message.value}),
        **{name: str(month) for name, month in limits.items() if month is not None},
    }
