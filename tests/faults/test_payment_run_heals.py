"""PX-2: a crash or refusal at any call of a run, from claim to released file, ends with the same payments and bytes."""

import re
from datetime import date
from hashlib import sha256

import pytest

from functions.dossier.places import run_shard
from functions.payments import release_file as release_module
from functions.payments import write_files
from functions.payments.release_file import ReleaseFault, ReleaseRefusedError, read_release, release_file
from functions.payments.run_rows import FILES_READY
from functions.register.purpose import Purpose
from functions.vault.errors import StaleError
from functions.vault.ledger_entry import Actor
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state

FAMILIES = [
    FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4))),
    FundFamily(2, "flanders", holder="Sam Janssens"),
    FundFamily(3, "flanders", iban=None),
]
BUSY = tuple(sorted({run_shard(family.dossier) for family in FAMILIES}))
OFFICERS = (fixed_id("stf", "anna"), fixed_id("stf", "bert"))
# A page that was begun again is told again and counted again in its shard's turn only when it was saved.
CHANCE = re.compile(r"\b[0-9a-f]{64}\b")


# Two busy shards and an empty one stand for the 256: the path through each is the same.
SHARDS = tuple(sorted({*BUSY, "00"}))


@pytest.fixture(autouse=True)
def few_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run have as many shards as the path has."""
    for module in (write_files, release_module):
        monkeypatch.setattr(module, "SHARDS", SHARDS)


def world() -> PaymentRun:
    """Return a fund before the first of July's run."""
    run = PaymentRun(per_file=1, shards=SHARDS)
    for family in FAMILIES:
        put_fund_family(run.memory, family)
    return run


def seams(run: PaymentRun) -> dict[str, Seam]:
    return {"database": run.memory.database, "objects": run.objects}


def month(run: PaymentRun) -> None:
    """Run the steps as Step Functions does, then let two officers release each file."""
    of_run, shards = run.start("flanders")
    for shard in shards:
        run.work(of_run, shard)
    done = run.write(of_run)
    assert done.state == FILES_READY
    for number in range(1, done.files + 1):
        for staff in OFFICERS:
            _release(run, of_run, number, staff)


def _release(run: PaymentRun, of_run: str, number: int, staff: str) -> None:
    request = run.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(staff))
    try:
        shown = read_release(request, of_run, number)
        release_file(request, of_run, number, staff, shown.sha256, shown.stops)
    except ReleaseRefusedError as refused:
        # The officer who clicks again because the answer was lost is told that it was taken.
        assert refused.fault is ReleaseFault.SAME_PERSON  # noqa: PT017 - another refusal is a failure


def state(run: PaymentRun) -> object:
    rows = resting_state(run.memory.database, run.memory.keyring)
    of_run = run.start("flanders")[0]
    files = [sha256(run.file(of_run, number)).hexdigest() for number in (1, 2)]
    return rows, files, len(run.objects.bodies)


def test_every_fault_of_a_run_heals() -> None:
    """Given a month to pay, when any call fails in any way, then payments, files, book and events end the same."""
    reviewed = {
        "database.get": 58,
        "database.get_many": 43,
        "database.query": 38,
        "database.transact": 30,
        "objects.write": 2,
    }
    assert_every_fault_heals(Path(world=world, seams=seams, run=month, state=state), reviewed)


def test_stale_is_not_swallowed() -> None:
    """Given two workers on one shard, then the slower one leaves with an error and writes no second payment."""
    run = world()
    of_run, _ = run.start("flanders")
    database = run.memory.database
    began = False

    def overtake(call: str) -> None:
        nonlocal began
        if call == "transact" and not began:
            began = True
            run.work(of_run, BUSY[0])

    database.before = overtake
    try:
        run.work(of_run, BUSY[0])
    except StaleError:
        pass
    else:
        msg = "both workers saved the shard"
        raise AssertionError(msg)
