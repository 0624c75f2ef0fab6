"""Keep a job application: resealed under a subject of the audience *applicant*, with its own term and key."""

from typing import Annotated

from functions.intake.application_form import ApplicationForm
from functions.intake.close_submission import mark_processed
from functions.intake.made_ids import made_id
from functions.intake.open_family import FUNCTION
from functions.intake.submission import ApplicationSubmission
from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import AlreadyThereError
from functions.vault.ledger_entry import Actor
from functions.vault.place import Place, SealedItem
from functions.vault.subject import Kind
from functions.vault.vault import Vault

SORT = "applicant"


class Application(ApplicationForm):
    """Row `applicant` of a person who applied for a job."""

    applied_at: Annotated[str, Held(Category.PERSONAL)]


def keep_application(vault: Vault, row: SealedItem) -> None:
    """Reseal an application under the person's own keys and mark the submission, in one transaction."""
    request = vault.request(Purpose.FOLLOW_UP_APPLICATION, FUNCTION, Actor.system())
    (stored,) = request.open([row], ApplicationSubmission, action="open application form")
    person = made_id(request, "prs", stored.subject, SORT)
    received_at = str(row.clear["received_at"])
    rule = RecordType.APPLICANT_RESERVE if stored.record.keep_in_reserve else RecordType.APPLICANT
    day = destroy_on(rule, civil_date(parse_instant(received_at)))
    members = {name: value for name, value in dict(stored.record).items() if name != "kind"}
    change = request.change("keep application")
    change.new_subject(Kind.PERSON, Audience.APPLICANT, person)
    record = Application.model_construct(**members, applied_at=received_at)
    change.put(Place(Table.PEOPLE, person, SORT), person, record, {"state": "open", **destroy_by(day, person)})
    mark_processed(request, change, row)
    change.want_message(MessageKind.APPLICATION_KEPT, person)
    try:
        change.send()
    except AlreadyThereError:
        return  # another delivery of the same message did all of this
