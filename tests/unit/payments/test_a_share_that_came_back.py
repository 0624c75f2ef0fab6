"""A share that a bank gives back is no matter of the family, and is paid again to its own new account, once."""

from datetime import date, timedelta

from functions.dossier.account_state import HELD
from functions.dossier.places import account_place
from functions.payments.payable_account import Use
from functions.payments.payment import Payment, is_payment
from functions.payments.prove_families import prove_families
from functions.payments.returned_payment import AGAIN, PREFIX
from functions.payments.share_payment import is_share, lines_of, overpaid_files
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import instant_text
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.account_change import AccountDesk
from tests.builders.bank_world import OFFICERS, BankWorld
from tests.builders.paid_families import FundFamily, add_facts, origin
from tests.builders.shared_months import INSTITUTION, SAVINGS, placed
from tools.synthetic.bank_answers import debit, given_back, notice

FAMILY = FundFamily(1)
USE = Use("institution", FAMILY.child(0))
JULY = YearMonth(2024, 7)


def account(world: BankWorld, iban: str) -> None:
    """Let two people enter the institution's account, and let it cool."""
    for officer in OFFICERS:
        AccountDesk(world.memory).by_staff(AccountDesk.asked(FAMILY, iban, "Huis De Linde", USE), officer)
    world.memory.clock.jump(timedelta(days=8))


def shares(world: BankWorld) -> dict[str, Payment]:
    """Return the payments of shares, by their row."""
    return {sort: one for sort, one in every(world).items() if is_share(one.trace)}


def every(world: BankWorld) -> dict[str, Payment]:
    """Return the family's payments, by their row."""
    rows = [SealedItem.of(Table.PAYMENTS, row) for row in world.payments_of(FAMILY) if "sealed" in row]
    request = world.memory.request(Purpose.CALCULATE_AND_PAY)
    opened = request.open([row for row in rows if is_payment(row.place.sk)], Payment)
    return {one.place.sk: one.record for one in opened}


def test_a_share_that_came_back_is_paid_again_to_its_own_account() -> None:
    """Given an institution whose bank gives its share back, then its next account gets the same cents with July's."""
    world = BankWorld().with_families(FAMILY)
    add_facts(world.memory, FAMILY.dossier, [placed(FAMILY, date(2024, 1, 1))])
    account(world, INSTITUTION)
    run = world.month_sent()
    (share,) = shares(world).values()
    file = world.seen(run.run)
    line = next(one for one in file.payments if one.payment == share.payment)
    world.answer(notice(debit(file, file.cents), file.own))
    told = len(world.events("message_wanted"))
    assert world.answer(notice(given_back(file, line, "AC04"), file.own, number=2)).aside == 0
    assert len(world.events("message_wanted")) == told  # an institution is no person, and the family is not concerned
    assert world.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 2).key]["state"] == HELD
    account(world, SAVINGS)
    world.memory.clock.jump(timedelta(days=20))
    world.month_sent(month=JULY)
    paid = shares(world)
    assert sorted(one.cents for one in paid.values()) == [share.cents] * 3  # June, June again, July
    assert [one.account for row, one in sorted(paid.items())] == ["account#0002", "account#0003", "account#0003"]
    proof = world.prove()
    assert proof.holds, proof.differences


def learn(world: BankWorld, version: int, *, void: bool, since: date = date(2024, 1, 1)) -> None:
    """Take in another version of the placement."""
    source = origin("placement", "staff").model_copy(update={"version": version})
    known = instant_text(world.memory.clock.instant())
    changed = {"provenance": source, "void": void, "known_at": known}
    add_facts(world.memory, FAMILY.dossier, [placed(FAMILY, since).model_copy(update=changed)])


def test_a_share_that_is_not_due_any_more_is_not_paid_again() -> None:
    """Given a share that came back and a placement that was void, then it is paid to the family alone, to the cent."""
    world = BankWorld().with_families(FAMILY)
    add_facts(world.memory, FAMILY.dossier, [placed(FAMILY, date(2024, 1, 1))])
    account(world, INSTITUTION)
    run = world.month_sent()
    (share,) = shares(world).values()
    file = world.seen(run.run)
    line = next(one for one in file.payments if one.payment == share.payment)
    world.answer(notice(debit(file, file.cents) + given_back(file, line, "AC04"), file.own))
    learn(world, 1, void=True)
    account(world, SAVINGS)
    world.memory.clock.jump(timedelta(days=20))
    world.month_sent(month=JULY)
    assert [one.cents for one in shares(world).values()] == [share.cents]
    assert list(overpaid_files(world.store)) == []
    (left,) = [row for row in world.payments_of(FAMILY) if str(row["sk"]).startswith(PREFIX)]
    assert left["state"] == AGAIN
    proof = world.prove()
    assert proof.holds, proof.differences
    assert proof.total.entitlement == sum(row.cents for row in every(world).values()) - share.cents
    assert prove_families(world.memory.vault, world.store, run.run, str(left["shard"])).differing == 0
    # Were it due after all, the next run pays it: what was not paid again does not count as paid.
    learn(world, 2, void=False)
    world.memory.clock.jump(timedelta(days=31))
    world.month_sent(month=JULY.plus(1))
    newest = shares(world)["2024-08#02"]
    assert next((str(one.month), one.cents) for one in lines_of(newest.trace)) == ("2024-06", share.cents)
    assert world.prove().holds


def test_the_months_of_a_share_that_are_still_due_are_paid_again_and_no_other() -> None:
    """Given a share of two months that came back, and a placement that began a month later, then the rest is paid."""
    world = BankWorld().with_families(FAMILY)
    add_facts(world.memory, FAMILY.dossier, [placed(FAMILY, date(2024, 1, 1))])
    world.month_sent()
    account(world, INSTITUTION)
    world.memory.clock.jump(timedelta(days=25))
    run = world.month_sent(month=JULY)
    (share,) = shares(world).values()
    june, july = (line.cents for line in lines_of(share.trace))
    file = world.seen(run.run)
    line = next(one for one in file.payments if one.payment == share.payment)
    world.answer(notice(debit(file, file.cents) + given_back(file, line, "AC04"), file.own))
    learn(world, 1, void=False, since=date(2024, 7, 1))
    account(world, SAVINGS)
    world.memory.clock.jump(timedelta(days=25))
    world.month_sent(month=JULY.plus(1))
    paid = shares(world)
    again = paid["2024-07#03"]
    assert (again.cents, [one.cents for one in lines_of(again.trace)]) == (july, [july])
    assert list(overpaid_files(world.store)) == []
    proof = world.prove()
    assert proof.holds, proof.differences
    assert proof.total.entitlement == sum(row.cents for row in every(world).values()) - again.cents - june
