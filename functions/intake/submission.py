"""A submission as it rests: one form, sealed whole under the submission's own subject (audience *intake*).

Clear beside it stand the state, instants and what is needed to give the same receipt again; the kind of form does not.
"""

from typing import Annotated, Literal

from functions.intake.application_form import ApplicationForm
from functions.intake.family_form import FamilyForm
from functions.intake.interest_form import InterestForm
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place

RECEIVED, PROCESSED, REJECTED = "received", "processed", "rejected"
# The only reason that a caller is told: which of several it was would tell a stranger what the fund knows.
CASE_WORKER_NEEDED = "case_worker_needed"


class FamilySubmission(FamilyForm):
    """A family form as sealed."""

    kind: Annotated[Literal["family"], Held(Category.PERSONAL)] = "family"


class InterestSubmission(InterestForm):
    """An interest form as sealed."""

    kind: Annotated[Literal["interest"], Held(Category.PERSONAL)] = "interest"


class ApplicationSubmission(ApplicationForm):
    """An application form as sealed."""

    kind: Annotated[Literal["application"], Held(Category.PERSONAL)] = "application"


class SubmissionKind(HeldRecord):
    """The reader that learns which form it is, and nothing else of it."""

    kind: Annotated[Literal["family", "interest", "application"], Held(Category.PERSONAL)]


type Submission = FamilySubmission | InterestSubmission | ApplicationSubmission


def submission_place(receipt: str) -> Place:
    """Return the place of a submission."""
    return Place(Table.SUBMISSIONS, receipt, "form")
