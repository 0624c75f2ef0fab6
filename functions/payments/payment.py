"""What is stored about a family's month: the payment with its decision, or why there is none.

Both stand under the dossier's own keys. What the payment file needs (*financial*) and why it is paid (*family*) are
sealed apart, so that the writer of files never opens a reason. No name, income or date of birth is in either.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, JsonValue

from functions.register.category import Category
from functions.register.held import Clear, Held, HeldRecord
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import Place

PLANNED, NOT_PAID, SUPERSEDED = "planned", "not_paid", "superseded"
RETURNED, WITHDRAWN = "returned", "withdrawn"
"""A payment that a bank refused or gave back; a planned payment whose payee ended before a file was made."""
AGAIN_OF = "again_of"
"""Clear attribute of a payment that is made again: the id of the one that came back."""
FIRST = 1
OF_MONTHS = "2"
"""Rows of months begin with their century; nothing else of a family's payments does."""


class SetOff(BaseModel):
    """What was kept of a payment against a debt: the debt's case, and whole cents."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    case: str
    cents: int


class PaymentToWrite(HeldRecord):
    """A payment as the writer of files reads it: who and where by id, whole cents, and the neutral text.

    `cents` go to the bank; what was set off against debts was granted beside them (None: nothing was).
    """

    payee: Annotated[str, Held(Category.FINANCIAL)]
    account: Annotated[str, Held(Category.FINANCIAL)]
    cents: Annotated[int, Held(Category.FINANCIAL)]
    text: Annotated[str, Held(Category.FINANCIAL)]
    payment: Annotated[str, Clear("a keyed id; it travels to the bank and says nothing")]
    set_off: Annotated[tuple[SetOff, ...] | None, Held(Category.FINANCIAL)] = None

    @property
    def set_off_cents(self) -> int:
        """What was kept of it, in whole cents."""
        return sum(one.cents for one in self.set_off or ())

    @property
    def granted_cents(self) -> int:
        """What was granted: the payment and what was kept of it."""
        return self.cents + self.set_off_cents


class Payment(PaymentToWrite):
    """Row `<month>#<number>` of a dossier: one payment to one account for one month, in one revision.

    `trace` is that of the decision (`functions.benefits.trace`) with every right that was left undecided; a payment of
    arrears names the correction instead. `known_until`: the instant of the newest fact that was decided on;
    `known_facts`: the mark of all of them (`functions.payments.correct_months`). `signature` stands under dossier,
    cents, facts and trace (`functions.payments.signed_trace`).
    """

    trace: Annotated[dict[str, JsonValue], Held(Category.FAMILY)]
    facts: Annotated[tuple[str, ...], Held(Category.FAMILY)]
    known_until: Annotated[str | None, Held(Category.FAMILY)] = None
    known_facts: Annotated[str | None, Held(Category.FAMILY)] = None
    signature: Annotated[str | None, Held(Category.FAMILY)] = None


class NotPaid(HeldRecord):
    """Row `<month>#00` of a dossier: why a month was decided without a payment, and what is missing."""

    reason: Annotated[str, Held(Category.FAMILY)]
    trace: Annotated[dict[str, JsonValue] | None, Held(Category.FAMILY)] = None
    facts: Annotated[tuple[str, ...], Held(Category.FAMILY)] = ()
    known_until: Annotated[str | None, Held(Category.FAMILY)] = None
    known_facts: Annotated[str | None, Held(Category.FAMILY)] = None


class DecidedOn(HeldRecord):
    """The reader of any row of a family's month, for the facts that a region decided on."""

    known_until: Annotated[str | None, Held(Category.FAMILY)] = None
    known_facts: Annotated[str | None, Held(Category.FAMILY)] = None
    region: Annotated[str | None, Held(Category.FAMILY)] = None
    trace: Annotated[dict[str, JsonValue] | None, Held(Category.FAMILY)] = None

    def is_of(self, region: str) -> bool:
        """Tell whether the region made the row, as far as the row says it."""
        return (self.region or (self.trace or {}).get("region")) == region


class MonthToExplain(HeldRecord):
    """The reader of a family's month, paid or not: the reason, and the trace with its undecided rights."""

    reason: Annotated[str | None, Held(Category.FAMILY)] = None
    trace: Annotated[dict[str, JsonValue] | None, Held(Category.FAMILY)] = None


def payment_place(dossier: str, month: YearMonth, number: int = FIRST) -> Place:
    """Return the place of a month's payment; numbers count from 1 over payees and revisions."""
    return Place(Table.PAYMENTS, dossier, f"{month}#{number:02d}")


def not_paid_place(dossier: str, month: YearMonth) -> Place:
    """Return the place that says why a month was not paid."""
    return payment_place(dossier, month, 0)


def is_payment(sort: str) -> bool:
    """Tell by its sort key whether a row of a dossier's payments is a payment (and no decision without one)."""
    month, _, number = sort.partition("#")
    return month.startswith(OF_MONTHS) and number.isdigit() and int(number) >= FIRST


def fact_reference(row: str) -> str:
    """Shorten a fact's row key to what finds it again inside the dossier: twelve digits of its origin, its version."""
    _, _, origin, version = row.split("#")
    return f"{origin[:12]}.{int(version)}"
