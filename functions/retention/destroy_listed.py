"""Destroy what the lists of `erasures` name for a day: journal entries, suppressions, tombstones with their chains."""

from collections.abc import Iterator
from datetime import date

from functions.retention.store import SweepStore
from functions.runtime.database import ConditionFailedError, Database, Delete, Item, Key, Matches, Put, Table
from functions.vault.end_subject import TOMBSTONE
from functions.vault.gate import Gates
from functions.vault.journal import due_key, due_target
from functions.vault.log_term import may_go_on
from functions.vault.subject import State, Subject, subject_key


def destroy_listed(database: Database, gates: Gates, store: SweepStore, day: date, today: date) -> tuple[int, int]:
    """Destroy what is still due of one day's list; return how much went, and how much was due and could not go."""
    gates.require(Table.ERASURES, Table.SUBJECTS, Table.LEDGER)
    gone = overdue = 0
    for line in list(store.listed(day)):
        target = due_target(line)
        if target.pk == TOMBSTONE:
            done = _delete_tombstone(database, target.sk, today)
            gone, overdue = gone + done, overdue + (not done)
        else:
            gone += _delete_row(database, target, today)
            done = True
        if done:
            store.write(Delete(Table.ERASURES, Key(due_key(day), line)))
    return gone, overdue


def _delete_row(database: Database, target: Key, today: date) -> bool:
    """Delete a row that is still due; one that was written again later has another line on another list."""
    try:
        database.write(Delete(Table.ERASURES, target, Matches(at_most={"destroy_on": today.isoformat()})))
    except ConditionFailedError:
        return False
    return True


def _delete_tombstone(database: Database, subject_id: str, today: date) -> bool:
    """Delete the ledger chain of an ended subject and its item, which goes last; False while a key is left.

    An entry that was written after the subject ended (a look at what is kept, a restore) has a term of its own: the
    whole chain waits for it, on the list of its day.
    """
    row = database.get(Table.SUBJECTS, subject_key(subject_id))
    if row is None:
        return True
    subject = Subject.of(row)
    if subject.state is not State.ENDED or subject.wrapped:
        return False
    entries = list(_chain(database, subject_id))
    over = max((may_go_on(str(entry["at"]), today) for entry in entries), default=today)
    if over > today:
        database.write(Put(Table.ERASURES, {"pk": due_key(over), "sk": f"{TOMBSTONE}|{subject_id}"}))
        return True
    for entry in entries:
        database.write(Delete(Table.LEDGER, Key(str(entry["pk"]), str(entry["sk"]))))
    condition = Matches(equal={"state": State.ENDED.value, "key_version": subject.key_version})
    database.write(Delete(Table.SUBJECTS, subject_key(subject_id), condition))
    return True


def _chain(database: Database, subject_id: str) -> Iterator[Item]:
    after = None
    while True:
        page = database.query(Table.LEDGER, subject_id, after=after)
        yield from page.items
        after = page.after
        if after is None:
            return
