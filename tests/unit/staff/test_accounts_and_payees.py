"""Staff enter accounts and documents about payees: each by two people, and what is wrong is refused by name."""

import pytest

from functions.runtime.database import Table
from tests.builders.bank_world import OTHER_IBAN
from tests.builders.paid_families import FundFamily, put_fund_family
from tests.builders.staff_desk import StaffDesk

FAMILY = FundFamily(1)
CHANGES, DECISIONS, PAYEES = "/api/staff/accounts/changes", "/api/staff/accounts/decisions", "/api/staff/payees"
ACCOUNT = {"dossier": FAMILY.dossier, "person": FAMILY.payee, "iban": OTHER_IBAN, "holder": "Noor Peeters"}
JUDGMENT = {
    "dossier": FAMILY.dossier,
    "person": FAMILY.child(0),
    "document": "AR/24/123",
    "kind": "payee_decision",
    "received_on": "2024-06-10",
    "parts": [{"payee": FAMILY.other, "numerator": 1, "denominator": 2}],
}
WHO = {CHANGES: ("case_worker", "change_account"), PAYEES: ("case_worker", "record_payee")}


@pytest.fixture
def family(desk: StaffDesk) -> StaffDesk:
    """Return a desk with a family, and a case worker signed in."""
    put_fund_family(desk.system.memory, FAMILY)
    as_(desk, "anna", "case_worker")
    return desk


def as_(desk: StaffDesk, name: str, role: str) -> None:
    desk.provider.sub, desk.provider.roles = f"officer-{name}", (role,)
    desk.sign_in()


@pytest.mark.parametrize(("path", "body", "done"), [(CHANGES, ACCOUNT, "new"), (PAYEES, JUDGMENT, "recorded")])
def test_two_people_enter_the_same(family: StaffDesk, path: str, body: dict[str, object], done: str) -> None:
    _, purpose = WHO[path]
    for _ in range(2):
        first = family.ask("POST", path, body, Purpose=purpose)
        assert (first.status, first.members["state"]) == (202, "entered")
    as_(family, "bert", "case_worker")
    second = family.ask("POST", path, body, Purpose=purpose)
    assert (second.status, second.members["state"]) == (202, done)


def test_an_entered_account_stands_in_the_list_of_those_who_pay(family: StaffDesk) -> None:
    family.ask("POST", CHANGES, ACCOUNT, Purpose="change_account")
    as_(family, "carla", "payment_officer")
    listed = family.ask("GET", "/api/staff/accounts", Purpose="confirm_account")
    assert listed.members["asked"] == [{"dossier": FAMILY.dossier, "account": "account#0002"}]


def test_two_people_decide_on_a_name_that_does_not_fit(family: StaffDesk) -> None:
    doubtful = {**ACCOUNT, "iban": "BE62510007547061"}
    assert family.ask("POST", CHANGES, doubtful, Purpose="change_account").status == 202
    as_(family, "bert", "case_worker")
    assert family.ask("POST", CHANGES, doubtful, Purpose="change_account").members["state"] == "doubted"
    word = {"dossier": FAMILY.dossier, "account": "account#0002", "says": "refuse"}
    for name, state in (("carla", "doubted"), ("dirk", "refused")):
        as_(family, name, "payment_officer")
        answered = family.ask("POST", DECISIONS, word, Purpose="confirm_account")
        assert (answered.status, answered.members["state"]) == (200, state)
    assert family.ask("POST", DECISIONS, word, Purpose="confirm_account").status == 409


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (CHANGES, {**ACCOUNT, "iban": "BE41539007547035"}, 422),
        (CHANGES, {**ACCOUNT, "person": FAMILY.other}, 422),
        (CHANGES, {**ACCOUNT, "dossier": FundFamily(2).dossier}, 404),
        (CHANGES, {**ACCOUNT, "role": "other"}, 422),
        (PAYEES, {**JUDGMENT, "parts": []}, 422),
        (PAYEES, {**JUDGMENT, "creditor": "ordinary"}, 422),
        (PAYEES, {**JUDGMENT, "document": "the judgment on Noor"}, 422),
        (PAYEES, {**JUDGMENT, "dossier": FundFamily(2).dossier}, 404),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    family: StaffDesk, path: str, body: dict[str, object], status: int
) -> None:
    before = len(family.system.memory.database.rows[Table.DOSSIERS])
    answered = family.ask("POST", path, body, Purpose=WHO[path][1])
    assert answered.status == status, answered.body
    assert len(family.system.memory.database.rows[Table.DOSSIERS]) == before
    assert "BE41" not in answered.body


@pytest.mark.parametrize("path", [CHANGES, PAYEES])
def test_only_case_workers_enter(family: StaffDesk, path: str) -> None:
    as_(family, "carla", "payment_officer")
    body = ACCOUNT if path == CHANGES else JUDGMENT
    assert family.ask("POST", path, body, Purpose=WHO[path][1]).status == 403
