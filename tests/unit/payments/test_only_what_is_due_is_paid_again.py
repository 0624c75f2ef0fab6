"""What came back from a bank is paid again as far as it is still due; what was withdrawn is found by a later run."""

from datetime import timedelta

import pytest

from functions.payments.payment import AGAIN_OF, WITHDRAWN
from functions.payments.prove_families import prove_families
from functions.payments.read_orders import Gone, PlannedPayment
from functions.payments.withdraw_payments import withdraw_payments
from functions.runtime.database import Key, Table
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.debts import AUGUST, HIGH, JULY, JUNE, LOW, MAY, SOCIAL, DebtWorld
from tests.builders.paid_families import FundFamily
from tests.builders.vault import memory_vault
from tools.synthetic.bank_answers import debit, given_back, notice


def world_of(income: int | None = LOW) -> DebtWorld:
    family = FundFamily(1, partner=False, income_cents=income)
    world = DebtWorld(memory=memory_vault(start="2024-05-01T06:00:00Z"), family=family)
    world.with_families(family)
    return world


def returned_month(world: DebtWorld, month: YearMonth) -> str:
    """Pay a month, and let the bank give it back."""
    clock = world.memory.clock
    clock.jump(parse_instant(f"{month.plus(1)}-02T06:00:00Z") - clock.instant())
    run = world.month_sent("flanders", month).run
    seen = world.seen(run)
    world.answer(notice(debit(seen) + given_back(seen, seen.payments[0], "AC04"), seen.own))
    return run


def again(world: DebtWorld) -> list[int]:
    rows = world.memory.database.rows[Table.PAYMENTS]
    found = {str(key.sk) for key, row in rows.items() if AGAIN_OF in row and row["state"] != WITHDRAWN}
    return [one.cents for sort, one in sorted(world.payments().items()) if sort in found]


@pytest.mark.parametrize("opened", ["no case", "draft", "plan"])
def test_a_month_that_was_found_not_due_is_not_paid_again(opened: str) -> None:
    """Given a month that came back and a supplement of it found not due, then the rest is paid again."""
    world = world_of()
    returned_month(world, MAY)
    world.learn_income(HIGH)
    world.decide(JUNE)
    assert again(world) == []  # the account is held
    case = None if opened == "no case" else world.open()
    if case is not None and opened == "plan":
        world.agreed(case, "transfer")
    world.new_account(world.family)
    world.memory.clock.jump(timedelta(days=10))
    world.decide(JULY)
    granted = world.due_in_all(MAY) + SOCIAL
    assert again(world) == [granted - SOCIAL]
    if case is not None:
        assert world.debt(case).left == 0
    proof = world.prove()
    assert proof.holds, proof.differences
    assert proof.total.entitlement == world.due_in_all(MAY, JUNE, JULY)
    world.learn_income(LOW)
    world.decide(AUGUST)
    assert world.prove().total.entitlement == world.due_in_all(MAY, JUNE, JULY, AUGUST)
    assert world.paid_to_bank() == world.due_in_all(MAY, JUNE, JULY, AUGUST)


def withdrawn(world: DebtWorld, run: str, sort: str) -> None:
    """Withdraw a planned payment, as the writer of files does when its payee ended."""
    key = Key(world.family.dossier, sort)
    row = SealedItem.of(Table.PAYMENTS, world.memory.database.rows[Table.PAYMENTS][key])
    cents = world.payments()[sort].cents
    planned = PlannedPayment(str(row.clear["payment"]), key, str(row.clear["shard"]))
    withdraw_payments(world.memory.vault, world.store.run(run), [Gone(planned, row, cents)])


def test_arrears_that_were_withdrawn_are_owed_by_the_next_run() -> None:
    """Given arrears whose payee ended before a file, then the next run corrects the same months once more, once."""
    world = world_of(None)
    world.decide(MAY)
    world.learn_income(LOW)
    run, shards = start(world, JUNE)
    for shard in shards:
        world.work(run, shard)
    (arrears,) = [sort for sort in world.payments() if sort == "2024-06#02"]
    assert world.payments()[arrears].cents == SOCIAL
    withdrawn(world, run, arrears)
    world.decide(JULY)
    assert world.payments()["2024-07#02"].cents == SOCIAL
    world.decide(AUGUST)
    assert world.paid_to_bank() == world.due_in_all(MAY, JUNE, JULY, AUGUST)


def test_money_paid_again_that_was_withdrawn_is_paid_by_the_next_run() -> None:
    """Given a payment that came back, was planned again and withdrawn, then the run after it plans it once more."""
    world = world_of()
    returned_month(world, MAY)
    world.new_account(world.family)
    world.memory.clock.jump(timedelta(days=10))
    run, shards = start(world, JUNE)
    for shard in shards:
        world.work(run, shard)
    (sort,) = [row for row in world.payments() if row.startswith("2024-05#02")]
    withdrawn(world, run, sort)
    assert again(world) == []
    shard = str(world.memory.database.rows[Table.PAYMENTS][Key(world.family.dossier, sort)]["shard"])
    assert prove_families(world.memory.vault, world.store, run, shard).differing == 0
    world.decide(JULY)
    assert prove_families(world.memory.vault, world.store, run, shard).differing == 0
    assert again(world) == [world.due_in_all(MAY)]
    world.decide(AUGUST)
    assert again(world) == [world.due_in_all(MAY)]


def start(world: DebtWorld, month: YearMonth) -> tuple[str, list[str]]:
    clock = world.memory.clock
    clock.jump(parse_instant(f"{month.plus(1)}-02T06:00:00Z") - clock.instant())
    return world.start("flanders", month)


@pytest.mark.parametrize("found_due", [False, True])
def test_what_was_not_due_stays_unpaid_after_a_withdrawal(*, found_due: bool) -> None:
    """Given the rest of a month paid again and withdrawn, then the next run pays that rest, and no cent more."""
    world = world_of()
    returned_month(world, MAY)
    world.learn_income(HIGH)
    world.decide(JUNE)
    world.new_account(world.family)
    world.memory.clock.jump(timedelta(days=10))
    run, shards = start(world, JULY)
    for shard in shards:
        world.work(run, shard)
    (sort,) = [row for row in world.payments() if row.startswith("2024-05#02")]
    rest = world.payments()[sort].cents
    withdrawn(world, run, sort)
    world.write(run)
    if found_due:
        world.learn_income(LOW)
    world.decide(AUGUST)
    assert again(world) == [rest]
    proof = world.prove()
    assert proof.holds, proof.differences
    months = (MAY, JUNE, JULY, AUGUST)
    assert proof.total.entitlement == world.due_in_all(*months)
    assert world.paid_to_bank() == world.due_in_all(*months)
