"""CA-13: what a family says on its own page stops a recovery at once, and a person must answer it with a reason."""

import pytest

from functions.payments.debts.contest_debt import contest_debt, said_of
from functions.payments.debts.debt_case import State
from functions.payments.debts.debt_desk import DebtFault, DebtRefusedError
from functions.payments.debts.list_debts import listed_cases
from functions.payments.debts.settle_debts import settle_debts
from functions.register.purpose import Purpose
from functions.units.clock import civil_date
from functions.vault.ledger_entry import Actor
from tests.builders.debts import ANNA, AUGUST, JULY, DebtWorld, overpaid


def refused(fault: DebtFault) -> pytest.RaisesExc[DebtRefusedError]:
    return pytest.raises(DebtRefusedError, match=f"^{fault.value}$")


def contest(world: DebtWorld, case: str, text: str) -> None:
    """Say something on the family's own page."""
    request = world.memory.request(Purpose.GIVE_PORTAL_ACCESS, "portal-api", actor=Actor.person(world.family.payee))
    contest_debt(request, world.family.dossier, case, world.family.payee, text)


@pytest.mark.goal("CA-13")
def test_what_the_family_says_on_its_page_stops_the_set_off_at_once() -> None:
    """Given a plan, when the family contests it on its page, then nothing is kept until two people answer that."""
    world = overpaid()
    case = world.open()
    with refused(DebtFault.UNKNOWN):
        contest(world, case, "I was never shown this.")
    world.agreed(case)
    for _ in range(2):
        contest(world, case, "My income fell in May.")
    world.decide(JULY)
    assert world.set_off_of(JULY) == 0
    assert world.debt(case).state is State.REPLIED
    with refused(DebtFault.NO_PROPOSAL):
        world.confirm(case)
    assert [one.text for one in said_of(world.staff(ANNA), world.family.dossier, case)] == ["My income fell in May."]
    today = civil_date(world.memory.clock.instant())
    settle_debts(world.store, today)
    assert [(one.case, one.state) for one in listed_cases(world.store)] == [(case, State.REPLIED)]
    world.propose(case, monthly=200)
    contest(world, case, "And in June.")
    with refused(DebtFault.NO_PROPOSAL):
        world.confirm(case)
    world.propose(case, monthly=300)
    world.confirm(case)
    world.decide(AUGUST)
    assert world.set_off_of(AUGUST) == 300


@pytest.mark.parametrize("text", ["", "   ", "x" * 4_001])
def test_a_reply_says_something_and_is_not_endless(text: str) -> None:
    """Given no words, or too many, then nothing is kept of them and nothing stops."""
    world = overpaid()
    case = world.open()
    world.show(case)
    with refused(DebtFault.NO_REASON):
        contest(world, case, text)
    assert world.debt(case).state is State.SHOWN
