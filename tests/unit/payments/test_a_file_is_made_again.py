"""A payment file that will not be paid has an end: two people withdraw it, and it is made again once."""

from datetime import date, timedelta

import pytest

from functions.payments.destroy_files import due_files
from functions.payments.find_silent import silent_files
from functions.payments.payment_file import ACCEPTED, READY, REFUSED, SENT, WITHDRAWN
from functions.payments.release_file import ReleaseFault, ReleaseRefusedError
from functions.payments.remake_file import NotWithdrawnError, remake_file
from functions.payments.withdraw_file import Asked, WithdrawFault, WithdrawRefusedError, withdraw_file
from functions.register.purpose import Purpose
from functions.units.clock import civil_date
from functions.vault.ledger_entry import Actor
from tests.builders.bank_world import OFFICERS, BankWorld, copy_of
from tests.builders.paid_families import FundFamily, fixed_id
from tests.builders.payment_files import FUND
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state
from tools.synthetic.bank_answers import debit, given_back, notice, status_report

FAMILIES = (FundFamily(1, "flanders", (date(2021, 2, 3),)), FundFamily(2, "flanders", holder="Sam Janssens"))


def world() -> BankWorld:
    return BankWorld().with_families(*FAMILIES)


def withdraw(bank: BankWorld, run: str, *staff: str, confirms: bool = False, file: int = 1) -> str:
    state = ""
    for person in staff:
        request = bank.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(person))
        state = withdraw_file(request, Asked(run, file, person, "refused", confirms))
    return state


def remake(bank: BankWorld, run: str, file: int = 1) -> int:
    return remake_file(bank.memory.vault, bank.store, bank.objects, FUND, bank.memory.clock, run, file)


def refused_file(bank: BankWorld) -> str:
    """Send a month's file, and let the bank refuse it as a whole."""
    run = bank.month_sent().run
    bank.answer(status_report(bank.seen(run), group="RJCT"))
    assert bank.found(run).state == REFUSED
    return run


def test_a_refused_file_is_made_again_and_paid_once() -> None:
    """Given a file that the bank refused, when two people withdraw it, then a new one pays the same ids once."""
    bank = world()
    run = refused_file(bank)
    before = bank.seen(run)
    assert withdraw(bank, run, *OFFICERS) == WITHDRAWN
    assert remake(bank, run) == remake(bank, run) == 2
    proof = bank.prove()
    assert proof.holds, proof.differences
    bank.release(run, 2)
    assert bank.send(run, 2)
    again = bank.seen(run, 2)
    assert again.message != before.message
    assert again.payments == before.payments
    bank.answer(status_report(again))
    bank.answer(notice(debit(again) + given_back(again, again.payments[0], "RC01", named=False), again.own))
    proof = bank.prove()
    assert proof.holds, proof.differences
    assert proof.total.entitlement == before.cents
    assert (proof.total.paid, proof.total.due) == (before.cents - again.payments[0].cents, again.payments[0].cents)


def test_a_file_that_was_never_released_has_an_end() -> None:
    """Given a file that nobody released, then somebody is told, and two people may withdraw it without the bank."""
    bank = world()
    run = bank.whole("flanders").run
    today = civil_date(bank.memory.clock.instant())
    assert silent_files(bank.store, today) == 0
    bank.memory.clock.jump(timedelta(days=20))
    today = civil_date(bank.memory.clock.instant())
    assert silent_files(bank.store, today) == 1
    assert withdraw(bank, run, *OFFICERS) == WITHDRAWN
    assert silent_files(bank.store, today) == 1  # withdrawn, and not made again
    assert remake(bank, run) == 2
    assert silent_files(bank.store, today) == 0
    (due,) = due_files(bank.store, (today + timedelta(days=10)).isoformat())
    assert due.number == 1
    with pytest.raises(ReleaseRefusedError, match=ReleaseFault.NOT_READY):
        bank.release(run, 1)


@pytest.mark.parametrize("state", [SENT, ACCEPTED])
def test_a_file_that_may_be_at_the_bank_needs_its_word(state: str) -> None:
    """Given a file that the bank has and says nothing of, then it is withdrawn only when the bank confirms."""
    bank = world()
    run = bank.month_sent().run
    if state == ACCEPTED:
        bank.answer(status_report(bank.seen(run)))
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.BANK_MUST_CONFIRM):
        withdraw(bank, run, OFFICERS[0])
    assert withdraw(bank, run, *OFFICERS, confirms=True) == WITHDRAWN
    assert not bank.send(run)
    assert remake(bank, run) == 2
    late = bank.seen(run)
    bank.answer(notice(debit(late), late.own))  # the bank executed it after all
    proof = bank.prove()
    assert proof.total.unexplained == -late.cents
    assert bank.found(run).state == WITHDRAWN


def test_a_word_from_before_the_bank_had_the_file_counts_no_more() -> None:
    """Given one person's word on a file that was sent since, then two people must say that the bank confirms."""
    bank = world()
    run = bank.whole("flanders").run
    assert withdraw(bank, run, OFFICERS[0]) == READY
    bank.release(run)
    assert bank.send(run)
    assert withdraw(bank, run, OFFICERS[1], confirms=True) == SENT
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.SAME_PERSON):
        withdraw(bank, run, OFFICERS[1], confirms=True)
    other = copy_of(bank)
    assert withdraw(other, run, fixed_id("stf", "third"), confirms=True) == WITHDRAWN
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.BANK_MUST_CONFIRM):
        withdraw(bank, run, OFFICERS[0])
    assert withdraw(bank, run, OFFICERS[0], confirms=True) == WITHDRAWN


def test_one_person_withdraws_nothing() -> None:
    """Given one person, twice, then the file stands, and nothing is made again."""
    bank = world()
    run = refused_file(bank)
    assert withdraw(bank, run, OFFICERS[0]) == REFUSED
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.SAME_PERSON):
        withdraw(bank, run, OFFICERS[0])
    with pytest.raises(NotWithdrawnError):
        remake(bank, run)


def test_a_file_of_which_money_moved_is_not_withdrawn() -> None:
    """Given a file that the bank debited, or of which it refused lines, then it is not withdrawn as a whole."""
    bank = world()
    run = bank.month_sent().run
    seen = bank.seen(run)
    bank.answer(status_report(seen, {seen.payments[0].payment: "RC01"}))
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.MONEY_MOVED):
        withdraw(bank, run, OFFICERS[0], confirms=True)
    with pytest.raises(WithdrawRefusedError, match=WithdrawFault.UNKNOWN_FILE):
        withdraw(bank, run, OFFICERS[0], file=7)


def test_making_it_again_heals_from_every_fault() -> None:
    """Given a withdrawn file, when any call fails in any way, then one file stands in its place and the book holds."""
    start = world()
    run = refused_file(start)
    withdraw(start, run, *OFFICERS)

    def seams(bank: BankWorld) -> dict[str, Seam]:
        return {"database": bank.memory.database, "objects": bank.objects}

    def state(bank: BankWorld) -> object:
        proof = bank.prove()
        assert proof.holds, proof.differences
        rows = resting_state(bank.memory.database, bank.memory.keyring)
        return rows, proof.total, bank.found(run, 2).state == READY

    calls = {
        "database.get": 10,
        "database.get_many": 8,
        "database.query": 14,
        "database.transact": 6,
        "objects.write": 1,
    }
    assert_every_fault_heals(Path(lambda: copy_of(start), seams, lambda bank: remake(bank, run), state), calls)
