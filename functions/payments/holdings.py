"""What the payments hold about a person: the family's payments and decisions, which name people by id only."""

from collections.abc import Sequence
from datetime import date

from functions.dossier.find_dossiers import dossiers_of
from functions.payments.account_question import ASKED_ON, QUESTION
from functions.payments.correction import DRAFT_MONTH, is_draft
from functions.payments.debts.debt_account import PREFIX as DEBTS
from functions.payments.debts.debt_case import SINCE, State, case_place, is_account
from functions.payments.payment import WITHDRAWN, PaymentToWrite, is_payment
from functions.payments.returned_payment import PREFIX
from functions.payments.settled_payments import SettledPayments
from functions.payments.share_payment import OVERPAID_ROW, SINCE_MONTH
from functions.payments.store import RunStore
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.place import SealedItem
from functions.vault.request import Request


class PaymentsHolding:
    """The holding of the room `payments`."""

    name = "payments"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the payments and decisions of every dossier that the person stands in."""
        settled = SettledPayments(RunStore(request.rooms.database, request.rooms.gates))
        return [
            HeldRow(
                row,
                RecordType.PAYMENT,
                Link.MENTION,
                _year_end(row),
                unsettled=_under_way(request, settled, row, person),
            )
            for dossier in dossiers_of(request, person)
            for row in request.query(Table.PAYMENTS, dossier)
        ] + [case for dossier in dossiers_of(request, person) for case in _cases(request, dossier)]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Refuse: the register keeps payments as they are, and they hold no more than ids."""
        del request, change, row, person
        msg = "a payment stays as it is"
        raise NotImplementedError(msg)


def _under_way(request: Request, settled: SettledPayments, row: SealedItem, person: str) -> bool:
    """Tell whether money to the person is under way: planned and not settled, or come back and owed again."""
    if is_account(row.place.sk):
        return row.clear.get("state") != State.CLOSED
    if not is_payment(row.place.sk) or row.clear.get("state") == WITHDRAWN:
        return False
    if settled.is_settled(row):
        return False
    (payment,) = request.open([row], PaymentToWrite)
    return payment.record.payee == person


def _cases(request: Request, dossier: str) -> list[HeldRow]:
    """Return the cases of a family's debts; each stands under keys of its own, and stays as the proof of a claim."""
    found = []
    for row in request.query(Table.PAYMENTS, dossier, DEBTS):
        case = request.fetch(case_place(row.place.sk.removeprefix(DEBTS))) if is_account(row.place.sk) else None
        if case is not None:
            day = date.fromisoformat(str(row.clear[SINCE]))
            found.append(HeldRow(case, RecordType.DEBT_CASE, Link.MENTION, day))
    return found


def _year_end(row: SealedItem) -> date:
    """Return the last day of the year that the payment's month lies in: the start of the accounting term."""
    if is_draft(row.place.sk):
        return date(YearMonth.parse(str(row.clear[DRAFT_MONTH])).year, 12, 31)
    if row.place.sk.startswith(DEBTS):
        return date(date.fromisoformat(str(row.clear[SINCE])).year, 12, 31)
    if row.place.sk.startswith(OVERPAID_ROW):
        return date(YearMonth.parse(str(row.clear[SINCE_MONTH])).year, 12, 31)
    if row.place.sk.startswith(QUESTION):
        return date(date.fromisoformat(str(row.clear[ASKED_ON])).year, 12, 31)
    month = YearMonth.parse(row.place.sk.removeprefix(PREFIX).partition("#")[0])
    return date(month.year, 12, 31)
