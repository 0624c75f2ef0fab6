"""The three rows of one debt, read together and written together, for whoever acts on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from functions.payments.debts.debt_account import DebtAccount, account_place
from functions.payments.debts.debt_case import (
    DOSSIER,
    SAID,
    SINCE,
    DebtCase,
    DebtReasons,
    State,
    case_place,
    clear_of_account,
    clear_of_case,
    reasons_place,
)
from functions.payments.debts.withdrawn_rows import withdrawn_rows
from functions.payments.payment import OF_MONTHS
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.place import Stored
from functions.vault.request import Request


class DebtFault(StrEnum):
    """Why a step is not taken; stable codes."""

    UNKNOWN = "unknown"
    NOTHING_TO_CLAIM = "nothing_to_claim"
    NOT_NOW = "not_now"
    TERM_RUNS = "term_runs"
    NO_REASON = "no_reason"
    SAME_PERSON = "same_person"
    NO_PROPOSAL = "no_proposal"
    OTHER_PROPOSAL = "other_proposal"
    LAW_UNKNOWN = "law_unknown"
    LAW_UNCONFIRMED = "law_unconfirmed"
    NOT_RECOVERABLE = "not_recoverable"
    PRESCRIBED = "prescribed"


class DebtRefusedError(Exception):
    """The step is not taken and nothing was written; `fault` says why."""

    def __init__(self, fault: DebtFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


class Seen(NamedTuple):
    """What a person had in view who acts: the revision of the case, and how often the family had said something."""

    revision: int
    times_said: int


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt as it stands: process, money, reasons.

    `withdrawn`: payments of the family that never went out; `times_said`: how often it said something on its page.
    """

    case: Stored[DebtCase]
    account: Stored[DebtAccount]
    reasons: Stored[DebtReasons]
    withdrawn: Collection[str]
    times_said: int = 0

    @property
    def id(self) -> str:
        """The case's id."""
        return self.case.place.pk

    @property
    def seen(self) -> Seen:
        """What whoever reads it now has in view."""
        return Seen(self.case.revision, self.times_said)

    @property
    def state(self) -> State:
        """Where it is; money that is all there ends it, and what the family says on its page stops it."""
        money = State(str(self.account.clear["state"]))
        return money if money in {State.CLOSED, State.REPLIED} else State(str(self.case.clear["state"]))

    @property
    def is_heard(self) -> bool:
        """Tell whether whoever acted last had everything in view that the family said."""
        proposal = self.case.record.proposal
        return self.state == self.case.clear["state"] and (proposal is None or proposal.heard == self.times_said)

    @property
    def left(self) -> int:
        """What is still owed, in whole cents."""
        return self.account.record.left(self.withdrawn)


@dataclass(frozen=True, slots=True)
class DebtDesk:
    """Reads and writes debts for one request; the purpose is that of the request."""

    request: Request

    @property
    def today(self) -> date:
        """The civil day."""
        return civil_date(self.request.rooms.clock.instant())

    def read(self, case: str) -> Debt:
        """Open a debt; DebtRefusedError when there is none (any more)."""
        row = self.request.fetch(case_place(case))
        dossier = None if row is None else row.clear.get(DOSSIER)
        if row is None or dossier is None:
            raise DebtRefusedError(DebtFault.UNKNOWN)
        account = self.request.fetch(account_place(str(dossier), case))
        reasons = self.request.fetch(reasons_place(str(dossier), case))
        if account is None or reasons is None:
            raise DebtRefusedError(DebtFault.UNKNOWN)
        return Debt(
            self.request.open([row], DebtCase)[0],
            self.request.open([account], DebtAccount)[0],
            self.request.open([reasons], DebtReasons)[0],
            withdrawn_rows(self.request.query(Table.PAYMENTS, str(dossier), OF_MONTHS)),
            len(self.request.query(Table.PAYMENTS, str(dossier), f"{account.place.sk}{SAID}")),
        )

    def write(  # noqa: PLR0913 - what one step changes
        self,
        change: Change,
        debt: Debt,
        state: State,
        due: date,
        case: DebtCase,
        *,
        account: DebtAccount | None = None,
        reasons: DebtReasons | None = None,
    ) -> None:
        """Put all three rows in their next revision: two steps at one moment meet here, and one is refused."""
        dossier = debt.case.record.dossier
        change.put(debt.case.place, debt.id, case, clear_of_case(debt.id, dossier, state, due), debt.case)
        change.put(
            debt.account.place,
            dossier,
            account or debt.account.record,
            clear_of_account(dossier, state, self.today),
            debt.account,
        )
        if reasons is not None:
            change.put(debt.reasons.place, dossier, reasons, {SINCE: self.today.isoformat()}, debt.reasons)

    def send(self, change: Change) -> None:
        """Commit; TryAgainError when somebody else acts on the debt at this moment."""
        try:
            change.send()
        except StaleError as error:
            msg = "somebody acts on this at the same moment"
            raise TryAgainError(msg) from error
