"""What settled payments let go: their files ten days after the last answer, and the erasure of a payee that waited."""

from datetime import timedelta
from typing import cast

import pytest

from functions.payments.payment_file import DESTROYED, SETTLED
from functions.payments.send_file import FileAlteredError, FileNotReleasedError
from functions.payments.write_files import write_files
from functions.register.domain import Domain
from functions.retention.sweep_due import Sweep
from functions.retention.sweep_files import sweep_files
from functions.rights.rights_state import RightsState
from functions.runtime.database import Key, Table
from functions.vault.errors import BrokenSealError, TryAgainError
from functions.vault.gate import Gates
from functions.vault.subject import State, key_attribute, subject_key
from tests.builders.bank_world import BankWorld
from tests.builders.main_path_erasure import PAYEE, main_path_erasure
from tests.builders.paid_families import FundFamily
from tests.builders.payment_files import FUND
from tests.fakes.in_memory_objects import InMemoryObjects
from tools.synthetic.bank_answers import debit, given_back, notice, status_report

ONE, TWO = FundFamily(1), FundFamily(2)


def settled() -> tuple[BankWorld, str]:
    world = BankWorld().with_families(ONE, TWO)
    run = world.month_sent().run
    file = world.seen(run)
    world.answer(status_report(file))
    world.answer(notice(debit(file), file.own))
    assert world.settle(days=7) == 1
    return world, run


def sweep(world: BankWorld, failures: list[Exception] | None = None) -> tuple[int, int]:
    memory = world.memory
    gates = Gates(memory.database, memory.clock)
    told = [] if failures is None else failures
    return sweep_files(Sweep(memory.vault, memory.database, gates, InMemoryObjects(), told.append), world.objects)


def test_a_file_goes_ten_days_after_the_bank_s_last_answer() -> None:
    """Given a settled file, then object and key stand until ten days after the last answer, and no day longer."""
    world, run = settled()
    subject = subject_key(str(world.file_row(run)["subject"]))
    world.memory.clock.jump(timedelta(days=2))
    assert sweep(world) == (0, 0)
    assert len(world.objects.bodies) == 1
    world.memory.clock.jump(timedelta(days=1))
    assert sweep(world) == (1, 0)
    assert world.objects.bodies == {}
    item = world.memory.database.rows[Table.SUBJECTS][subject]
    assert item["state"] == State.ENDED
    assert key_attribute(Domain.FILE) not in item
    row = world.file_row(run)
    assert row["state"] == DESTROYED
    assert {"sha256", "cents", "count", "message"} <= set(row)
    assert sweep(world) == (0, 0)
    proofs = [key.sk for key in world.memory.database.rows[Table.ERASURES] if key.pk.startswith("evidence#")]
    assert proofs == [f"payment_file|{subject.pk}"]
    assert world.prove().holds


def test_a_later_answer_moves_the_day() -> None:
    """Given a return that comes when all seemed settled, then it is reopened all the same; the file stays."""
    world, run = settled()
    file = world.seen(run)
    report = world.answer(notice(given_back(file, file.payments[0], "AC04"), file.own, number=2))
    assert report.reopened == 1
    world.memory.clock.jump(timedelta(days=9))
    assert sweep(world) == (0, 0)
    world.memory.clock.jump(timedelta(days=1))
    assert sweep(world) == (1, 0)
    # Even now, without the file, a line finds its payment.
    again = world.answer(notice(given_back(file, file.payments[1], "AC04"), file.own, number=3))
    assert (again.reopened, world.prove().holds) == (1, True)


def test_a_file_whose_object_cannot_be_deleted_is_tried_again() -> None:
    """Given a bucket that refuses, then the key stands and the file is due tomorrow; nothing is lost in between."""
    world, run = settled()
    world.memory.clock.jump(timedelta(days=4))

    def refuse(_: str) -> None:
        msg = "the bucket refuses"
        raise RuntimeError(msg)

    world.objects.before = refuse
    failures: list[Exception] = []
    assert sweep(world, failures) == (0, 1)
    assert len(failures) == 1
    assert world.file_row(run)["state"] == SETTLED
    world.objects.before = lambda _: None
    assert sweep(world) == (1, 0)


def test_a_payee_is_erased_once_the_money_arrived_and_not_before() -> None:
    """Given a payee who left and asked to be erased, then the request waits for the bank, and then goes to its end."""
    erasure = main_path_erasure()
    rows = erasure.memory.database.rows
    dossier, payee = erasure.family.dossier, erasure.family.payee
    del rows[Table.PAYMENTS][Key(dossier, "2024-06#01")]
    world = BankWorld(memory=erasure.memory)
    run = world.month_sent().run
    assert [row["state"] for row in rows[Table.PAYMENTS].values() if row["pk"] == dossier] == ["planned"]
    rows[Table.DOSSIERS][Key(dossier, "root")] |= {"state": "closed"}
    case = erasure.ask(PAYEE)
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT
    file = world.seen(run)
    world.answer(status_report(file))
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT
    world.answer(notice(debit(file), file.own))
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT
    rows[Table.OUTBOX].clear()
    assert world.settle(days=7) == 1
    assert world.events("rights_step") == [[case]]
    assert erasure.run(case) is RightsState.CLOSED
    assert rows[Table.SUBJECTS][subject_key(payee)]["state"] == State.ENDED
    # What was paid stays as accounting, without the person; the book is as it was, and a late return still finds it.
    assert [key.pk for key in rows[Table.PAYMENTS] if key.pk == dossier] == [dossier]
    late = world.answer(notice(given_back(file, file.payments[0], "AC04"), file.own, number=2))
    assert late.reopened == 1
    assert world.prove().holds


def test_money_that_came_back_keeps_a_payee_until_it_was_paid() -> None:
    """Given a payment that came back, then its payee is still owed money: the erasure waits on."""
    erasure = main_path_erasure()
    rows = erasure.memory.database.rows
    dossier = erasure.family.dossier
    del rows[Table.PAYMENTS][Key(dossier, "2024-06#01")]
    world = BankWorld(memory=erasure.memory)
    run = world.month_sent().run
    rows[Table.DOSSIERS][Key(dossier, "root")] |= {"state": "closed"}
    file = world.seen(run)
    world.answer(notice(debit(file) + given_back(file, file.payments[0], "RC01"), file.own))
    world.settle(days=7)
    case = erasure.ask(PAYEE)
    assert erasure.run(case) is RightsState.AFTER_SETTLEMENT


def test_a_payee_who_ended_between_decision_and_file_stops_nobody_else() -> None:
    """Given two decided families of which one payee ended, then the other is paid, and the first is reported."""
    world = BankWorld().with_families(ONE, TWO)
    run, shards = world.start("flanders")
    for shard in shards:
        world.work(run, shard)
    world.memory.database.rows[Table.SUBJECTS][subject_key(ONE.payee)]["state"] = State.ENDED.value
    with pytest.raises(TryAgainError):
        world.write(run)
    done = write_files(world.memory.vault, world.store, world.objects, FUND, world.memory.clock, run)
    assert (done.files, done.counters["payments"], done.counters["not_paid"], done.withdrawn) == (1, 1, 1, 1)
    assert [row["state"] for row in world.payments_of(ONE)] == ["withdrawn"]
    assert ONE.dossier in list(world.store.listed(f"{run}#not_paid"))
    world.release(run)
    world.send(run)
    assert len(world.seen(run).payments) == 1
    assert world.prove().holds


def test_a_payee_who_ended_after_a_file_was_begun_does_not_block_it() -> None:
    """Given a crash after the file's row and before its object, when a payee ends, then the file is begun anew."""
    world = BankWorld().with_families(ONE, TWO)
    run, shards = world.start("flanders")
    for shard in shards:
        world.work(run, shard)

    def die(_: str) -> None:
        raise KeyboardInterrupt

    world.objects.before = die
    with pytest.raises(KeyboardInterrupt):
        world.write(run)
    world.objects.before = lambda _: None
    assert world.file_row(run)["count"] == 2
    world.memory.database.rows[Table.SUBJECTS][subject_key(TWO.payee)]["state"] = State.ENDED.value
    with pytest.raises(TryAgainError):
        world.write(run)
    done = world.write(run)
    assert (done.files, world.file_row(run)["count"], world.file_row(run)["state"]) == (1, 1, "ready")
    assert world.prove().holds


def test_a_file_that_nobody_released_does_not_leave() -> None:
    """Given an event for a file with one release, or two by one person, then it is not sent."""
    world = BankWorld().with_families(ONE)
    run = world.whole("flanders").run
    with pytest.raises(FileNotReleasedError):
        world.send(run)
    world.release(run)
    releases = [row for key, row in world.memory.database.rows[Table.PAYMENTS].items() if key.sk.startswith("release#")]
    releases[1]["staff"] = releases[0]["staff"]
    with pytest.raises(FileNotReleasedError):
        world.send(run)
    assert world.bank.bodies == {}


@pytest.mark.parametrize("change", ["another digest", "another object", "no object"])
def test_a_file_that_is_not_the_released_one_does_not_leave(change: str) -> None:
    """Given a sealed file that was swapped or is gone, or a row with another digest, then nothing is sent."""
    world = BankWorld(per_file=1).with_families(ONE, TWO)
    run = world.whole("flanders").run
    for number in (1, 2):
        world.release(run, number)
    keys = sorted(world.objects.bodies)
    if change == "no object":
        del world.objects.bodies[keys[0]]
    elif change == "another object":
        world.objects.bodies[keys[0]] = world.objects.bodies[keys[1]]
    else:
        world.file_row(run, 1)["sha256"] = "0" * 64
    with pytest.raises((FileAlteredError, FileNotReleasedError, BrokenSealError)):
        world.send(run, 1)
    assert world.bank.bodies == {}
    assert cast("str", world.file_row(run, 1)["state"]) == "released"


def test_a_file_is_sent_once_however_often_it_is_asked() -> None:
    world = BankWorld().with_families(ONE)
    run = world.whole("flanders").run
    world.release(run)
    assert [world.send(run) for _ in range(3)] == [True, False, False]
    assert len(world.bank.bodies) == 1
