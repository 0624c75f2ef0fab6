"""Store what a family's month came to, exactly once: a repeated step finds its own row and writes nothing."""

from dataclasses import dataclass

from functions.payments.payment import (
    NOT_PAID,
    PLANNED,
    SUPERSEDED,
    NotPaid,
    Payment,
    not_paid_place,
    payment_place,
)
from functions.payments.run_rows import not_paid_list, number, work_list
from functions.runtime.database import Table, Value
from functions.units.year_month import YearMonth
from functions.vault.errors import AlreadyThereError
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request
from functions.vault.run_page import RunPage

PAID_SO_FAR = "paid_so_far"
_LAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes the outcomes of one page of a run, each family in a transaction of its own."""

    request: Request
    page: RunPage
    run: str
    shard: str
    month: YearMonth

    def keep(self, dossier: str, outcome: Payment | NotPaid) -> Payment | NotPaid:
        """Store an outcome and return what is stored: an earlier payment of the same month always stands."""
        last = self._last_rows(dossier)
        paid = _find(last, payment_place(dossier, self.month).sk)
        if paid is not None:
            return self._open(paid)
        unpaid = _find(last, not_paid_place(dossier, self.month).sk)
        if isinstance(outcome, NotPaid):
            return outcome if unpaid is not None else self._put_not_paid(dossier, outcome, last)
        return self._put_payment(dossier, outcome, last, unpaid)

    def _put_payment(
        self, dossier: str, payment: Payment, last: list[SealedItem], unpaid: SealedItem | None
    ) -> Payment:
        so_far = _paid_so_far(last)
        change = self.request.change("plan payment", under=self.page)
        clear: dict[str, Value] = {
            "state": PLANNED,
            "run": self.run,
            "shard": self.shard,
            "work_list": work_list(self.run, self.shard),
            "due": payment.payment,
            PAID_SO_FAR: so_far + 1,
        }
        change.put(payment_place(dossier, self.month), dossier, payment, clear)
        if unpaid is not None:
            change.mark(unpaid, {"state": SUPERSEDED}, remove=("work_list", "due"))
        if so_far == 0:
            change.emit(EventKind.MESSAGE_WANTED, dossier, f"pay_{payment.payment}")
        try:
            change.send()
        except AlreadyThereError as there:
            if there.item is None:
                raise
            return self._open(SealedItem.of(Table.PAYMENTS, there.item))
        return payment

    def _put_not_paid(self, dossier: str, outcome: NotPaid, last: list[SealedItem]) -> NotPaid:
        change = self.request.change("decide without payment", under=self.page)
        clear: dict[str, Value] = {
            "state": NOT_PAID,
            "run": self.run,
            "shard": self.shard,
            "work_list": not_paid_list(self.run),
            "due": dossier,
            PAID_SO_FAR: _paid_so_far(last),
        }
        change.put(not_paid_place(dossier, self.month), dossier, outcome, clear)
        try:
            change.send()
        except AlreadyThereError:
            return outcome
        return outcome

    def _last_rows(self, dossier: str) -> list[SealedItem]:
        self.request.rooms.gates.require(Table.PAYMENTS)
        rows = self.request.rooms.database.query(Table.PAYMENTS, dossier, descending=True, limit=_LAST_ROWS)
        return [SealedItem.of(Table.PAYMENTS, item) for item in rows.items]

    def _open(self, row: SealedItem) -> Payment:
        return self.request.open([row], Payment, under=self.page)[0].record


def _find(rows: list[SealedItem], sort: str) -> SealedItem | None:
    return next((row for row in rows if row.place.sk == sort), None)


def _paid_so_far(rows: list[SealedItem]) -> int:
    return max((number(dict(row.clear), PAID_SO_FAR) for row in rows), default=0)
