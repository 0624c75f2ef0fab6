"""Book what a family pays back by transfer: found by its reference, once for ever, never more than is left.

What no debt takes (an unknown reference, a debt that nobody decided on, more than is left) is put aside for a person,
and stands in the book as unexplained, as any movement that we do not know.
"""

from dataclasses import dataclass
from datetime import date

from functions.payments.bank_answer import AnswerLine
from functions.payments.debts.book_debt import repaid_in_book
from functions.payments.debts.debt_account import DebtAccount, Move, Moved, account_place
from functions.payments.debts.debt_case import DOSSIER, State, case_place, clear_of_account
from functions.payments.debts.reference import case_of, read_reference
from functions.payments.debts.withdrawn_rows import withdrawn_rows
from functions.payments.payment import OF_MONTHS
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table
from functions.vault.errors import StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.place import Stored
from functions.vault.request import Request

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Repaid:
    """What became of a movement: whole cents that a debt took (0: none did), and whether it was known already."""

    cents: int
    known: bool = False


def repay_debt(request: Request, line: AnswerLine, region: str, today: date) -> Repaid:
    """Book a movement that names a debt, as far as the debt is open; TryAgainError when it stays contended."""
    reference = None if line.text is None else read_reference(line.text)
    if reference is None or not line.credit or not line.cents or line.reference is None:
        # Without the bank's own reference the same money, told in two reports, would count twice.
        return Repaid(0)
    case = case_of(request.rooms.keyring.secret(Secret.PAYMENT_IDS), reference)
    row = request.fetch(case_place(case))
    dossier = None if row is None else row.clear.get(DOSSIER)
    if dossier is None:
        return Repaid(0)
    for _ in range(_TRIES):
        try:
            return _book(request, str(dossier), case, line, region, today)
        except SubjectNotLiveError:
            return Repaid(0)
        except StaleError:
            continue
    msg = "the debt stays contended"
    raise TryAgainError(msg)


def _book(request: Request, dossier: str, case: str, line: AnswerLine, region: str, today: date) -> Repaid:
    row = request.fetch(account_place(dossier, case))
    if row is None:
        return Repaid(0)
    (debt,) = request.open([row], DebtAccount)
    before = [move for move in debt.record.moves if move.kind is Moved.REPAID and move.key == line.reference]
    if before:
        return Repaid(sum(move.cents for move in before), known=True)
    withdrawn = withdrawn_rows(request.query(Table.PAYMENTS, dossier, OF_MONTHS))
    left = debt.record.left(withdrawn)
    cents = min(line.cents or 0, left)
    if not debt.record.booked or debt.record.region != region or not cents:
        return Repaid(0)
    move = Move(kind=Moved.REPAID, cents=cents, on=today.isoformat(), key=line.reference or "")
    state = State.CLOSED if cents == left and not _under_way(debt, withdrawn) else State(str(debt.clear["state"]))
    change = request.change("book repayment")
    change.put(debt.place, dossier, debt.record.moved(move), clear_of_account(dossier, state, today), debt)
    repaid_in_book(change, request, region, today, cents)
    if state is State.CLOSED:
        change.want_message(MessageKind.DEBT_SETTLED, dossier, case)
    change.send()
    return Repaid(cents)


def _under_way(debt: Stored[DebtAccount], withdrawn: frozenset[str]) -> bool:
    """Tell whether the last set-off may still be withdrawn with its payment: the next run closes the debt then."""
    kept = [move for move in debt.record.counting(withdrawn) if move.kind is Moved.SET_OFF]
    return bool(kept)
