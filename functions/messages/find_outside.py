"""Whom an event outside a family's file reaches: who sent a form, asked a question, applied, or left a contact.

Only how to reach them and their language is read; a form that holds much more is opened by a reader that builds no more
of it than that.
"""

from collections.abc import Sequence
from datetime import date

from functions.dossier.case_contact import CaseContact, contact_place
from functions.dossier.contact_readers import ApplicantContact, SenderToTell
from functions.dossier.person import Language
from functions.messages.find_family import UnknownReceiverError
from functions.messages.language_law import lawful_language
from functions.messages.receiver import WITHOUT_FILE, Receiver, addresses_of
from functions.runtime.database import Table
from functions.vault.ids import is_id
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request

_FUND_LANGUAGE: Language = "nl"


def find_outside(request: Request, ids: Sequence[str]) -> list[Receiver]:
    """Return the receiver; nobody when what the ids name is gone by now. UnknownReceiverError for other ids."""
    home = ids[0] if ids else ""
    if is_id(home, "rcp"):
        return _told(request, home, request.fetch(Place(Table.SUBMISSIONS, home, "form")))
    if is_id(home, "prs"):
        rows = request.query(Table.PEOPLE, home)
        return _told(request, home, rows[0] if rows else None)
    if is_id(home, "cas"):
        return _case(request, home)
    msg = "ids that name nobody outside a file"
    raise UnknownReceiverError(msg)


def _told(request: Request, home: str, row: SealedItem | None) -> list[Receiver]:
    if row is None:
        return []
    opened = request.open([row], SenderToTell, skip_ended=True, action="tell sender")
    if not opened:
        return []
    record, until = opened[0].record, row.clear.get("destroy_on")
    part = record.applicant or ApplicantContact()
    addresses = addresses_of(record.email or part.email, record.mobile or part.mobile)
    lawful = lawful_language(None, record.language, _FUND_LANGUAGE)
    end = None if until is None else date.fromisoformat(str(until))
    return [Receiver(home, row.subject, "outside", lawful, WITHOUT_FILE, addresses, until=end)]


def _case(request: Request, case: str) -> list[Receiver]:
    row = request.fetch(contact_place(case))
    if row is None:
        return []
    (opened,) = request.open([row], CaseContact, action="tell sender")
    lawful = lawful_language(None, opened.record.language, _FUND_LANGUAGE)
    addresses = addresses_of(opened.record.email, opened.record.mobile)
    return [Receiver(case, row.subject, "outside", lawful, WITHOUT_FILE, addresses)]
