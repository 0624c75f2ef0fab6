"""CA-4, PX-2: a crash or refusal at any call of a run with corrections, or of a draft, ends with the same rows."""

import pytest

from functions.dossier.places import run_shard
from functions.payments import release_file, write_files
from functions.runtime.database import Table
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months, income
from tests.builders.paid_families import FundFamily
from tests.faults.harness import Path, Seam, assert_every_fault_heals

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
FAMILY = FundFamily(1, partner=False, income_cents=None)
SHARDS = (run_shard(FAMILY.dossier),)


@pytest.fixture(autouse=True)
def one_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run have the family's shard only."""
    for module in (write_files, release_file):
        monkeypatch.setattr(module, "SHARDS", SHARDS)


def world() -> Months:
    """Return a family with a paid month and a fact that came after it, in the month of the next run."""
    months = Months(FAMILY, shards=SHARDS)
    months.decide(MAY)
    months.learn(income(FAMILY, 2_000_000))
    clock = months.run.memory.clock
    clock.jump(parse_instant("2024-07-02T06:00:00Z") - clock.instant())
    return months


def seams(months: Months) -> dict[str, Seam]:
    return {"database": months.run.memory.database, "objects": months.run.objects}


def state(months: Months) -> object:
    """Return every payment, correction and draft as they open, where they stand, and in which state."""
    rows = [row for row in months.run.memory.database.rows[Table.PAYMENTS].values() if row["pk"] == FAMILY.dossier]
    listed = sorted((str(row["sk"]), str(row["state"]), str(row["shard"]) if "shard" in row else "") for row in rows)
    paid = {place: (one.cents, one.payment) for place, one in months.payments.items()}
    told = [one.months for one in (*months.corrections, *months.drafts)]
    outbox = sorted(str(row["kind"]) for row in months.run.memory.database.rows[Table.OUTBOX].values())
    return listed, paid, told, outbox


def test_a_run_with_arrears_heals_from_every_fault() -> None:
    """Given a drafted correction, when any call of the next run fails in any way, then it is paid once."""

    def drafted() -> Months:
        months = world()
        months.recalculate()
        return months

    path = Path(drafted, seams, lambda months: months.run.whole("flanders", JUNE), state)
    calls = {
        "database.get": 21,
        "database.get_many": 7,
        "database.query": 19,
        "database.transact": 11,
        "objects.write": 1,
    }
    assert assert_every_fault_heals(path, calls) == 4 * sum(calls.values())


def test_a_draft_heals_from_every_fault() -> None:
    """Given a changed fact, when any call of its recalculation fails in any way, then there is one draft, told once."""
    path = Path(world, seams, lambda months: months.recalculate(), state)
    calls = {"database.get": 8, "database.get_many": 1, "database.query": 11, "database.transact": 5}
    assert assert_every_fault_heals(path, calls) == 4 * sum(calls.values())
