"""Make a withdrawn file again, exactly once: the same payments under a new number and message id, to be released anew.

Order matters, and each step may be repeated: the old file's row names the new number, the book takes the old file's
entries back, then the new file is written and posted as any other. Payment ids stay, so a bank can pay none twice.
"""

from collections.abc import Iterator
from datetime import date

from functions.payments.book import (
    BENEFITS,
    KEPT,
    OWED_BACK,
    PAYABLE,
    RECOVERED,
    REOPENED,
    SET_OFF,
    Entry,
    account_partition,
    cents_of,
    entry_prefix,
    moved,
    post,
)
from functions.payments.execution_date import debit_day
from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment_file import REMADE_AS, REMADE_FOR, WITHDRAWN, Bucket
from functions.payments.payment_order import FundAccount
from functions.payments.read_orders import PayeesGoneError, PlannedPayment, read_orders
from functions.payments.run_rows import run_key
from functions.payments.store import RunStore
from functions.payments.withdraw_payments import withdraw_payments
from functions.payments.write_file import FileWriter
from functions.runtime.database import Matches, Table, Update
from functions.units.clock import BusinessClock, civil_date, instant_text
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.vault import Vault

_BACK = "withdrawn"


class NotWithdrawnError(Exception):
    """The file was not withdrawn by two people: nothing is made again."""


def remake_file(  # noqa: PLR0913, PLR0917 - the ports of one step of the run
    vault: Vault, store: RunStore, bucket: Bucket, fund: FundAccount, clock: BusinessClock, run_id: str, number: int
) -> int:
    """Return the number of the file that takes the place of a withdrawn one; a repeated step makes no second one."""
    old = read_file(store, store.run(run_id), number)
    if old is None or old.state != WITHDRAWN:
        msg = "the file was not withdrawn by two people"
        raise NotWithdrawnError(msg)
    today = civil_date(clock.instant())
    new, debit_on = _place(store, old, today)
    post(store, _taken_back(store, old), instant_text(clock.instant()))
    while True:
        run = store.run(run_id)
        group = list(_planned(store, old))
        if not group:
            return new
        writer = FileWriter(vault, store, bucket, fund, run, min(today, debit_on), debit_on, set())
        try:
            writer.write(new, group, read_orders(vault, store, run_id, group))
        except PayeesGoneError as error:
            withdraw_payments(vault, run, error.gone)
            continue
        return new


def _place(store: RunStore, old: FoundFile, today: date) -> tuple[int, date]:
    """Return the new file's number and debit day: fixed once in the old file's row, with the run's count of files."""
    standing = old.count_of(REMADE_AS)
    if standing:
        return standing, date.fromisoformat(str(old.row.clear[REMADE_FOR]))
    new, debit_on = old.run.files + 1, debit_day(old.run.promised_on, today)
    count = Update(
        Table.PAYMENTS, run_key(old.run.run), set={"files": new}, condition=Matches(equal={"files": old.run.files})
    )
    try:
        store.transact([count, old.moved({REMADE_AS: new, REMADE_FOR: debit_on.isoformat()})])
    except StaleError as error:
        msg = "the run's files move at this moment"
        raise TryAgainError(msg) from error
    return new, debit_on


def _planned(store: RunStore, old: FoundFile) -> Iterator[PlannedPayment]:
    """Yield the payments of the old file that still stand, in the order of their ids."""
    found = [
        PlannedPayment(payment, key, shard.shard)
        for shard in store.shards(old.run.run)
        if shard.counters["payments"]
        for payment, key in store.payments(old.run.run, shard.shard)
        if old.holds(payment)
    ]
    yield from sorted(found, key=lambda one: one.payment_id)


def _taken_back(store: RunStore, old: FoundFile) -> Iterator[Entry]:
    """Yield the entries that undo what the old file posted, shard by shard."""
    prefix = entry_prefix(old.run.run, old.number)
    for shard in store.shards(old.run.run):

        def posted(account: str, event: str, shard: str = shard.shard) -> int:
            sort = f"{prefix}#{event}" if event else prefix
            rows = store.entries(account_partition(account, old.run.month, shard), prefix)
            return sum(cents_of(row) for row in rows if row["sk"] == sort)

        for debit, credit, account, event in (
            (PAYABLE, BENEFITS, PAYABLE, ""),
            (PAYABLE, REOPENED, PAYABLE, "again"),
            (SET_OFF, BENEFITS, SET_OFF, KEPT),
            (OWED_BACK, RECOVERED, OWED_BACK, KEPT),
        ):
            cents = -posted(account, event)
            if cents:
                back = f"{_BACK}-{event}" if event else _BACK
                yield from moved(debit, credit, old.run, old.number, shard.shard, cents, back)
