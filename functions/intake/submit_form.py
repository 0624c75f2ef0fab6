"""Take a form: seal it, write it with its ledger entry and outbox row in one transaction, give a signed receipt.

The durable write comes first; only then is there a receipt to answer with. A repeat under the same key is recognised by
the same single call: the row that stands there gives the same receipt, byte for byte.
"""

from dataclasses import dataclass

from functions.intake.receipt import Receipt, ReceiptKeys, kept_of
from functions.intake.submission import RECEIVED, Submission, submission_place
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.problem import Problem, ProblemCode
from functions.units.clock import civil_date, parse_instant
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import AlreadyThereError
from functions.vault.ledger_entry import Actor
from functions.vault.outbox import EventKind
from functions.vault.subject import Kind
from functions.vault.vault import Vault

FUNCTION = "intake-api"


@dataclass(frozen=True, slots=True)
class Posted:
    """What came in: the checked form, and the request as received."""

    route: str
    submission: Submission
    body: bytes
    key: str | None


@dataclass(frozen=True, slots=True)
class Submitted:
    """The receipt, and whether it was given before."""

    receipt: Receipt
    repeated: bool


def submit_form(vault: Vault, keys: ReceiptKeys, notice_version: str, posted: Posted) -> Submitted:
    """Keep a form and return its receipt.

    Raises Problem (409) for another body under the same key, TryAgainError when the store cannot take it now; after
    either nothing was written.
    """
    request = vault.request(Purpose.RECEIVE_FORM, FUNCTION, Actor.system())
    receipt_id = keys.receipt_id(posted.route, posted.key)
    received_at = request.instant()
    receipt = keys.made(receipt_id, posted.body, received_at, notice_version)
    waiting_until = destroy_on(RecordType.SUBMISSION_WAITING, civil_date(parse_instant(received_at)))
    change = request.change("receive form")
    subject = change.new_subject(Kind.SUBMISSION, Audience.INTAKE)
    clear = {
        "state": RECEIVED,
        "since": received_at,
        "body_mark": keys.body_mark(receipt_id, posted.body),
        **kept_of(receipt),
        **destroy_by(waiting_until, receipt_id),
    }
    change.put(submission_place(receipt_id), subject, posted.submission, clear)
    change.emit(EventKind.SUBMISSION_RECEIVED, receipt_id)
    try:
        change.send()
    except AlreadyThereError as standing:
        row = standing.item or {}
        if row.get("body_mark") != clear["body_mark"]:
            raise Problem(ProblemCode.SAME_KEY_OTHER_BODY) from None
        return Submitted(keys.again(receipt_id, posted.body, row), repeated=True)
    return Submitted(receipt, repeated=False)
