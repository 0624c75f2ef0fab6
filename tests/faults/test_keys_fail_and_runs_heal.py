"""PX-2: a key or parameter that cannot be had at any moment of a month, a store that throttles, two runs at once.

Every step of the run is an environment of its own, as on AWS: it asks anew for what it needs. The month ends with the
same payments, files, book and events as without any fault; no family is marked for a fault that is not its own.
"""

import random
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256

import pytest

from functions.dossier.places import run_shard
from functions.payments import release_file as release_module
from functions.payments import write_files
from functions.payments.payment_file import object_key
from functions.payments.release_file import ReleaseFault, ReleaseRefusedError
from functions.payments.run_rows import FILES_READY, SHARDS
from functions.payments.send_file import FileAlteredError
from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError, StaleError
from tests.builders.bank_world import OFFICERS, BankWorld
from tests.builders.paid_families import FundFamily
from tests.builders.vault import memory_vault
from tests.fakes.asked_keys import AskedKeys
from tests.faults.harness import Path, Seam, Way, assert_every_fault_heals, interrupted_everywhere
from tests.faults.resting_state import resting_state

FAMILIES = (
    FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4))),
    FundFamily(2, "flanders", holder="Sam Janssens"),
    FundFamily(3, "flanders", iban=None),
)
FEW = tuple(sorted({*(run_shard(family.dossier) for family in FAMILIES), "00"}))
assert set(FEW) <= set(SHARDS)
THROTTLED_OF_A_HUNDRED, SEEDS, SEEDS_IN_FULL, MOST_PASSES = 3, 3, 60, 2_000


@pytest.fixture(autouse=True)
def few_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run have as many shards as the path has."""
    for module in (write_files, release_module):
        monkeypatch.setattr(module, "SHARDS", FEW)


class Fund(BankWorld):
    """A fund whose keys are asked for by every step anew."""

    @property
    def keys(self) -> AskedKeys:
        """The keys of the fund."""
        keyring = self.memory.keyring
        assert isinstance(keyring, AskedKeys)
        return keyring

    def month(self) -> str:
        """Claim, decide, write, release and send; every part may have been done before."""
        run, shards = self._anew(lambda: self.start("flanders"))
        for shard in shards:
            self._anew(lambda shard=shard: self.work(run, shard))  # type: ignore[misc]
        done = self._anew(lambda: self.write(run))
        assert done.state == FILES_READY
        for number in range(1, done.files + 1):
            for staff in OFFICERS:
                self._anew(lambda staff=staff, number=number: self._release(run, number, staff))  # type: ignore[misc]
            self._anew(lambda number=number: self.send(run, number))  # type: ignore[misc]
        return run

    def _anew[T](self, step: Callable[[], T]) -> T:
        self.keys.new_environment()
        return step()

    def _release(self, run: str, number: int, staff: str) -> None:
        try:
            self.release_by(staff, run, number)
        except ReleaseRefusedError as refused:
            # Clicked again because the answer was lost: it was taken, and maybe the file has left since.
            assert refused.fault in {ReleaseFault.SAME_PERSON, ReleaseFault.NOT_READY}  # noqa: PT017


def world() -> Fund:
    """Return a fund before the first of July's run: one payment a file."""
    fund = Fund(memory=memory_vault(keyring=AskedKeys()), per_file=1, shards=FEW)
    fund.with_families(*FAMILIES)
    fund.keys.calls.clear()
    return fund


def keys_only(fund: Fund) -> dict[str, Seam]:
    return {"keys": fund.keys}


def all_seams(fund: Fund) -> dict[str, Seam]:
    return {"keys": fund.keys, "database": fund.memory.database, "objects": fund.objects, "bank": fund.bank}


def state(fund: Fund) -> object:
    """Return what rests (but how often a shard was saved) and what left, as bytes."""
    rows = resting_state(
        fund.memory.database, fund.memory.keyring, scrub=lambda row: re.sub(r'"turn": \d+', '"turn": 0', row)
    )
    return rows, {name: sha256(body).hexdigest() for name, body in fund.bank.bodies.items()}, len(fund.objects.bodies)


def test_every_key_that_fails_at_any_moment_heals() -> None:
    """Given a month to pay, when any request for a key or parameter fails in any way, then the month ends the same."""
    reviewed = {"keys.decrypt": 29, "keys.parameter": 33}
    assert_every_fault_heals(Path(world, keys_only, Fund.month, state), reviewed)


def test_a_store_that_throttles_for_hours_only_delays(soak: bool) -> None:
    """Given that three calls of a hundred are refused all the time, when steps are repeated, then it ends the same."""
    calm = world()
    calm.month()
    wanted = state(calm)
    for seed in range(SEEDS_IN_FULL if soak else SEEDS):
        fund, dice = world(), random.Random(seed)  # noqa: S311 - a seed that can be repeated

        def throttled(_: str, dice: random.Random = dice) -> None:
            if dice.randrange(100) < THROTTLED_OF_A_HUNDRED:
                raise Way.REFUSED.error()

        for seam in all_seams(fund).values():
            seam.before = throttled
        for _ in range(MOST_PASSES):
            with suppress(Exception):
                fund.month()
                break
        else:
            pytest.fail(f"seed {seed}: the month does not arrive")
        for seam in all_seams(fund).values():
            seam.before = lambda _: None
        assert state(fund) == wanted, f"seed {seed}"


def test_two_runs_started_at_once_pay_one_month() -> None:
    """Given a whole second run between any two calls of the first, then both are one: nothing is paid or sent twice."""
    calm = world()
    calm.month()
    wanted = state(calm)

    def overtake(fund: Fund) -> None:
        fund.month()

    database_only = Path(world, lambda fund: {"database": fund.memory.database}, _until_it_stands, state)
    places = 0
    for where, fund in interrupted_everywhere(database_only, overtake):
        assert state(fund) == wanted, where
        places += 1
    assert places > 100


def _until_it_stands(fund: Fund) -> None:
    """Do the month; whoever finds that the other was faster leaves, and is started again."""
    with suppress(StaleError):
        fund.month()
        return
    fund.month()


@pytest.mark.parametrize("left", [0, 1, 40])
def test_a_file_that_rests_half_written_never_leaves(left: int) -> None:
    """Given a sealed file of which only a part rests, when it is to be sent, then nothing goes to the bank."""
    fund = world()
    run, shards = fund.start("flanders")
    for shard in shards:
        fund.work(run, shard)
    fund.write(run)
    fund.release(run, 1)
    key = object_key(run, 1)
    fund.objects.bodies[key] = fund.objects.bodies[key][:left]
    with pytest.raises((FileAlteredError, BrokenSealError)):
        fund.send(run, 1)
    assert fund.bank.bodies == {}


def test_a_file_half_written_by_a_step_that_died_is_written_whole_by_the_next() -> None:
    """Given a step that dies while its file rests in part, then the repeated step writes the bytes of its first try."""
    calm = world()
    run = calm.month()
    digests = sorted(str(row["sha256"]) for row in calm.store.files(run))
    fund = world()

    def torn(call: str) -> None:
        if call == "write":
            (key,) = list(fund.objects.bodies)[-1:]
            fund.objects.bodies[key] = fund.objects.bodies[key][: len(fund.objects.bodies[key]) // 2]
            fund.objects.after = lambda _: None
            raise Way.DIES_AFTER.error()

    fund.objects.after = torn
    with pytest.raises(BaseException):  # noqa: B017, PT011 - the process died
        fund.month()
    assert any(row["state"] == "begun" for row in fund.store.files(fund.start("flanders")[0]))
    again = fund.month()
    assert sorted(str(row["sha256"]) for row in fund.store.files(again)) == digests
    assert state(fund) == state(calm)
    planned = [row for row in fund.memory.database.rows[Table.PAYMENTS].values() if "payment" in row]
    assert len(planned) == 2
