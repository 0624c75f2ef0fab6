"""CA-12: each run lists who is likely owed something that nobody claimed, with the missing fact, for a person to ask.

The list is made by opening what the run decided: it changes nothing, and nothing that decides can read it.
"""

import ast
from copy import deepcopy
from pathlib import Path

import pytest

from functions.dossier.places import run_shard
from functions.payments import report_families as module
from functions.payments.report_families import report_families
from functions.runtime.database import Table
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.builders.rights_of_facts import family_of
from tests.unit.payments.test_facts_become_rights import OPEN

NO_INCOME = FundFamily(1, income_cents=None)
REPORTED = FundFamily(1, condition=True)
WAITING = {
    **{name: (family_of(right), *expected) for name, (right, expected) in OPEN.items()},
    "an income that nobody told": (NO_INCOME, "social", ("income",)),
    "a condition that a parent reported": (REPORTED, "care", ("disability",)),
}
PAYMENTS = Path(module.__file__).parent


def ran(family: FundFamily) -> tuple[PaymentRun, str]:
    """Pay June to the family and to one that has all it is owed."""
    run = PaymentRun()
    put_fund_family(run.memory, family)
    put_fund_family(run.memory, FundFamily(2, family.region))
    return run, run.whole(family.region).run


@pytest.mark.goal("CA-12")
@pytest.mark.parametrize("name", WAITING)
def test_a_run_lists_the_right_and_the_fact_that_it_lacks(name: str) -> None:
    """Given a family likely owed something, then the run's list names it, the right and the fact; no other family."""
    family, benefit, missing = WAITING[name]
    run, of_run = ran(family)
    shards = sorted({run_shard(family.dossier), run_shard(FundFamily(2).dossier)})
    found = [one for shard in shards for one in report_families(run.memory.vault, run.store, of_run, shard)]
    assert [one.dossier for one in found] == [family.dossier]
    told = [(one["benefit"], tuple(one["missing"])) for one in found[0].undecided if isinstance(one, dict)]  # type: ignore[arg-type]
    assert (benefit, missing) in told


@pytest.mark.goal("CA-12")
@pytest.mark.parametrize("name", WAITING)
def test_the_list_reduces_nothing(name: str) -> None:
    """Given a run, when its list is asked for, then no row but the ledger's changes: the family is paid the same."""
    family, _, _ = WAITING[name]
    run, of_run = ran(family)
    before = deepcopy(run.memory.database.rows)
    report_families(run.memory.vault, run.store, of_run, run_shard(family.dossier))
    assert {table for table in Table if run.memory.database.rows[table] != before[table]} == {Table.LEDGER}


@pytest.mark.goal("CA-12")
def test_nothing_that_decides_reads_the_list() -> None:
    """Given the code, then only what answers an operator imports the list: no decision, file or debt does."""
    readers = set()
    for path in PAYMENTS.parent.rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for node in [one for one in nodes if isinstance(one, ast.ImportFrom)]:
            listed = (node.module or "").endswith("payments.report_families")
            if listed and any(one.name != "FUNCTION" for one in node.names):
                readers.add(path.relative_to(PAYMENTS.parent).as_posix())
    assert readers == {"payments/worker.py"}
