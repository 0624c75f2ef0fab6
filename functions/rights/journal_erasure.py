"""Steps `journaled` and `ending`: the journal first, in table and locked bucket, then the point of no return."""

import json

from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.ledger_view import recipients_of
from functions.rights.rights_case import move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.units.clock import civil_date, parse_instant
from functions.vault.journal import JournalEntry, journal_digest, listed
from functions.vault.keyring import Secret
from functions.vault.subject import State


def write_journal(work: Work) -> None:
    """Write the erasure into the journal; the business day of this step is the day it stands under.

    Persons who went on in this one are named too: a copy from before they were joined holds them apart.
    """
    now = work.request.instant()
    change = work.request.change("journal erasure")
    for entry in _entries(work, now):
        for action in listed(entry.item()):
            change.plain(action)
    move(change, work.case, RightsState.JOURNALED, now, recipients=_recipients(work))
    change.send()


def _recipients(work: Work) -> tuple[str, ...]:
    """Return to whom data of the person were passed on, while the ledger can still be read: they are told (art. 19)."""
    if work.rooms.audit is None:
        return work.case.record.recipients
    return recipients_of(Work(work.rooms, work.rooms.answering(work.case.subject), work.case))


def begin_ending(work: Work) -> None:
    """Copy the entries into the locked bucket, then let nobody but this case write or read the person any more."""
    for entry in _entries(work, work.case.record.since):
        body = json.dumps(entry.item(), sort_keys=True).encode()
        work.rooms.journal.write(f"{entry.key.pk.replace('#', '/')}/{entry.digest}.json", body, "application/json")
    change = work.request.change("begin ending")
    change.set_state(work.person, State.ENDING)
    move(change, work.case, RightsState.ENDING, work.request.instant())
    change.send()


def _entries(work: Work, at: str) -> list[JournalEntry]:
    day = civil_date(parse_instant(at))
    secret = work.request.rooms.keyring.secret(Secret.SUPPRESSION)
    until = destroy_on(RecordType.ERASURE_JOURNAL, day)
    people = (work.person, *work.request.subject(work.person).continues)
    return [JournalEntry(journal_digest(secret, person), day, at, work.case.subject, until) for person in people]
