"""PX-2: from the run to the bank and back, whatever dies wherever: the same payments, files and book, no euro twice.

The path: a month is decided, written, released, sent; the bank refuses a line of one file, gives back one of another,
debits both; then a family changes its account and the next month pays again. First every single call of the half after
the release fails in every way. Then a process that dies over and over, at places that a seed decides, for the whole.
"""

import random
import re
from collections import Counter
from datetime import date

import pytest

from functions.dossier.places import run_shard
from functions.payments import book_debit as debit_module
from functions.payments import release_file as release_module
from functions.payments import write_files
from functions.payments.release_file import ReleaseFault, ReleaseRefusedError
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.errors import AlreadyThereError
from tests.builders.bank_world import OFFICERS, BankWorld, copy_of
from tests.builders.paid_families import FundFamily
from tests.builders.payment_run import JUNE
from tests.builders.vault import memory_vault
from tests.fakes.asked_keys import AskedKeys
from tests.faults.harness import CrashError, Path, Seam, Way, assert_every_fault_heals
from tests.faults.resting_state import resting_state
from tools.synthetic.bank_answers import debit, given_back, notice, status_report

JULY = YearMonth(2024, 7)
FAMILIES = (
    FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4))),
    FundFamily(2, "flanders", holder="Sam Janssens"),
    FundFamily(3, "flanders", iban=None),
)
SHARDS = tuple(sorted({*(run_shard(family.dossier) for family in FAMILIES), "00"}))
AUGUST = date(2024, 8, 1)
CRASHES, CRASHES_IN_FULL = 60, 1_000
MOST_CRASHES, NEVER = 12, 1_000_000
"""How often one fund dies at most: in the end it must arrive."""
_FULL_DIGEST = re.compile(r'"(?:digest|roots|hash|commitment)": "(?:[^"\\]|\\.)*"')


@pytest.fixture(autouse=True)
def few_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run have as many shards as the path has."""
    for module in (write_files, release_module, debit_module):
        monkeypatch.setattr(module, "SHARDS", SHARDS)


def fresh() -> BankWorld:
    """Return a fund before the first of July's run: one payment a file."""
    memory = memory_vault(keyring=AskedKeys())
    return BankWorld(memory=memory, per_file=1, shards=SHARDS).with_families(*FAMILIES)


def seams(world: BankWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "objects": world.objects, "bank": world.bank, "keys": keys_of(world)}


def keys_of(world: BankWorld) -> AskedKeys:
    """Return the keys, which every process asks for anew."""
    keyring = world.memory.keyring
    assert isinstance(keyring, AskedKeys)
    return keyring


def released(world: BankWorld, month: YearMonth) -> str:
    """Run a month as the state machine does, and release its files as two officers do who click again."""
    run, shards = world.start("flanders", month)
    for shard in shards:
        world.work(run, shard)
    done = world.write(run)
    for number in range(1, done.files + 1):
        try:
            world.release(run, number)
        except ReleaseRefusedError as refused:
            if refused.fault is ReleaseFault.SAME_PERSON:
                _second_officer(world, run, number)
            elif refused.fault is not ReleaseFault.NOT_READY:
                raise
    return run


def _second_officer(world: BankWorld, run: str, number: int) -> None:
    try:
        world.release_by(OFFICERS[1], run, number)
    except ReleaseRefusedError as refused:
        assert refused.fault in {ReleaseFault.SAME_PERSON, ReleaseFault.NOT_READY}  # noqa: PT017 - it was taken


def answered(world: BankWorld, run: str) -> None:
    """Send both files; refuse the first one's line before the debit, give the second one's back after it."""
    for number in (1, 2):
        world.send(run, number)
    first, second = world.seen(run, 1), world.seen(run, 2)
    world.answer(status_report(first, {first.payments[0].payment: "RC01"}))
    world.answer(status_report(second))
    world.answer(notice(debit(second) + given_back(second, second.payments[0], "AC04"), second.own))
    world.settle()
    world.close()


def half(world: BankWorld) -> None:
    """Do everything that follows the release of June, in a new process."""
    keys_of(world).new_environment()
    answered(world, world.start("flanders", JUNE)[0])


def whole(world: BankWorld) -> None:
    """Do two months in a new process; every part may have been done already."""
    keys_of(world).new_environment()
    today = civil_date(world.memory.clock.instant())
    if today < AUGUST:
        answered(world, released(world, JUNE))
        for family in FAMILIES[:2]:
            _change_account(world, family)
        world.memory.clock.jump(AUGUST - today)
    run = released(world, JULY)
    for number in range(1, world.store.run(run).files + 1):
        world.send(run, number)
        seen = world.seen(run, number)
        world.answer(notice(debit(seen), seen.own, number=number))


def _change_account(world: BankWorld, family: FundFamily) -> None:
    try:
        world.new_account(family)
    except AlreadyThereError:
        return


def state(world: BankWorld) -> object:
    """Return what rests, without what a repeated step may count again, and what left for the bank."""
    rows: Counter[str] = Counter()
    scrubbed = resting_state(world.memory.database, world.memory.keyring, scrub=lambda row: _FULL_DIGEST.sub("", row))
    for row, count in scrubbed.items():
        rows[re.sub(r'"turn": \d+', "", row)] += count
    return rows, sorted(world.bank.bodies.items())


def assert_no_euro_is_lost_or_doubled(world: BankWorld) -> None:
    """Two months of two families: each euro of both arrived once, and the book proves it."""
    proof = world.prove()
    assert proof.holds, proof.differences
    runs = [world.start("flanders", month)[0] for month in (JUNE, JULY)]
    entitled = 0
    for row in world.memory.database.rows[Table.BOOK].values():
        if str(row["pk"]).startswith("benefits#"):
            entitled += int(str(row["cents"]))
    assert proof.total.entitlement == entitled > 0
    assert (proof.total.paid, proof.total.due) == (entitled, 0)
    sent = [
        one for run in runs for n in range(1, world.store.run(run).files + 1) for one in world.seen(run, n).payments
    ]
    assert len({one.payment for one in sent}) == len(sent) == 6  # two for June, two again, two for July


def test_every_fault_after_the_release_heals() -> None:
    """Given released files, when any call fails in any way until the bank has answered, then all ends the same."""
    before = fresh()
    released(before, JUNE)
    reviewed = {
        "bank.write": 2,
        "database.get": 44,
        "database.get_many": 32,
        "database.query": 141,
        "database.transact": 14,
        "keys.decrypt": 2,
        "keys.parameter": 3,
        "objects.read": 2,
    }
    assert_every_fault_heals(Path(world=lambda: copy_of(before), seams=seams, run=half, state=state), reviewed)


@pytest.mark.goal("PX-2")
def test_crashes_at_any_step_never_pay_twice(soak: bool) -> None:
    """Given crashes at places that a seed decides, when every step is repeated, then files, payments and book agree."""
    begin = fresh()
    calm = copy_of(begin)
    whole(calm)
    calls = sum(sum(counted.values()) for counted in (calm.memory.database.calls, calm.bank.calls, calm.objects.calls))
    assert_no_euro_is_lost_or_doubled(calm)
    wanted = state(calm)
    crashes = seed = 0
    while crashes < (CRASHES_IN_FULL if soak else CRASHES):
        world = copy_of(begin)
        crashes += _crashing(world, random.Random(seed), calls)  # noqa: S311 - a seed that can be repeated
        assert state(world) == wanted, f"seed {seed}: the world ends differently"
        assert_no_euro_is_lost_or_doubled(world)
        seed += 1


def _crashing(world: BankWorld, dice: random.Random, calls: int) -> int:
    """Run the whole path, dying after a number of calls that is drawn anew each time; return how often it died."""
    crashes = 0
    while True:
        left = dice.randrange(1, calls) if crashes < MOST_CRASHES else NEVER
        after = dice.random() < 1 / 2
        way = dice.choice(list(Way))
        watch = _Death(left, way, after=after)
        watch.put_on(world)
        try:
            whole(world)
        except (CrashError, Exception):  # noqa: BLE001 - whatever it was, the step is repeated
            crashes += 1
            continue
        finally:
            for seam in seams(world).values():
                seam.before = seam.after = lambda _: None
        return crashes


class _Death:
    """Lets calls pass until one fails."""

    def __init__(self, left: int, way: Way, *, after: bool) -> None:
        self._left, self._way, self._after = left, way, after

    def put_on(self, world: BankWorld) -> None:
        """See every call."""
        for seam in seams(world).values():
            seam.before, seam.after = self._before, self._behind

    def _before(self, _: str) -> None:
        self._left -= 1
        if self._left == 0 and not self._after:
            raise self._way.error()

    def _behind(self, _: str) -> None:
        if self._left == 0 and self._after:
            self._left = -1
            raise self._way.error()
