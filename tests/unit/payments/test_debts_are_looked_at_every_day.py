"""PX-6: what is over is ended by itself, what waits too long is counted, and the month says what was kept of it."""

from datetime import timedelta

import pytest

from functions.benefits.parameters import current_parameters
from functions.benefits.words import LANGUAGES, Language, say_amount
from functions.payments.debts.debt_case import State
from functions.payments.debts.list_debts import listed_cases, waiting_corrections
from functions.payments.debts.settle_debts import settle_debts
from functions.payments.explain_month import explain_month
from functions.retention.record_kind import record_kind
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.ids import new_id
from tests.builders.debts import JULY, MAY, SOCIAL, DebtWorld, overpaid
from tests.builders.payment_files import FUND
from tools.synthetic.bank_answers import notice, repaid


def settled(world: DebtWorld) -> tuple[int, int]:
    found = settle_debts(world.store, civil_date(world.memory.clock.instant()))
    return found.ended, found.late


def test_a_case_whose_money_is_all_there_ends_by_itself() -> None:
    """Given a debt that was paid back, when the day's work is done twice, then its case ends once, with a term."""
    world = overpaid(months=(MAY,))
    case = world.open()
    reference = world.agreed(case, "transfer").account.record.reference
    world.answer(notice(repaid((SOCIAL, reference)), FUND.iban))
    assert settled(world) == (1, 0)
    assert settled(world) == (0, 0)
    row = next(row for row in world.memory.database.rows[Table.CASES].values() if row["pk"] == case)
    assert row["state"] == State.CLOSED
    assert row["destroy_on"] == "2032-01-01"
    assert record_kind(Table.CASES, row) == "debt_case"
    assert list(listed_cases(world.store)) == []
    assert world.debt(case).state is State.CLOSED


def test_what_nobody_looks_at_is_counted() -> None:
    """Given a draft that is not shown for 15 days, then it is late, and no longer when it is shown."""
    world = overpaid(months=(MAY,))
    assert len(list(waiting_corrections(world.store))) == 1
    case = world.open()
    assert settled(world) == (0, 0)
    world.memory.clock.jump(timedelta(days=15))
    assert settled(world) == (0, 1)
    world.show(case)
    assert settled(world) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explanation_of_a_month_names_what_was_kept(language: Language) -> None:
    """Given a month of which a part was kept, then its explanation says how much was granted, kept and paid."""
    world = overpaid(months=(MAY,))
    world.agreed(world.open())
    world.decide(JULY)
    lines = explain_month(world.memory.vault, current_parameters(), new_id("run"), world.family.dossier, JULY, language)
    kept, granted = world.set_off_of(JULY), world.granted_of(JULY)
    said = [say_amount(cents, language) for cents in (granted, kept, granted - kept)]
    assert kept
    assert any(all(amount in line for amount in said) for line in lines)
