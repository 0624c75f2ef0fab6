"""Process a submission: learn which form it is, then do what that form asks, once."""

from enum import StrEnum

from functions.dossier.payee_verification import NOBODY_TO_ASK, PayeeVerification
from functions.intake.keep_application import keep_application
from functions.intake.keep_interest import keep_interest
from functions.intake.open_family import FUNCTION, open_family
from functions.intake.submission import RECEIVED, SubmissionKind, submission_place
from functions.register.purpose import Purpose
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault


class Outcome(StrEnum):
    """What became of a message about a submission."""

    PROCESSED = "processed"
    REJECTED = "rejected"
    NOTHING_TO_DO = "nothing_to_do"


def process_submission(vault: Vault, receipt: str, verification: PayeeVerification = NOBODY_TO_ASK) -> Outcome:
    """Process the submission of a receipt; a second delivery finds nothing to do. `verification`: of a new account.

    Raises TryAgainError for what the next delivery can do better.
    """
    # The narrowest purpose that may open a form learns its kind; the right purpose opens the rest.
    sorting = vault.request(Purpose.FOLLOW_UP_INTEREST, FUNCTION, Actor.system())
    row = sorting.fetch(submission_place(receipt))
    if row is None or row.clear["state"] != RECEIVED:
        return Outcome.NOTHING_TO_DO
    (sorted_out,) = sorting.open([row], SubmissionKind, action="sort form")
    match sorted_out.record.kind:
        case "family":
            return Outcome.PROCESSED if open_family(vault, row, verification) else Outcome.REJECTED
        case "interest":
            keep_interest(vault, row)
        case "application":
            keep_application(vault, row)
    return Outcome.PROCESSED
