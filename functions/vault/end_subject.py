"""End a subject whose term is over, without opening anything: keys, look-ups and state in one change.

What is left, the tombstone and the chain of its ledger, is put on the list of the day on which that goes too.
"""

from collections.abc import Iterable
from datetime import date

from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Key, Put, Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.journal import due_key
from functions.vault.look_up import SORT
from functions.vault.request import Request
from functions.vault.subject import State

TOMBSTONE = "tombstone"


def end_subject(request: Request, change: Change, subject_id: str) -> None:
    """Add to a change: every key destroyed, *hold* included, every look-up deleted, and the state `ended`."""
    subject = request.live_subject(subject_id)
    if subject.wrapped or subject.state is not State.ENDED:
        change.destroy_keys(subject_id)
    for partition in subject.look_ups:
        key = Key(partition, SORT)
        row = request.rooms.database.get(Table.LOOK_UPS, key)
        if row is not None and row["subject"] == subject_id:
            change.drop_look_up(key, subject_id)
    if subject.state is not State.ENDED:
        change.set_state(subject_id, State.ENDED)
        list_tombstone(request, change, subject_id)


def list_tombstone(request: Request, change: Change, subject_id: str, kept_until: Iterable[date] = ()) -> None:
    """Put the tombstone and its ledger chain on the list of the day on which their own term ends.

    `kept_until`: the ends of what stays under *hold*: the tombstone carries that key as long.
    """
    today = civil_date(request.rooms.clock.instant())
    terms = (destroy_on(record_type, today) for record_type in (RecordType.TOMBSTONE, RecordType.LEDGER))
    day = max((*terms, *kept_until))
    change.plain(Put(Table.ERASURES, {"pk": due_key(day), "sk": f"{TOMBSTONE}|{subject_id}"}))
