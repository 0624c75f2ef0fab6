"""Open again what a bank refused or gave back: once, in one transaction with the book, the account and the family.

The amount moves in the book from what the bank was to pay (or has paid) to what is owed again; the payment's row says
that it came back; the account is held where it is to blame; and the family is asked for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from functions.dossier.account import OF_DOSSIER, Account
from functions.dossier.account_state import HELD
from functions.payments.bank_answer import AnswerLine, Say
from functions.payments.bank_reasons import Treatment, holds_account, treatment_of
from functions.payments.book import BANK, PAYABLE, REOPENED, moved, puts_of
from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment import PLANNED, RETURNED, PaymentToWrite
from functions.payments.payment_file import ACCEPTED, REJECTED_CENTS, RETURNED_CENTS, SENT
from functions.payments.read_orders import PlannedPayment
from functions.payments.returned_payment import OPEN, ReturnedPayment, returned_place
from functions.payments.run_rows import reopened_list
from functions.payments.store import RunStore
from functions.register.message_kind import MessageKind
from functions.runtime.database import Key, Table, Value
from functions.vault.change import Change
from functions.vault.errors import AlreadyThereError, StaleError, TryAgainError
from functions.vault.ids import new_id
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage

_TRIES = 4


class Outcome(StrEnum):
    """What became of a line about one payment."""

    REOPENED = "reopened"
    KNOWN = "known"
    UNMATCHED = "unmatched"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer, with the payment that it names."""

    line: AnswerLine
    planned: PlannedPayment


@dataclass(frozen=True, slots=True)
class Reopener:
    """Works through the lines of one file, at most 300 under one entry of the run's ledger."""

    request: Request
    store: RunStore
    file: FoundFile
    page: RunPage

    def reopen(self, lines: Sequence[Line]) -> list[Outcome]:
        """Return what became of each line; every line stands for itself. Raises TryAgainError under contention."""
        return [self._one(line) for line in lines]

    def _one(self, line: Line) -> Outcome:
        treatment = treatment_of(line.line.reason)
        for _ in range(_TRIES):
            row = self._row(Table.PAYMENTS, line.planned.key)
            if row is None or not self.file.holds(line.planned.payment_id):
                return Outcome.UNMATCHED
            if row.clear.get("state") == RETURNED:
                return Outcome.KNOWN
            (payment,) = self.request.open([row], PaymentToWrite, under=self.page)
            account = self._row(Table.DOSSIERS, Key(payment.place.pk, payment.record.account))
            if row.clear.get("state") != PLANNED or not self._is_same(line.line, payment, account):
                return Outcome.UNMATCHED
            if treatment is Treatment.FREEZE:
                return Outcome.FROZEN
            try:
                self._write(line, row, payment, account, treatment)
            except AlreadyThereError:
                return Outcome.KNOWN
            except StaleError:
                continue
            return Outcome.REOPENED
        msg = "a payment that came back stays contended"
        raise TryAgainError(msg)

    def _is_same(self, line: AnswerLine, payment: Stored[PaymentToWrite], account: SealedItem | None) -> bool:
        """Tell whether amount and account of the line, where it states them, are those that we paid."""
        if line.cents is not None and line.cents != payment.record.cents:
            return False
        if line.iban is None or account is None:
            return True
        opened = self.request.open([account], Account, under=self.page, skip_ended=True)
        return all(one.record.iban == line.iban for one in opened)

    def _write(
        self,
        line: Line,
        row: SealedItem,
        payment: Stored[PaymentToWrite],
        account: SealedItem | None,
        treatment: Treatment,
    ) -> None:
        file = read_file(self.store, self.file.run, self.file.number) or self.file
        cents, dossier, shard = payment.record.cents, payment.place.pk, line.planned.shard
        change = self.request.change("reopen payment", under=self.page)
        record = ReturnedPayment(
            payment=payment.record.payment,
            row=payment.place.sk,
            cents=cents,
            account=payment.record.account,
            reason=line.line.reason or "",
            treatment=treatment,
            answered_at=self.request.instant(),
        )
        clear: dict[str, Value] = {
            "state": OPEN,
            "run": file.run.run,
            "shard": shard,
            "work_list": reopened_list(shard),
            "due": dossier,
        }
        change.put(returned_place(dossier, payment.place.sk), dossier, record, clear)
        change.mark(row, {"state": RETURNED})
        if account is not None and holds_account(treatment):
            self._hold(change, account)
        if treatment is Treatment.ASK:
            self._tell(change, payment, account)
        # What is given back was debited, whether or not the debit was told already.
        debited = line.line.say is Say.GIVEN_BACK or file.state not in {SENT, ACCEPTED}
        entries = moved(BANK if debited else PAYABLE, REOPENED, file.run, file.number, shard, cents, new_id("evt"))
        for put in puts_of(entries, self.request.instant()):
            change.plain(put)
        change.plain(file.moved({}, add={RETURNED_CENTS if debited else REJECTED_CENTS: cents}))
        change.send()

    def _tell(self, change: Change, payment: Stored[PaymentToWrite], account: SealedItem | None) -> None:
        """Ask for another account: the family of its own payments, of a share nobody but who is paid it."""
        opened = [] if account is None else self.request.open([account], Account, under=self.page, skip_ended=True)
        role = next((one.record.role for one in opened), None)
        if role is None:
            change.want_message(MessageKind.PAYMENT_RETURNED, payment.place.pk, f"pay_{payment.record.payment}")
        elif role not in OF_DOSSIER:
            change.want_message(MessageKind.ACCOUNT_HELD, payment.place.pk, payment.record.payee)

    def _hold(self, change: Change, account: SealedItem) -> None:
        """Hold the account; that of a payee who ended is paid no more anyway."""
        subject = self.request.load_subjects([account.subject]).get(account.subject)
        if account.clear.get("state") != HELD and subject is not None and subject.state in self.request.states:
            change.mark(account, {"state": HELD})

    def _row(self, table: Table, key: Key) -> SealedItem | None:
        rows = self.store.rows(table, [key])
        return SealedItem.of(table, rows[0]) if rows else None
