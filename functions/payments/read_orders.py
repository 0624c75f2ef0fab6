"""Open planned payments as orders for the bank: amount and account by id, then the account's number and holder."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

from functions.dossier.account import Account
from functions.payments.payment import PLANNED, PaymentToWrite
from functions.payments.payment_order import PaymentOrder
from functions.payments.sepa_text import to_sepa_name
from functions.payments.store import RunStore
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Table
from functions.vault.ledger_entry import Actor
from functions.vault.place import SealedItem
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault

FUNCTION = "payments-files"


class PaymentsDifferError(Exception):
    """A planned payment or its account is gone, or is not planned: the file would not be what was decided."""


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """A payment as listed: its id, where its row stands, and the shard in which it was decided."""

    payment_id: str
    key: Key
    shard: str


def read_orders(vault: Vault, store: RunStore, run: str, planned: Sequence[PlannedPayment]) -> list[PaymentOrder]:
    """Return the orders in the order given; PaymentsDifferError when one is missing."""
    orders: list[PaymentOrder] = []
    for batch in batched(planned, MOST_DOSSIERS, strict=False):
        # One request a batch: the subjects' keys live no longer than it.
        request = vault.request(Purpose.WRITE_PAYMENT_FILE, FUNCTION, Actor.system())
        page = request.page(run, sorted({one.key.pk for one in batch}), "write payment file")
        rows = [SealedItem.of(Table.PAYMENTS, item) for item in store.rows(Table.PAYMENTS, [one.key for one in batch])]
        payments = request.open(rows, PaymentToWrite, under=page)
        keys = [Key(payment.place.pk, payment.record.account) for payment in payments]
        accounts = [SealedItem.of(Table.DOSSIERS, item) for item in store.rows(Table.DOSSIERS, keys)]
        opened = request.open(accounts, Account, under=page)
        if not len(batch) == len(payments) == len(opened):
            msg = "a planned payment or its account is gone"
            raise PaymentsDifferError(msg)
        for one, payment, account in zip(batch, payments, opened, strict=True):
            if payment.record.payment != one.payment_id or payment.clear.get("state") != PLANNED:
                msg = "a listed payment is not the planned one"
                raise PaymentsDifferError(msg)
            record = payment.record
            orders.append(
                PaymentOrder(
                    record.payment, to_sepa_name(account.record.holder), account.record.iban, record.cents, record.text
                )
            )
    return orders
