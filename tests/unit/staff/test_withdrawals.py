"""A payment file is withdrawn through the API by two different officers, for a reason of a closed list."""

from functions.payments.payment_file import WITHDRAWN
from tests.builders.bank_world import BankWorld
from tests.builders.paid_families import FundFamily
from tests.builders.staff_desk import StaffDesk

PURPOSE = "release_payment_file"
PATH = "/api/staff/withdrawals"


def test_two_officers_withdraw_a_file_and_one_cannot(desk: StaffDesk) -> None:
    """Given a file that nobody releases, when an officer withdraws it twice, then only another one's word counts."""
    bank = BankWorld(memory=desk.system.memory).with_families(FundFamily(1))
    run = bank.whole("flanders").run
    desk.sign_in()
    body = {"run": run, "file": 1, "reason": "not_released"}
    assert desk.ask("POST", PATH, body, Purpose=PURPOSE).members["state"] == "ready"
    assert desk.ask("POST", PATH, body, Purpose=PURPOSE).status == 409
    desk.provider.sub = "officer-bea"
    desk.sign_in()
    assert desk.ask("POST", PATH, body, Purpose=PURPOSE).members["state"] == WITHDRAWN
    assert desk.ask("POST", PATH, {**body, "file": 7}, Purpose=PURPOSE).status == 404
    assert desk.ask("POST", PATH, {**body, "reason": "because"}, Purpose=PURPOSE).status == 422
    assert desk.ask("POST", PATH, body, Purpose="find_person").status == 403
