"""PX-5: whichever call of an account's way fails, asking again ends in one new account, one notice and one decision."""

from functions.dossier.account_state import CONFIRMED
from functions.payments.decide_account import DecideRefusedError
from functions.runtime.database import Table
from tests.builders.account_change import AccountDesk
from tests.builders.bank_world import OFFICERS, OTHER_IBAN
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.vault import memory_vault
from tests.faults.harness import Path, assert_every_fault_heals

FAMILY = FundFamily(1)
CHANGE = AccountDesk.asked(FAMILY, OTHER_IBAN)


def world() -> AccountDesk:
    memory = memory_vault()
    put_fund_family(memory, FAMILY)
    memory.database.calls.clear()
    return AccountDesk(memory, {OTHER_IBAN: "Karel Maes"})


def whole_way(desk: AccountDesk) -> None:
    """Two people enter a doubtful account, and accept it."""
    desk.by_staff(CHANGE, OFFICERS[0])
    entered = desk.by_staff(CHANGE, OFFICERS[1])
    for officer in OFFICERS:
        try:
            desk.decide(FAMILY, entered.account, "accept", officer)
        except DecideRefusedError:
            # Decided already, by the try that died after it.
            assert desk.by_staff(CHANGE, officer).state == CONFIRMED


def by_payee(desk: AccountDesk) -> None:
    """Let the payee ask."""
    desk.by_payee(FAMILY, OTHER_IBAN)


def resting(desk: AccountDesk) -> object:
    """Return the accounts with their clear state, the questions, and the messages."""
    rows = desk.memory.database.rows
    accounts = [
        {name: value for name, value in row.items() if name not in {"sealed", "revision"}}
        for key, row in sorted(rows[Table.DOSSIERS].items(), key=str)
        if key.sk.startswith("account#")
    ]
    questions = [
        (key.sk, row["state"], row.get("work_list")) for key, row in sorted(rows[Table.PAYMENTS].items(), key=str)
    ]
    return accounts, questions, [(row["message"], row["ids"]) for row in rows[Table.OUTBOX].values()]


def test_the_whole_way_heals() -> None:
    """Given two entries and two decisions, then a fault at any call changes nothing of how it ends."""
    path = Path(world, lambda desk: {"tables": desk.memory.database}, whole_way, resting)
    reviewed = {"tables.get": 5, "tables.get_many": 7, "tables.query": 13, "tables.transact": 9}
    assert_every_fault_heals(path, reviewed)


def test_a_payees_change_heals() -> None:
    """Given a payee who asks again after a crash, then there is one account and one notice."""
    path = Path(world, lambda desk: {"tables": desk.memory.database}, by_payee, resting)
    reviewed = {"tables.get": 2, "tables.get_many": 2, "tables.query": 6, "tables.transact": 4}
    assert_every_fault_heals(path, reviewed)
