"""A correction: what changed facts make of months that were decided before, per month, child and benefit.

One row holds all months that one run corrected for a family. What is owed to the family is paid with that run; what was
paid too much is only stated here: nothing is ever set off without a person's decision.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, JsonValue

from functions.benefits.household import REGIONS, Region
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import Place

CORRECTED, DRAFTED = "corrected", "drafted"
DRAFT_MONTH = "month"
"""Clear attribute of a draft: the last month that was decided when it was made."""
_MARK = "c"
_DRAFT = "draft#"


class CorrectedAmount(BaseModel):
    """One benefit of one child: cents before and after, and the code of each ground (None: not due)."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    child: str
    benefit: str
    before: int
    after: int
    ground_before: str | None = None
    ground_after: str | None = None


class CorrectedMonth(BaseModel):
    """One month: cents that the payee had been granted, cents that are due now, and the amounts that differ.

    `dropped`: cents of earlier claims on this month that it takes back, because they were right after all: the payee
    was paid them before, and nobody has recovered them.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    month: str
    granted: int
    due: int
    amounts: tuple[CorrectedAmount, ...]
    dropped: int = 0

    @property
    def cents(self) -> int:
        """What more was granted, or below zero: what was paid too much."""
        return self.due - self.granted

    @property
    def owed(self) -> int:
        """What is still to be paid to the payee."""
        return max(0, self.cents - self.dropped)


class CorrectedTrace(BaseModel):
    """The trace of one decision, and the months (first and last) that it is the same for."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    first: str
    last: str
    trace: dict[str, JsonValue]


class Correction(HeldRecord):
    """Row `<month of the run>#c<number>` of a dossier, or its draft. `causes`: facts that were not known then.

    `known_facts` marks the facts that it rests on; None while a month could not be looked at. `signature` stands under
    all the rest (`functions.payments.signed_trace`).
    """

    region: Annotated[Region, Held(Category.FAMILY)]
    known_until: Annotated[str, Held(Category.FAMILY)]
    causes: Annotated[tuple[str, ...], Held(Category.FAMILY)]
    months: Annotated[tuple[CorrectedMonth, ...], Held(Category.FAMILY)]
    traces: Annotated[tuple[CorrectedTrace, ...], Held(Category.FAMILY)]
    known_facts: Annotated[str | None, Held(Category.FAMILY)] = None
    signature: Annotated[str | None, Held(Category.FAMILY)] = None

    @property
    def owed_to_family(self) -> int:
        """Cents of the months in which too little was paid."""
        return sum(month.owed for month in self.months)

    @property
    def paid_too_much(self) -> int:
        """Cents of the months in which too much was granted."""
        return -sum(month.cents for month in self.months if month.cents < 0)


def correction_place(dossier: str, month: YearMonth, number: int) -> Place:
    """Return the place of a correction that the run of a month made; numbers count from 1."""
    return Place(Table.PAYMENTS, dossier, f"{month}#{_MARK}{number}")


def draft_place(dossier: str, region: Region) -> Place:
    """Return the place of what the next run of a region will correct, as far as is known now; one row a region."""
    return Place(Table.PAYMENTS, dossier, f"{_DRAFT}{1 + REGIONS.index(region)}")


def is_draft(sort: str) -> bool:
    """Tell by its sort key whether a row of a dossier's payments is a draft: nothing was granted by it."""
    return sort.startswith(_DRAFT)


def is_correction(sort: str) -> bool:
    """Tell by its sort key whether a row of a dossier's payments is a correction."""
    return sort.partition("#")[2].startswith(_MARK)
