"""Turn the decided payments of a run into files: proved totals, a fixed order, one file after the other."""

import heapq
from collections.abc import Iterator
from datetime import date
from itertools import islice

from functions.payments.execution_date import debit_day
from functions.payments.find_stops import find_stops
from functions.payments.payment_file import BEGUN, Bucket
from functions.payments.payment_order import FundAccount
from functions.payments.read_orders import PayeesGoneError, PlannedPayment, read_orders
from functions.payments.run_limits import PAYMENTS_PER_FILE
from functions.payments.run_rows import DONE, FILES_READY, SHARDS, STOPPED, WRITING, Run, Shard, number, run_key
from functions.payments.store import RunStore
from functions.payments.withdraw_payments import withdraw_payments
from functions.payments.write_file import FileWriter
from functions.payments.write_pain_001 import WrongTotalsError
from functions.runtime.database import Matches, Table, Update, Value
from functions.units.clock import BusinessClock, civil_date
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.vault import Vault

_LISTED_OF_SHARD = 100


class ShardsOpenError(Exception):
    """Not every shard is decided yet: files come after the last one."""


def write_files(  # noqa: PLR0913, PLR0917 - the ports of one step of the run
    vault: Vault,
    store: RunStore,
    bucket: Bucket,
    fund: FundAccount,
    clock: BusinessClock,
    run_id: str,
    per_file: int = PAYMENTS_PER_FILE,
) -> Run:
    """Return the run with all its files ready, or stopped by unconfirmed amounts; a repeated step changes nothing.

    Raises ShardsOpenError, TryAgainError when the list of payments is not complete yet, and what refuses a file.
    """
    run = store.run(run_id)
    if run.state in {FILES_READY, STOPPED}:
        return run
    shards = store.shards(run_id)
    if any(shard.state == STOPPED for shard in shards):
        return _move(store, run, STOPPED)
    if {shard.shard for shard in shards if shard.state == DONE} | set(run.empty) != set(SHARDS):
        msg = "some shards are not decided yet"
        raise ShardsOpenError(msg)
    paying = [shard for shard in shards if shard.counters["payments"]]
    _require_listed(store, run, paying)
    today = civil_date(clock.instant())
    run = _move(store, run, WRITING, execution_on=_execution_on(store, run, today).isoformat())
    debit_on = run.execution_on or today
    # All files of a run ask for one day: a later file is held against that day even when it has come meanwhile.
    writer = FileWriter(vault, store, bucket, fund, run, min(today, debit_on), debit_on, set())
    try:
        files, total = _write_all(store, writer, paying, per_file)
    except PayeesGoneError as payees:
        withdraw_payments(vault, run, payees.gone)
        msg = "payments were withdrawn: their payees ended since"
        raise TryAgainError(msg) from None
    if total != sum(shard.counters["cents"] for shard in shards):
        msg = "the files do not add up to what the shards decided"
        raise WrongTotalsError(msg)
    return _move(store, run, FILES_READY, files=files, **find_stops(store, run).row())


def _write_all(store: RunStore, writer: FileWriter, paying: list[Shard], per_file: int) -> tuple[int, int]:
    """Write what is not written yet; return the number of files and their sum in whole cents.

    A file that is ready stays as it is, whatever became of its payees since.
    """
    run = writer.run.run
    standing = {int(str(row["sk"]).partition("#")[2]): row for row in store.files(run) if row["state"] != BEGUN}
    planned = _in_order(store, paying)
    files = total = 0
    while True:
        row = standing.get(files + 1)
        group = tuple(islice(planned, per_file if row is None else number(row, "count")))
        if not group:
            return files, total
        files += 1
        if row is None:
            total += writer.write(files, group, read_orders(writer.vault, store, run, group))
        else:
            writer.ids_of_run.update(one.payment_id for one in group)
            total += number(row, "cents")


def _require_listed(store: RunStore, run: Run, shards: list[Shard]) -> None:
    """Hold the list of payments (an index that lags) against what each shard decided, before the first byte."""
    for shard in shards:
        listed = sum(1 for _ in store.payments(run.run, shard.shard))
        if listed != shard.counters["payments"]:
            msg = "the list of payments is not complete yet"
            raise TryAgainError(msg)


def _in_order(store: RunStore, shards: list[Shard]) -> Iterator[PlannedPayment]:
    """Yield all payments ordered by id, whatever their shard; memory holds a hundred a shard."""

    def of_shard(one: Shard) -> Iterator[PlannedPayment]:
        listed = store.payments(one.run, one.shard, _LISTED_OF_SHARD)
        return (PlannedPayment(payment, key, one.shard) for payment, key in listed)

    return heapq.merge(*map(of_shard, shards), key=lambda planned: planned.payment_id)


def _execution_on(store: RunStore, run: Run, today: date) -> date:
    """Return the day that is fixed with the first file; before it, a day that passed unused moves on."""
    fixed = run.execution_on
    if fixed is not None and (fixed >= today or store.files(run.run)):
        return fixed
    return debit_day(run.promised_on, today)


def _move(store: RunStore, run: Run, state: str, **values: Value) -> Run:
    """Move the run on from the state it was read in; whoever was faster did the same."""
    if run.state == state and state != WRITING:
        return run
    step = Update(
        Table.PAYMENTS, run_key(run.run), set={"state": state, **values}, condition=Matches(equal={"state": run.state})
    )
    try:
        store.transact([step])
    except StaleError:
        moved = store.run(run.run)
        if moved.state != state:
            raise
        return moved
    return store.run(run.run)
