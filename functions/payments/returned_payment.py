"""A payment that came back: what is owed again, why, and whether it was paid again. Row `#returned#<month>#<n>`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from functions.payments.bank_reasons import Treatment
from functions.register.category import Category
from functions.register.held import Clear, Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place

PREFIX = "#returned#"
OPEN, AGAIN = "open", "again"


class NotDue(BaseModel):
    """What of a payment that came back was found not to be due since, month by month in whole cents.

    `child`: of a share, its line's child (empty: of no one child); None for what goes to the file's own payee.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    month: str
    cents: int
    child: str | None = None


class ReturnedPayment(HeldRecord, category=Category.FINANCIAL):
    """What came back. `payment` is the id that the bank knows; `row` the sort key of the payment's own row.

    `not_due`: what of it was not paid again, because a correction had found it not due (None: all was, or nothing yet).
    """

    payment: Annotated[str, Clear("a keyed id; it travels to the bank and says nothing")]
    row: Annotated[str, Clear("the row of the payment: a month and a number")]
    cents: Annotated[int, Held()]
    account: Annotated[str, Held()]
    reason: Annotated[str, Held()]
    treatment: Annotated[Treatment, Held()]
    answered_at: Annotated[str, Held()]
    not_due: Annotated[tuple[NotDue, ...] | None, Held()] = None


def returned_place(dossier: str, row: str) -> Place:
    """Return the place of what is known about a payment that came back; it sorts before every month of the family."""
    return Place(Table.PAYMENTS, dossier, f"{PREFIX}{row}")
