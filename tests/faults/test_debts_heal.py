"""PX-6: a crash or refusal at any call of a debt, from the draft to the last cent, ends with the same debt and book."""

import pytest

from functions.benefits.parameters import current_parameters
from functions.dossier.places import run_shard
from functions.payments import book_debit, release_file, write_files
from functions.payments.debts.contest_debt import contest_debt, said_of
from functions.payments.debts.open_debt import Opening, open_debt
from functions.payments.debts.settle_debts import settle_debts
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.ledger_entry import Actor
from tests.builders.bank_world import copy_of
from tests.builders.debts import ANNA, JULY, MAY, DebtWorld, overpaid
from tests.builders.paid_families import FundFamily
from tests.builders.payment_files import FUND
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tools.synthetic.bank_answers import notice, repaid

SHARDS = (run_shard(FundFamily(1).dossier),)
CORRECTION = "2024-06#c1"


@pytest.fixture(autouse=True)
def one_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run have the family's shard only."""
    for module in (write_files, release_file, book_debit):
        monkeypatch.setattr(module, "SHARDS", SHARDS)


def again(world: DebtWorld) -> DebtWorld:
    """Return an equal world that shares nothing but the keys."""
    copied = copy_of(world)
    return DebtWorld(
        memory=copied.memory,
        objects=copied.objects,
        bank=copied.bank,
        shards=SHARDS,
        family=world.family,
        version=world.version,
    )


def seams(world: DebtWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "objects": world.objects}


def case_of(world: DebtWorld) -> str:
    (case,) = [str(row["pk"]) for row in world.memory.database.rows[Table.CASES].values() if "dossier" in row]
    return case


def decide(world: DebtWorld) -> None:
    """Open, show, take a reply, propose and decide; every part may have been done already."""
    opening = Opening(world.family.dossier, CORRECTION, "family", ANNA, "late")
    case = open_debt(world.staff(ANNA), current_parameters(), opening)
    world.show(case)
    if world.debt(case).account.clear["state"] != "plan":
        world.reply(case)
        world.propose(case)
    world.confirm(case)


def recover(world: DebtWorld) -> None:
    """Set a part off with July's payment, and take the rest by transfer."""
    world.decide(JULY)
    reference = world.debt(case_of(world)).account.record.reference
    world.answer(notice(repaid((5_000, reference), reference="IN"), FUND.iban))


def state(world: DebtWorld) -> object:
    """Return the debt, the book and what was asked for, without ids of chance."""
    debt = world.debt(case_of(world))
    rows = world.memory.database.rows
    book = sorted((str(row["pk"]), row["cents"]) for row in rows[Table.BOOK].values())
    told = sorted(str(row.get("message", row["kind"])) for row in rows[Table.OUTBOX].values())
    steps = [(step.by, step.what, step.why) for step in debt.case.record.steps]
    return debt.state, debt.account.record.moves, steps, book, told, sorted(world.payments())


def contest(world: DebtWorld) -> None:
    """Let the family say something on its page, and let the day's work see it."""
    actor = Actor.person(world.family.payee)
    request = world.memory.request(Purpose.GIVE_PORTAL_ACCESS, "portal-api", actor=actor)
    contest_debt(request, world.family.dossier, case_of(world), world.family.payee, "My income fell.")
    settle_debts(world.store, civil_date(world.memory.clock.instant()))


def opened() -> DebtWorld:
    return overpaid(months=(MAY,), shards=SHARDS)


def test_the_steps_of_people_heal_from_every_fault() -> None:
    """Given a correction, when any call until the decision fails in any way, then there is one plan, told once."""
    before = opened()
    path = Path(lambda: again(before), seams, decide, state)
    # Whoever proposes and whoever decides reads the case first, and says what was read.
    calls = {"database.get": 40, "database.get_many": 23, "database.query": 60, "database.transact": 31}
    assert assert_every_fault_heals(path, calls) == 4 * sum(calls.values())


def test_the_money_heals_from_every_fault() -> None:
    """Given a plan, when any call of the set-off and of the repayment fails in any way, then each counts once."""
    before = opened()
    decide(before)
    path = Path(lambda: again(before), seams, recover, state)
    calls = {
        "database.get": 31,
        "database.get_many": 10,
        "database.query": 26,
        "database.transact": 16,
        "objects.write": 1,
    }
    assert assert_every_fault_heals(path, calls) == 4 * sum(calls.values())


def test_what_a_family_says_heals_from_every_fault() -> None:
    """Given a plan, when any call of a reply on the page fails in any way, then it is kept once and the plan rests."""
    before = opened()
    decide(before)

    def kept(world: DebtWorld) -> object:
        case = case_of(world)
        return state(world), [one.text for one in said_of(world.staff(ANNA), world.family.dossier, case)]

    path = Path(lambda: again(before), seams, contest, kept)
    calls = {"database.get": 6, "database.get_many": 3, "database.query": 7, "database.transact": 3}
    assert assert_every_fault_heals(path, calls) == 4 * sum(calls.values())
