"""Accepted forms that are not handled in time: the sender is told once, in a neutral sentence, and an alarm goes off.

Found by the index of destruction days: a form that waits is destroyed a fixed number of days after it came, so the
forms of a day stand together there. Nothing is opened, and the form itself is not touched but for a mark.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from functions.register.message_kind import MessageKind
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on, rule_for
from functions.runtime.database import (
    Database,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Table,
    TransactionRefusedError,
    Update,
)
from functions.units.clock import SystemClock, civil_date, instant_text, parse_instant
from functions.vault.destroy_by import SHARDS, due_partition
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind, outbox_item

DEADLINE = timedelta(hours=4)
RECEIVED = "received"
TOLD_LATE = "told_late"
# How far back a round looks: as long as a form can wait, so that the alarm stands until it is handled or gone.
_LOOK_BACK = timedelta(days=rule_for(RecordType.SUBMISSION_WAITING).days)


def tell_late_forms(
    database: Database, gates: Gates, clock: SystemClock, now: datetime, deadline: timedelta = DEADLINE
) -> int:
    """Ask once for each form that waits longer than the deadline that its sender is told; return how many are late.

    The mark and the event are one transaction, so however many rounds meet a form, one message is asked for.
    """
    gates.require(Table.SUBMISSIONS)
    late = 0
    for row in _waiting(database, now):
        if now - parse_instant(str(row["received_at"])) <= deadline:
            continue
        late += 1
        if TOLD_LATE not in row:
            _tell(database, row, clock, now)
    return late


def _tell(database: Database, row: Item, clock: SystemClock, now: datetime) -> None:
    receipt, key = str(row["pk"]), Key(str(row["pk"]), str(row["sk"]))
    still = Matches(equal={"state": RECEIVED}, missing=(TOLD_LATE,))
    asked = outbox_item(EventKind.MESSAGE_WANTED, (receipt,), clock, message=MessageKind.FORM_LATE)
    try:
        database.transact(
            [
                Update(Table.SUBMISSIONS, key, {TOLD_LATE: instant_text(now)}, condition=still),
                Put(Table.OUTBOX, asked),
            ]
        )
    except TransactionRefusedError:
        return  # handled or told at this moment


def _waiting(database: Database, now: datetime) -> Iterator[Item]:
    day = civil_date(now - _LOOK_BACK)
    while day <= civil_date(now):
        listed = destroy_on(RecordType.SUBMISSION_WAITING, day)
        for shard in range(SHARDS):
            yield from _received(database, due_partition(listed, shard))
        day += timedelta(days=1)


def _received(database: Database, partition: str) -> Iterator[Item]:
    after = None
    while True:
        page = database.query(Table.SUBMISSIONS, partition, index=Index.DESTROY_BY, after=after)
        for entry in page.items:
            row = database.get(Table.SUBMISSIONS, Key(str(entry["pk"]), str(entry["sk"])))
            if row is not None and row.get("state") == RECEIVED:
                yield row
        after = page.after
        if after is None:
            return
