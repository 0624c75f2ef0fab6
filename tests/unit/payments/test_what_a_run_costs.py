"""M2: what a family-month costs in reads and writes, and that a rerun writes nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import ceil

import pytest

from functions.runtime.database import Action, Check, Put, Table
from functions.vault.item_size import item_bytes
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import PaymentRun

FAMILIES = 40
KB = 1024


class Meter:
    """Counts write units of a store's transactions per family, as DynamoDB bills them: twice the size, a check two."""

    def __init__(self, run: PaymentRun) -> None:
        """Stand between the run and its store."""
        self.units: Counter[str] = Counter()
        self.reads: Counter[Table] = Counter()
        database = run.memory.database
        transact, query = database.transact, database.query

        def counted(actions: Sequence[Action]) -> None:
            transact(actions)
            planned = [one for one in actions if isinstance(one, Put) and one.table is Table.PAYMENTS]
            if any("payment" in one.item for one in planned):
                outside = [one for one in actions if one.table is not Table.OUTBOX]
                self.units[str(planned[0].item["pk"])] = sum(map(_units, outside))

        def read(table: Table, *arguments: object, **options: object) -> object:
            self.reads[table] += 1
            return query(table, *arguments, **options)  # type: ignore[arg-type]

        database.transact, database.query = counted, read  # type: ignore[method-assign, assignment]


def _units(action: Action) -> int:
    if isinstance(action, Put):
        return 2 * ceil(item_bytes(action.item) / KB)
    assert isinstance(action, Check)
    return 2


def run_of(families: int) -> PaymentRun:
    run = PaymentRun()
    for number in range(families):
        put_fund_family(run.memory, FundFamily(number, "flanders", (date(2021, 2, 3), date(2022, 3, 4))))
    return run


def test_a_family_month_is_two_queries_and_six_write_units() -> None:
    """Given two adults and two children, then a month is a query of the file, one of the last payment, and six units.

    The six: payment with decision and trace (2 KB, in a transaction) and the condition on the dossier's subject.
    """
    run = run_of(FAMILIES)
    of_run, shards = run.start("flanders")
    meter = Meter(run)
    for shard in shards:
        run.work(of_run, shard)
    assert len(meter.units) == FAMILIES
    assert set(meter.units.values()) == {6}
    assert meter.reads[Table.DOSSIERS] - len(shards) == FAMILIES  # one look at the list of each shard
    # Two looks at lists of each shard: what came back from a bank, and what is being repaid.
    assert meter.reads[Table.PAYMENTS] - 2 * len(shards) == FAMILIES


def test_one_ledger_entry_covers_a_page_and_subjects_are_read_by_the_hundred() -> None:
    """Given one shard with 60 families, then its page is one entry in the run's chain; 300 subjects are four reads."""
    run = run_of(60)
    for row in run.memory.database.rows[Table.DOSSIERS].values():
        if "run_shard" in row:
            row["run_shard"] = "07"
    of_run, _ = run.start("flanders")
    run.memory.database.calls.clear()
    run.work(of_run, "07")
    entries = [key for key in run.memory.database.rows[Table.LEDGER] if key.pk == of_run]
    assert len(entries) == 1
    assert run.memory.database.calls["get_many"] == ceil(60 * 5 / 100)


@pytest.mark.parametrize("families", [1, 7])
def test_a_rerun_writes_nothing(families: int) -> None:
    """Given a decided and written month, when every step runs again, then no write is even tried."""
    run = run_of(families)
    done = run.whole("flanders")
    run.memory.database.calls.clear()
    run.objects.calls.clear()
    run.start("flanders")
    for shard in ("00", "7f", "ff"):
        run.work(done.run, shard)
    run.write(done.run)
    assert run.memory.database.calls["transact"] == run.memory.database.calls["write"] == 0
    assert run.objects.calls == {}
