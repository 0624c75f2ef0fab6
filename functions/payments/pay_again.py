"""Pay again what came back, with the next run, exactly once: when its account is no longer the one that failed.

The new payment, the mark on the old one, and the counts of shard and run are one transaction, so that a crash leaves
either all or nothing, and a repeated step finds nothing to do.
"""

from dataclasses import dataclass
from datetime import date

from functions.dossier.account import Account
from functions.dossier.places import ACCOUNT
from functions.payments.pay_what_is_due import still_due
from functions.payments.payable_account import OWN, Use, payable_of
from functions.payments.payment import AGAIN_OF, PLANNED, Payment, is_payment, payment_place
from functions.payments.payment_id import payment_id
from functions.payments.returned_payment import AGAIN, OPEN, ReturnedPayment
from functions.payments.run_rows import Run, reopened_list, run_key, shard_key, work_list
from functions.payments.signed_trace import sign_payment
from functions.payments.stop import FamilyStopError
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Matches, Table, Update, Value
from functions.units.clock import civil_date, parse_instant
from functions.units.year_month import YearMonth
from functions.vault.errors import BrokenSealError, SubjectNotLiveError
from functions.vault.ledger_entry import Actor
from functions.vault.place import Place, SealedItem, Stored
from functions.vault.request import Request
from functions.vault.run_page import RunPage
from functions.vault.vault import Vault

FUNCTION = "payments-worker"
_KEPT = ("paid_so_far",)
_BROKEN = (BrokenSealError, ValueError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class PayAgain:
    """Pays again, in one shard of one run."""

    vault: Vault
    store: RunStore
    run: Run
    shard: str
    secret: bytes

    @property
    def today(self) -> date:
        """The civil day of the run: the same at every try."""
        return civil_date(parse_instant(self.run.created_at))

    def all(self) -> int:
        """Pay again whatever of the shard may be; what cannot be paid stays owed, and is looked at by the next run.

        Returns how many rows are damaged. Raises StaleError when another worker decides the same shard.
        """
        broken = 0
        for _, key in list(self.store.keys_of(reopened_list(self.shard))):
            rows = self.store.rows(Table.PAYMENTS, [key])
            if not rows or rows[0]["state"] != OPEN or not self._is_ours(str(rows[0]["run"])):
                continue
            try:
                self._one(SealedItem.of(Table.PAYMENTS, rows[0]))
            except (SubjectNotLiveError, FamilyStopError):
                continue
            except _BROKEN:
                # A damaged row must not keep the shard, and with it its region, from being paid.
                broken += 1
        return broken

    def _is_ours(self, run: str) -> bool:
        """Tell whether a payment of another run is this region's to pay again."""
        return run != self.run.run and self.store.run(run).region == self.run.region

    def _one(self, row: SealedItem) -> None:
        dossier = row.place.pk
        request = self.vault.request(Purpose.CALCULATE_AND_PAY, FUNCTION, Actor.system())
        page = request.page(self.run.run, [dossier], "pay again")
        (returned,) = request.open([row], ReturnedPayment, under=page)
        old = request.fetch(Place(Table.PAYMENTS, dossier, returned.record.row))
        if old is None:
            return
        (payment,) = request.open([old], Payment, under=page)
        account = self._account(request, page, dossier, payment.record.account)
        self._pay(request, page, returned, payment, account)

    def _account(self, request: Request, page: RunPage, dossier: str, failed: str) -> Stored[Account]:
        """Return the account that is paid now for what the failed one was for; FamilyStopError while none may be."""
        rows = request.query(Table.DOSSIERS, dossier, ACCOUNT)
        accounts = request.open(rows, Account, under=page, skip_ended=True)
        use = next((Use.of(one.record) for one in accounts if one.place.sk == failed), OWN)
        return payable_of(accounts, self.today, use)

    def _pay(
        self,
        request: Request,
        page: RunPage,
        returned: Stored[ReturnedPayment],
        old: Stored[Payment],
        account: Stored[Account],
    ) -> None:
        before = returned.record.not_due or ()
        due = still_due(request, page, self.run, old, before)
        dossier, month = old.place.pk, YearMonth.parse(old.place.sk.partition("#")[0])
        number = _next_number(request, dossier, month)
        identifier = payment_id(self.secret, dossier, account.place.sk, month, number)
        record = old.record.model_copy(
            update={"payee": account.record.person, "account": account.place.sk, "payment": identifier}
        )
        if due.cents != record.cents or record.set_off is not None:
            reasons = {**due.reasons(self.run.region, old), "set_off": None, "cents": due.cents}
            record = sign_payment(dossier, record.model_copy(update=reasons), request.rooms.keyring)
        clear: dict[str, Value] = {
            "state": PLANNED,
            "run": self.run.run,
            "shard": self.shard,
            "work_list": work_list(self.run.run, self.shard),
            "due": identifier,
            AGAIN_OF: returned.record.payment,
            **{name: old.clear[name] for name in _KEPT if name in old.clear},
        }
        change = request.change("pay again", under=page)
        if due.cents:
            change.put(payment_place(dossier, month, number), dossier, record, clear)
        if due.not_due:
            settled = returned.record.model_copy(update={"not_due": (*before, *due.not_due)})
            standing = {name: value for name, value in returned.clear.items() if name not in {"work_list", "due"}}
            again: dict[str, Value] = {**standing, "state": AGAIN, "paid_in": self.run.run}
            change.put(returned.place, dossier, settled, again, returned)
            due.write(change, request, self.run, returned, page)
        else:
            change.mark(returned, {"state": AGAIN, "paid_in": self.run.run}, remove=("work_list", "due"))
        # The counts move with the payment; a new turn sends away whoever decides the same shard at this moment.
        more = {"payments": int(due.cents > 0), "cents": due.cents}
        turn = self.store.shard(self.run.run, self.shard).turn
        change.plain(
            Update(
                Table.PAYMENTS,
                shard_key(self.run.run, self.shard),
                add={**more, "turn": 1},
                condition=Matches(equal={"turn": turn}),
            )
        )
        change.plain(Update(Table.PAYMENTS, run_key(self.run.run), add=more, condition=Matches()))
        change.send()


def _next_number(request: Request, dossier: str, month: YearMonth) -> int:
    """Return the first number of a month that no payment of the family has."""
    rows = request.query(Table.PAYMENTS, dossier, f"{month}#")
    return 1 + max(int(row.place.sk.partition("#")[2]) for row in rows if is_payment(row.place.sk))
