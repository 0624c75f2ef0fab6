"""Write a promise into the journal, as part of the change that makes it true, and a copy into the locked bucket."""

import json

from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.work import Work
from functions.units.clock import civil_date, parse_instant
from functions.vault.change import Change
from functions.vault.journal import journal_digest, listed
from functions.vault.journal_promise import Promised, PromiseEntry
from functions.vault.keyring import Secret


def keep_promise(work: Work, change: Change, what: Promised, purposes: tuple[str, ...] = ()) -> None:
    """Add the journal's row to a change. The copy goes first: a promise too many is harmless, one too few is not."""
    at = work.request.instant()
    day = civil_date(parse_instant(at))
    secret = work.request.rooms.keyring.secret(Secret.SUPPRESSION)
    until = destroy_on(RecordType.ERASURE_JOURNAL, day)
    for person in (work.person, *work.request.subject(work.person).continues):
        digest = journal_digest(secret, person)
        item = PromiseEntry(digest, what, day, at, work.case.subject, until, purposes).item()
        key = f"promise/{day.isoformat()}/{digest}-{what.value}-{work.case.subject}.json"
        work.rooms.journal.write(key, json.dumps(item, sort_keys=True).encode(), "application/json")
        for action in listed(item):
            change.plain(action)
