"""Somebody of a family is restricted: the last decision is paid on, nothing is read, and it is made good afterwards."""

from datetime import date

import pytest

from functions.payments.payment import NotPaid, Payment, not_paid_place, payment_place
from functions.payments.stop import Reason
from functions.register.purpose import Purpose
from functions.rights.decide_request import Decision, confirm_lift, propose_lift
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.subject import State
from tests.builders.debts import APRIL, JULY, SOCIAL, overpaid
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.builders.rights_desk import OFFICER, SECOND, RightsDesk

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
FAMILY = FundFamily(7)


def world() -> tuple[RightsDesk, PaymentRun]:
    desk = RightsDesk()
    put_fund_family(desk.memory, FAMILY)
    return desk, PaymentRun(desk.memory)


def payment(desk: RightsDesk, month: YearMonth) -> Payment:
    request = desk.memory.request(Purpose.CALCULATE_AND_PAY, "payments-worker")
    row = request.fetch(payment_place(FAMILY.dossier, month))
    assert row is not None
    return request.open([row], Payment)[0].record


@pytest.mark.goal("DS-10")
@pytest.mark.parametrize("who", ["payee", "other", "child"])
def test_the_next_month_is_paid_as_the_last_one_was(who: str) -> None:
    """Given a month that was paid, when a member is restricted, then the next month has the same cents and account."""
    desk, run = world()
    run.whole("flanders", MAY)
    before = payment(desk, MAY)
    person = FAMILY.child(0) if who == "child" else getattr(FAMILY, who)
    case = desk.ask(RequestKind.RESTRICTION, person).case
    assert desk.run(case) is RightsState.IN_FORCE
    done = run.whole("flanders", JUNE)
    after = payment(desk, JUNE)
    assert (after.cents, after.account, after.payee, after.trace) == (
        before.cents,
        before.account,
        before.payee,
        before.trace,
    )
    assert (after.payment != before.payment, after.text) == (True, "Groeipakket 06/2024")
    assert b"BE68539007547034" in run.file(done.run)
    subject = desk.memory.request(Purpose.ERASE_PERSON, "rights-queue", states=frozenset(State)).subject(person)
    assert subject.state is State.RESTRICTED


def test_a_family_that_was_never_paid_waits_for_a_person_and_is_paid_when_it_ends() -> None:
    desk, run = world()
    case = desk.ask(RequestKind.RESTRICTION, FAMILY.payee).case
    desk.run(case)
    run.whole("flanders", MAY)
    request = desk.memory.request(Purpose.CALCULATE_AND_PAY, "payments-worker")
    row = request.fetch(not_paid_place(FAMILY.dossier, MAY))
    assert row is not None
    assert request.open([row], NotPaid)[0].record.reason == Reason.PERSON_RESTRICTED
    propose_lift(desk.staff(case), case, Decision("claim_over"), OFFICER)
    confirm_lift(desk.staff(case), case, SECOND)
    assert desk.run(case) is RightsState.CLOSED
    run.whole("flanders", JUNE)
    assert payment(desk, JUNE).cents > 0


def test_the_run_reads_nothing_of_a_restricted_person() -> None:
    desk, run = world()
    run.whole("flanders", MAY)
    case = desk.ask(RequestKind.RESTRICTION, FAMILY.other).case
    desk.run(case)
    before = [key for key in desk.memory.database.rows[Table.LEDGER] if key.pk == FAMILY.other]
    run.whole("flanders", JUNE)
    assert [key for key in desk.memory.database.rows[Table.LEDGER] if key.pk == FAMILY.other] == before
    assert desk.record(case).received_on == date(2024, 7, 1)


@pytest.mark.parametrize("replied", [False, True])
def test_what_was_kept_for_a_debt_is_decided_anew_for_every_month(*, replied: bool) -> None:
    """Given a set-off month and a restricted child, then each next month credits the debt, or is paid in full."""
    world = overpaid(months=(APRIL,))
    case = world.open()
    world.agreed(case, monthly=1_500)
    world.decide(JUNE)
    granted = world.granted_of(JUNE)
    assert (world.set_off_of(JUNE), world.debt(case).left) == (1_500, SOCIAL - 1_500)
    if replied:
        world.reply(case)
    change = world.memory.request(Purpose.HANDLE_RIGHTS_REQUEST, "rights-queue").change("restrict")
    change.set_state(world.family.child(0), State.RESTRICTED)
    change.send()
    world.decide(JULY)
    kept = 0 if replied else 1_500
    assert (world.granted_of(JULY), world.set_off_of(JULY)) == (granted, kept)
    assert world.payments()[f"{JULY}#01"].cents == granted - kept
    assert world.debt(case).left == SOCIAL - 1_500 - kept
    proof = world.prove()
    assert proof.holds, proof.differences
