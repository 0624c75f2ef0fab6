"""A share that a bank gives back is no matter of the family, and is paid again to its own new account, once."""

from datetime import date, timedelta

from functions.dossier.account_state import HELD
from functions.dossier.places import account_place
from functions.payments.payable_account import Use
from functions.payments.payment import Payment, is_payment
from functions.payments.share_payment import is_share
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem
from tests.builders.account_change import AccountDesk
from tests.builders.bank_world import OFFICERS, BankWorld
from tests.builders.paid_families import FundFamily, add_facts
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
    rows = [SealedItem.of(Table.PAYMENTS, row) for row in world.payments_of(FAMILY) if "sealed" in row]
    request = world.memory.request(Purpose.CALCULATE_AND_PAY)
    opened = request.open([row for row in rows if is_payment(row.place.sk)], Payment)
    return {one.place.sk: one.record for one in opened if is_share(one.record.trace)}


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
