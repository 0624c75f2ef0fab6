"""The desk of a case worker: what waits in quarantine, one case opened, and a decision taken down."""

import json

import pytest

from functions.runtime.database import Table
from tests.builders.drops import DropWorld, envelope, income, number_of
from tests.builders.staff_desk import StaffDesk

PURPOSE = "settle_quarantine"
WRONG = {"ssin": {"value": "0"}, "attestation": {"attestationId": "i1"}}


@pytest.fixture
def case(desk: StaffDesk) -> str:
    """Put one notification aside in the desk's fund; return its case. A case worker is signed in."""
    world = DropWorld(memory=desk.system.memory)
    world.family(An=(number_of(1), "beneficiary"))
    world.take(envelope("INCOME_TAX", 1, [income("i0", number_of(1), 1), WRONG]))
    desk.provider.roles = ("case_worker",)
    desk.sign_in()
    (found,) = {key.pk for key in desk.system.memory.database.rows[Table.CASES]}
    return found


def test_a_case_is_listed_opened_and_decided_on(desk: StaffDesk, case: str) -> None:
    """Given a case, then the list shows its cause, opening shows its content, and a decision is taken down."""
    shown = desk.ask("GET", "/api/staff/quarantine", Purpose=PURPOSE)
    (one,) = json.loads(shown.body)["cases"]
    assert (one["case"], one["state"], one["destroy_on"]) == (case, "open", "2024-07-04")
    assert "0" not in one["cause"]
    opened = desk.ask("GET", f"/api/staff/quarantine/{case}", Purpose=PURPOSE)
    assert json.loads(str(opened.members["notification"])) == WRONG
    assert (opened.members["line"], opened.members["flow"], opened.members["whole_delivery"]) == (
        2,
        "INCOME_TAX",
        False,
    )
    body = {"decision": "destroy", "purpose": PURPOSE}
    answered = desk.ask("POST", f"/api/staff/quarantine/{case}", body)
    assert (answered.status, answered.members) == (202, {"case": case, "state": "destroy_wanted"})
    assert desk.ask("POST", f"/api/staff/quarantine/{case}", body).status == 409


def test_a_correction_that_is_wrong_is_refused(desk: StaffDesk, case: str) -> None:
    """Given a correction without text, or one that is wrong itself, then the member is named and nothing is decided."""
    for text in (None, "{}"):
        body = {"decision": "correct"} | ({} if text is None else {"notification": text})
        answered = desk.ask("POST", f"/api/staff/quarantine/{case}", body, Purpose=PURPOSE)
        assert answered.status == 422
        assert json.loads(answered.body)["errors"][0]["pointer"] == "/notification"
    superfluous = {"decision": "release", "notification": "{}"}
    assert desk.ask("POST", f"/api/staff/quarantine/{case}", superfluous, Purpose=PURPOSE).status == 422


def test_only_a_case_worker_for_this_purpose(desk: StaffDesk, case: str) -> None:
    """Given another role, or no purpose, then nothing is listed, opened or decided."""
    assert desk.ask("GET", "/api/staff/quarantine").status == 403
    desk.provider.roles = ("payment_officer",)
    desk.sign_in()
    assert desk.ask("GET", "/api/staff/quarantine", Purpose=PURPOSE).status == 403
    assert desk.ask("GET", f"/api/staff/quarantine/{case}", Purpose=PURPOSE).status == 403
    body = {"decision": "release"}
    assert desk.ask("POST", f"/api/staff/quarantine/{case}", body, Purpose=PURPOSE).status == 403


@pytest.mark.parametrize("name", ["cas_00000000000000000000000000", "An Peeters", "prs_00000000000000000000000000"])
def test_what_is_no_case_is_not_found(desk: StaffDesk, case: str, name: str) -> None:
    """Given another name than that of a case, then it is not found."""
    assert desk.ask("GET", f"/api/staff/quarantine/{name}", Purpose=PURPOSE).status == 404
    body = {"decision": "destroy"}
    assert desk.ask("POST", f"/api/staff/quarantine/{name}", body, Purpose=PURPOSE).status == 404
