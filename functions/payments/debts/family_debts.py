"""A family's debts while its month is decided: what a correction takes back of them, what the month's payment brings.

Each debt's money is written at most once, in the transaction that stores the payment: whoever moves the same debt at
this moment (a repayment, a person) is met there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from functions.payments.correction import Correction
from functions.payments.debts.book_debt import give_up_in_book
from functions.payments.debts.debt_account import PREFIX, DebtAccount, Move, Moved
from functions.payments.debts.debt_case import State, clear_of_account, is_account
from functions.payments.debts.keep_of_payment import keep_of_payment
from functions.payments.debts.withdrawn_rows import withdrawn_rows
from functions.payments.payment import OF_MONTHS, Payment, SetOff
from functions.runtime.database import Table
from functions.vault.change import Change
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage


@dataclass(slots=True)
class FamilyDebts:
    """The debts of one family that a region claims, and what this month makes of them."""

    dossier: str
    today: date
    debts: list[Stored[DebtAccount]] = field(default_factory=list)
    withdrawn: frozenset[str] = frozenset()
    given_up: int = 0
    _moves: dict[str, list[Move]] = field(default_factory=dict)

    @classmethod
    def read(cls, request: Request, dossier: str, region: str, today: date, under: RunPage | None) -> "FamilyDebts":
        """Open a family's debts that are not closed, oldest month first."""
        rows = [
            row
            for row in request.query(Table.PAYMENTS, dossier, PREFIX)
            if is_account(row.place.sk) and row.clear.get("state") != State.CLOSED
        ]
        if not rows:
            return cls(dossier, today)
        debts = [one for one in request.open(rows, DebtAccount, under=under) if one.record.region == region]
        debts.sort(key=lambda one: (one.record.claims[0].month, one.place.sk))
        return cls(dossier, today, debts, withdrawn_rows(request.query(Table.PAYMENTS, dossier, OF_MONTHS)))

    def drop(self, correction: Correction, row: str) -> None:
        """Take back the claims on months that turned out to be due after all; `row`: that of the correction."""
        for month in correction.months:
            dropped = month.dropped
            for at, debt in enumerate(self.debts):
                cents = min(dropped, debt.record.left_by_month(self.withdrawn).get(month.month, 0))
                if cents:
                    self._move(at, Move(kind=Moved.DROPPED, cents=cents, on=self._day, key=row, month=month.month))
                    self.given_up += cents if debt.record.booked else 0
                    dropped -= cents

    def never_received(self, months: Iterable[tuple[str, int]], row: str) -> int:
        """Take claims back on money that never reached the family; return the part that the book holds as owed back.

        `row`: that of the payment that came back. The book's side is posted by whoever calls: it is owed to nobody.
        """
        booked = 0
        for month, cents in months:
            left = cents
            for at, debt in enumerate(self.debts):
                part = min(left, debt.record.left_by_month(self.withdrawn).get(month, 0))
                if part:
                    self._move(at, Move(kind=Moved.DROPPED, cents=part, on=self._day, key=row, month=month))
                    booked += part if debt.record.booked else 0
                    left -= part
        return booked

    def keep(self, payment: Payment, row: str) -> Payment:
        """Return the payment less what is kept of it for the debts that a person decided to set off."""
        plans = [(at, one) for at, one in enumerate(self.debts) if one.clear.get("state") == State.PLAN]
        found = keep_of_payment(payment.cents, [one.record for _, one in plans], self.withdrawn, self.today)
        kept = []
        for (at, debt), cents in zip(plans, found, strict=True):
            if cents:
                self._move(at, Move(kind=Moved.SET_OFF, cents=cents, on=self._day, key=row))
                kept.append(SetOff(case=debt.place.sk.removeprefix(PREFIX), cents=cents))
        if not kept:
            return payment
        less = payment.cents - sum(one.cents for one in kept)
        return payment.model_copy(update={"cents": less, "set_off": tuple(kept)})

    def write(self, change: Change, request: Request) -> None:
        """Put what moved. What this month's set-off ends is closed by the next run: the payment may be withdrawn."""
        for debt in self.debts:
            moves = self._moves.get(debt.place.sk, [])
            kept = any(move.kind is Moved.SET_OFF for move in moves)
            over = not debt.record.left(self.withdrawn) and not kept
            if moves or over:
                state = State.CLOSED if over else State(str(debt.clear["state"]))
                clear = clear_of_account(self.dossier, state, self.today)
                change.put(debt.place, self.dossier, debt.record, clear, debt)
        if self.given_up:
            give_up_in_book(change, request, self.debts[0].record.region, self.today, self.given_up)

    @property
    def _day(self) -> str:
        return self.today.isoformat()

    def _move(self, at: int, move: Move) -> None:
        debt = self.debts[at]
        self.debts[at] = replace(debt, record=debt.record.moved(move))
        self._moves.setdefault(debt.place.sk, []).append(move)
