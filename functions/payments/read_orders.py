"""Open planned payments as orders for the bank: amount and account by id, then the account's number and holder."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

from functions.dossier.account import Account
from functions.dossier.account_state import DOUBTED, REFUSED
from functions.payments.known_accounts import KnownAccounts
from functions.payments.payment import AGAIN_OF, PLANNED, PaymentToWrite
from functions.payments.payment_order import PaymentOrder
from functions.payments.sepa_text import to_sepa_name
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem, Stored
from functions.vault.request import Request
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault

FUNCTION = "payments-files"


class PaymentsDifferError(Exception):
    """A planned payment is gone or is not planned: the file would not be what was decided."""


class PayeesGoneError(Exception):
    """Some payees ended since the decision, or their account was refused: nothing can be paid to them there."""

    def __init__(self, gone: Sequence["Gone"]) -> None:
        """Keep the payments that cannot be made."""
        super().__init__("payees ended since their payment was planned")
        self.gone = tuple(gone)


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """A payment as listed: its id, where its row stands, and the shard in which it was decided."""

    payment_id: str
    key: Key
    shard: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A payment without a payee: as listed, its row, and its whole cents."""

    planned: PlannedPayment
    row: SealedItem
    cents: int


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """An order for the bank.

    `again`: paid again after a bank gave it back; `account`: the account's row; `new_account`: no file that was sent
    has paid to it; `unmarked`: its row does not say yet in which run it was paid first; `set_off`: whole cents
    that were kept of the payment.
    """

    order: PaymentOrder
    again: bool
    account: Key
    new_account: bool
    unmarked: bool
    set_off: int = 0


def read_orders(vault: Vault, store: RunStore, run: str, planned: Sequence[PlannedPayment]) -> list[ReadOrder]:
    """Return the orders in the order given.

    Raises PayeesGoneError for payees who ended since, PaymentsDifferError when a payment is not the planned one.
    """
    orders: list[ReadOrder] = []
    gone: list[Gone] = []
    known = KnownAccounts(store, run)
    for batch in batched(planned, MOST_DOSSIERS, strict=False):
        # One request a batch: the subjects' keys live no longer than it.
        request = vault.request(Purpose.WRITE_PAYMENT_FILE, FUNCTION, Actor.system())
        page = request.page(run, sorted({one.key.pk for one in batch}), "write payment file")
        rows = [SealedItem.of(Table.PAYMENTS, item) for item in store.rows(Table.PAYMENTS, [one.key for one in batch])]
        if len(rows) != len(batch):
            msg = "a planned payment is gone"
            raise PaymentsDifferError(msg)
        payments = request.open(rows, PaymentToWrite, under=page)
        standing = _accounts(request, store, payments)
        opened = {row.place.key: row for row in request.open(list(standing.values()), Account, under=page)}
        for one, row, payment in zip(batch, rows, payments, strict=True):
            if payment.record.payment != one.payment_id or payment.clear.get("state") != PLANNED:
                msg = "a listed payment is not the planned one"
                raise PaymentsDifferError(msg)
            account = opened.get(Key(payment.place.pk, payment.record.account))
            if account is None:
                gone.append(Gone(one, row, payment.record.cents))
            else:
                orders.append(_order(payment, account, known))
    if gone:
        raise PayeesGoneError(gone)
    return orders


def _accounts(request: Request, store: RunStore, payments: Sequence[Stored[PaymentToWrite]]) -> dict[Key, SealedItem]:
    """Return the rows of the payees' accounts whose owners can still be served, and that nobody has refused since."""
    keys = [Key(payment.place.pk, payment.record.account) for payment in payments]
    rows = [SealedItem.of(Table.DOSSIERS, item) for item in store.rows(Table.DOSSIERS, keys)]
    subjects = request.load_subjects(row.subject for row in rows)
    return {
        row.place.key: row
        for row in rows
        if row.subject in subjects
        and subjects[row.subject].state in request.states
        and row.clear.get("state") not in {DOUBTED, REFUSED}
    }


def _order(payment: Stored[PaymentToWrite], account: Stored[Account], known: KnownAccounts) -> ReadOrder:
    record, first = payment.record, known.first_paid_in(account.clear)
    return ReadOrder(
        order=PaymentOrder(
            record.payment, to_sepa_name(account.record.holder), account.record.iban, record.cents, record.text
        ),
        again=AGAIN_OF in payment.clear,
        account=account.place.key,
        new_account=known.is_new(first),
        unmarked=first is None,
        set_off=record.set_off_cents,
    )
