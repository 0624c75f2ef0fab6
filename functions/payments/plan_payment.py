"""Store what a family's month came to, exactly once: a repeated step finds its own row and writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from functions.payments.correction import CORRECTED, Correction, correction_place, draft_place, is_correction
from functions.payments.debts.family_debts import FamilyDebts
from functions.payments.decide_family import Arrears
from functions.payments.decide_shares import NO_SHARES, FamilyShares
from functions.payments.payment import (
    FIRST,
    NOT_PAID,
    OF_MONTHS,
    PLANNED,
    SUPERSEDED,
    WITHDRAWN,
    DecidedOn,
    NotPaid,
    Payment,
    is_payment,
    not_paid_place,
    payment_place,
)
from functions.payments.run_rows import not_paid_list, number, work_list
from functions.payments.run_terms import RunTerms
from functions.payments.signed_trace import sign_correction, sign_payment
from functions.payments.stop import Reason
from functions.register.message_kind import MessageKind
from functions.runtime.database import Item, Table, Value
from functions.units.year_month import YearMonth
from functions.vault.change import Change
from functions.vault.errors import AlreadyThereError, TryAgainError
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.run_page import RunPage

PAID_SO_FAR = "paid_so_far"
# A month has one row; arrears bring a correction and a payment, money that came back one more.
_LAST_ROWS = 4
_MONTH = len("2024-06")
TO_DECIDE = "to_decide"
"""The work list of what waits for a person's decision."""

type Outcome = Payment | NotPaid


@dataclass(frozen=True, slots=True)
class LastRows:
    """The last rows of a family's payments, newest first, with the run and the month that are being decided."""

    rows: tuple[SealedItem, ...]
    dossier: str
    run: str
    month: YearMonth

    @property
    def paid(self) -> SealedItem | None:
        """The first payment of the month, whichever run made it."""
        return self._at(payment_place(self.dossier, self.month))

    @property
    def not_paid(self) -> SealedItem | None:
        """The row that says why the month was not paid."""
        return self._at(not_paid_place(self.dossier, self.month))

    @property
    def own_payments(self) -> list[SealedItem]:
        """The payments that this run made."""
        return [row for row in self.rows if is_payment(row.place.sk) and row.clear.get("run") == self.run]

    @property
    def is_corrected(self) -> bool:
        """Tell whether this run has corrected the months before."""
        return any(is_correction(row.place.sk) and row.clear.get("run") == self.run for row in self.rows)

    @property
    def next_number(self) -> int:
        """The number of the month's next payment after its first."""
        return 1 + max([FIRST, *(int(self._number(row)) for row in self._of_month() if is_payment(row.place.sk))])

    def number_after(self, arrears: Arrears | None) -> int:
        """Return the number of the payment after that of arrears, which may be none."""
        return self.next_number + (arrears is not None and arrears.payment is not None)

    @property
    def is_decided(self) -> bool:
        """Tell whether this run has stored the family's month, or anything else of it."""
        not_paid = self.not_paid is not None and self.not_paid.clear.get("run") == self.run
        return not_paid or self.is_corrected or bool(self.own_payments)

    @property
    def next_correction(self) -> Place:
        """The place of the month's next correction."""
        made = sum(is_correction(row.place.sk) for row in self._of_month())
        return correction_place(self.dossier, self.month, made + 1)

    @property
    def paid_so_far(self) -> int:
        """How many months the family was paid for."""
        return max((number(dict(row.clear), PAID_SO_FAR) for row in self.rows), default=0)

    def _of_month(self) -> list[SealedItem]:
        return [row for row in self.rows if row.place.sk.startswith(f"{self.month}#")]

    def _at(self, place: Place) -> SealedItem | None:
        return next((row for row in self.rows if row.place == place), None)

    @staticmethod
    def _number(row: SealedItem) -> str:
        return row.place.sk.partition("#")[2]


@dataclass(frozen=True, slots=True)
class PageWriter:
    """Writes the outcomes of one page of a run, each family in a transaction of its own.

    `claiming`: the dossiers of the page that have a debt which is being repaid.
    """

    request: Request
    page: RunPage
    run: str
    shard: str
    month: YearMonth
    claiming: frozenset[str] = frozenset()

    def last_rows(self, dossier: str) -> LastRows:
        """Read the last rows of a family's payments."""
        self.request.rooms.gates.require(Table.PAYMENTS)
        found = self.request.rooms.database.query(
            Table.PAYMENTS, dossier, begins_with=OF_MONTHS, descending=True, limit=_LAST_ROWS
        )
        items = found.items
        newest = str(items[0]["sk"])[:_MONTH] if items else ""
        if len(items) == _LAST_ROWS and all(str(item["sk"]).startswith(newest) for item in items):
            # A month of many rows (payments to others, or paid again): its first ones must be seen too.
            items = list(self._all_of_month(dossier, newest))
        rows = tuple(SealedItem.of(Table.PAYMENTS, item) for item in items)
        return LastRows(rows, dossier, self.run, self.month)

    def _all_of_month(self, dossier: str, month: str) -> Iterator[Item]:
        """Yield every row of a month, newest first."""
        after: Item | None = None
        while True:
            page = self.request.rooms.database.query(
                Table.PAYMENTS, dossier, begins_with=f"{month}#", descending=True, after=after
            )
            yield from page.items
            after = page.after
            if after is None:
                return

    def decided_on(self, last: LastRows, region: str) -> DecidedOn | None:
        """Return what the region decided on last; None when its newest month does not say it, or one was withdrawn.

        A month that could not be paid says nothing of its facts, whatever a correction beside it says.
        """
        if any(row.clear.get("state") == WITHDRAWN for row in last.rows):
            return None
        newest = [row for row in last.rows if row.place.sk[:_MONTH] == last.rows[0].place.sk[:_MONTH]]
        rows = [row for row in newest[1:] if row.clear.get("state") == NOT_PAID]
        states = self.request.open([*newest[:1], *rows], DecidedOn, under=self.page)
        if not all(one.record.is_of(region) for one in states):
            return None
        if any(one.record.known_facts is None for one in states[1:]):
            return None
        return next((one.record for one in states), None)

    def stored(self, last: LastRows) -> list[Payment]:
        """Open the payments that this run made."""
        return [one.record for one in self.request.open(last.own_payments, Payment, under=self.page)]

    def debts_of(self, last: LastRows, arrears: Arrears | None, terms: RunTerms) -> FamilyDebts:
        """Open a family's debts where this month can change them; none of any other family."""
        dropped = arrears is not None and any(month.dropped for month in arrears.correction.months)
        if not dropped and last.dossier not in self.claiming:
            return FamilyDebts(last.dossier, terms.today)
        debts = FamilyDebts.read(self.request, last.dossier, terms.region, terms.today, self.page)
        if arrears is not None:
            debts.drop(arrears.correction, last.next_correction.sk)
        return debts

    def keep(
        self,
        last: LastRows,
        outcome: Outcome | None,
        arrears: Arrears | None,
        debts: FamilyDebts,
        shares: FamilyShares = NO_SHARES,
    ) -> list[Outcome]:
        """Store an outcome (None: another region decides the month) with arrears and shares; return this run's.

        Raises TryAgainError when another run has corrected the family meanwhile.
        """
        kept: list[Outcome] = [] if outcome is None else [outcome]
        kept += self.stored(last)
        change = self.request.change("plan payment", under=self.page)
        if isinstance(outcome, Payment):
            self._put_payment(change, last, outcome)
        elif isinstance(outcome, NotPaid) and last.not_paid is None:
            self._put_not_paid(change, last, outcome)
        elif arrears is None and not shares.payments and not shares.states_overpaid:
            return kept
        if arrears is not None:
            place = last.next_correction
            draft = self.request.fetch(draft_place(last.dossier, arrears.correction.region))
            if draft is not None:
                change.delete(draft)  # what it foretold is done
            correction = sign_correction(last.dossier, arrears.correction, self.request.rooms.keyring)
            change.put(place, last.dossier, correction, self._corrected(correction))
            if arrears.payment is not None:
                payment = self._signed(last, arrears.payment.model_copy(update={"trace": {"correction": place.sk}}))
                change.put(
                    payment_place(last.dossier, self.month, last.next_number),
                    last.dossier,
                    payment,
                    self._planned(payment, last),
                )
                change.want_message(MessageKind.PAYMENT_DECIDED, last.dossier, f"pay_{payment.payment}")
                kept.append(payment)
        kept += self._put_shares(change, last, arrears, shares)
        debts.write(change, self.request)
        try:
            change.send()
        except AlreadyThereError as there:
            now = self.last_rows(last.dossier)
            if (arrears is not None and not now.is_corrected) or (shares.payments and not now.own_payments):
                msg = "another run has corrected the family meanwhile"
                raise TryAgainError(msg) from there
            stored = self.stored(now)
            return [outcome, *stored] if isinstance(outcome, NotPaid) and now.paid is None else list(stored)
        return kept

    def _put_payment(self, change: Change, last: LastRows, payment: Payment) -> None:
        payment = self._signed(last, payment)
        change.put(payment_place(last.dossier, self.month), last.dossier, payment, self._planned(payment, last, 1))
        if last.not_paid is not None:
            change.mark(last.not_paid, {"state": SUPERSEDED}, remove=("work_list", "due"))
        if last.paid_so_far == 0:
            change.want_message(MessageKind.PAYMENT_DECIDED, last.dossier, f"pay_{payment.payment}")

    def _put_shares(
        self, change: Change, last: LastRows, arrears: Arrears | None, shares: FamilyShares
    ) -> list[Payment]:
        """Put what others are paid. Only they may be told of it, so no message goes to the family."""
        first = last.number_after(arrears)
        signed = [self._signed(last, one) for one in shares.payments]
        for at, payment in enumerate(signed, first):
            place = payment_place(last.dossier, self.month, at)
            change.put(place, last.dossier, payment, self._planned(payment, last))
        shares.write_overpaid(change, last.dossier)
        return signed

    def _signed(self, last: LastRows, payment: Payment) -> Payment:
        return sign_payment(last.dossier, payment, self.request.rooms.keyring)

    def _put_not_paid(self, change: Change, last: LastRows, outcome: NotPaid) -> None:
        clear: dict[str, Value] = {
            "state": NOT_PAID,
            "run": self.run,
            "shard": self.shard,
            "work_list": not_paid_list(self.run),
            "due": last.dossier,
            PAID_SO_FAR: last.paid_so_far,
        }
        change.put(not_paid_place(last.dossier, self.month), last.dossier, outcome, clear)
        if outcome.reason != Reason.NOTHING_DUE:
            # A family that gets nothing although something may be due hears of it the same day.
            change.want_message(MessageKind.NOTHING_PAID, last.dossier, self.run)

    def _planned(self, payment: Payment, last: LastRows, months: int = 0) -> dict[str, Value]:
        return {
            "state": PLANNED,
            "run": self.run,
            "shard": self.shard,
            "work_list": work_list(self.run, self.shard),
            "due": payment.payment,
            PAID_SO_FAR: last.paid_so_far + months,
        }

    def _corrected(self, correction: Correction) -> dict[str, Value]:
        """Return the clear part of a correction; one that says that too much was paid waits for a person."""
        clear: dict[str, Value] = {"state": CORRECTED, "run": self.run, "shard": self.shard}
        if correction.paid_too_much:
            clear |= {"work_list": TO_DECIDE, "due": self.run}
        return clear
