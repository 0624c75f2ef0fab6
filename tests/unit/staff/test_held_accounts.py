"""A held account is paid again only when two different people confirmed it; they see ids and no account."""

import json

import pytest

from functions.dossier.account import Account
from functions.dossier.account_state import HELD
from functions.dossier.places import account_place
from functions.dossier.write_family import put_account
from functions.payments.returned_payment import PREFIX
from functions.payments.run_rows import reopened_list
from functions.register.purpose import Purpose
from functions.runtime.database import Put, Table
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.staff_desk import StaffDesk

FAMILY = FundFamily(1)
PURPOSE = "confirm_account"
BODY = {"dossier": FAMILY.dossier, "account": "account#0001"}


@pytest.fixture
def held(desk: StaffDesk) -> StaffDesk:
    """Return a desk with a family whose account is held for a payment that came back, and an officer signed in."""
    memory = desk.system.memory
    put_fund_family(memory, FAMILY)
    memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 1).key]["state"] = HELD
    memory.database.write(
        Put(
            Table.PAYMENTS,
            {
                "pk": FAMILY.dossier,
                "sk": f"{PREFIX}2024-06#01",
                "work_list": reopened_list("07"),
                "due": FAMILY.dossier,
            },
        )
    )
    desk.sign_in()
    return desk


def state(desk: StaffDesk) -> object:
    return desk.system.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 1).key]["state"]


def test_two_people_confirm_an_account_and_one_cannot(held: StaffDesk) -> None:
    listed = held.ask("GET", "/api/staff/accounts", Purpose=PURPOSE)
    owed = {"dossier": FAMILY.dossier, "payment": "2024-06#01", "held": ["account#0001"]}
    assert listed.members == {"owed": [owed], "asked": []}
    first = held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE)
    assert (first.status, first.members["state"], state(held)) == (200, HELD, HELD)
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).status == 409
    held.provider.sub = "officer-bea"
    held.sign_in()
    second = held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE)
    assert (second.status, second.members["state"], state(held)) == (200, "confirmed", "confirmed")
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).status == 409
    assert not any(word in json.dumps([listed.members, second.members]) for word in ("BE68", "Noor", "prs_"))
    chain = [key for key in held.system.memory.database.rows[Table.LEDGER] if key.pk == FAMILY.payee]
    assert len(chain) >= 2  # both stand in the payee's own ledger


def test_an_account_that_is_not_held_or_not_there_is_refused(held: StaffDesk) -> None:
    held.system.memory.database.rows[Table.DOSSIERS][account_place(FAMILY.dossier, 1).key].pop("state")
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).status == 409
    other = {**BODY, "dossier": FundFamily(2).dossier}
    assert held.ask("POST", "/api/staff/accounts", other, Purpose=PURPOSE).status == 409


def test_two_people_confirm_the_very_account_that_both_checked(held: StaffDesk) -> None:
    """Given another account that is held after one person confirmed the first, then the second word is of the first."""
    memory = held.system.memory
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).members["state"] == HELD
    change = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue").change("add account")
    newer = Account(person=FAMILY.payee, iban="BE62510007547061", holder=FAMILY.holder)
    put_account(change, FAMILY.dossier, 2, newer)
    change.send()
    rows = memory.database.rows[Table.DOSSIERS]
    rows[account_place(FAMILY.dossier, 2).key]["state"] = HELD
    owed = {"dossier": FAMILY.dossier, "payment": "2024-06#01", "held": ["account#0001", "account#0002"]}
    assert held.ask("GET", "/api/staff/accounts", Purpose=PURPOSE).members["owed"] == [owed]
    held.provider.sub = "officer-bea"
    held.sign_in()
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).members["state"] == "confirmed"
    assert state(held) == "confirmed"
    assert rows[account_place(FAMILY.dossier, 2).key]["state"] == HELD
    assert "confirmed_by" not in rows[account_place(FAMILY.dossier, 2).key]


def test_only_who_may_release_payments_may_confirm(held: StaffDesk) -> None:
    held.provider.roles = ("case_worker",)
    held.sign_in()
    assert held.ask("GET", "/api/staff/accounts", Purpose=PURPOSE).status == 403
    assert held.ask("POST", "/api/staff/accounts", BODY, Purpose=PURPOSE).status == 403


@pytest.mark.parametrize(
    "body",
    [{"dossier": "x"}, {}, {"dossier": FAMILY.dossier}, {**BODY, "account": "dossier"}, {**BODY, "iban": "BE6853"}],
)
def test_a_wrong_member_is_refused(held: StaffDesk, body: dict[str, object]) -> None:
    assert held.ask("POST", "/api/staff/accounts", body, Purpose=PURPOSE).status == 422
