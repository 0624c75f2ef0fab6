"""Staff open an erasure that was asked on paper, and see its plan and statement."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest

from functions.rights import queue
from functions.runtime.database import Table
from functions.vault.signature import holds
from tests.builders.chain import chain_lines
from tests.builders.forms import synthetic_number
from tests.builders.main_path_erasure import PARTNER, PAYEE, main_path_erasure
from tests.builders.staff_desk import StaffSystem, make_desk
from tests.fakes.in_memory_objects import InMemoryObjects

PURPOSE = "handle_rights_request"


def paper(**changes: object) -> dict[str, object]:
    return {
        "kind": "erasure",
        "person": {"national_number": PARTNER},
        "identity": {"method": "identity_card", "seen_on": "2024-06-28"},
        "received_on": "2024-06-28",
        "language": "nl",
        **changes,
    }


class Office:
    """A desk, and the queue that carries requests out, over one family."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.erasure = main_path_erasure()
        self.memory = self.erasure.memory
        self.journal, self.packages = InMemoryObjects(), InMemoryObjects()
        self.desk = make_desk(monkeypatch, StaffSystem("staff-api", self.memory))
        monkeypatch.setattr(queue, "system", lambda: self)
        self.vault, self.holdings, self.keyring = self.memory.vault, self.erasure.holdings, self.memory.keyring
        self.desk.sign_in()

    def objects(self, bucket: str) -> InMemoryObjects:
        return {"journal": self.journal, "packages": self.packages}[bucket]

    def open(self, body: Mapping[str, object] | None = None, **headers: str) -> tuple[int, dict[str, object]]:
        answered = self.desk.ask(
            "POST", "/api/staff/requests", body or paper(), None, **{"Purpose": PURPOSE, **headers}
        )
        return answered.status, answered.members

    def show(self, case: object) -> dict[str, object]:
        answered = self.desk.ask("GET", f"/api/staff/requests/{case}", Purpose=PURPOSE)
        assert answered.status == 200, answered.body
        return answered.members

    def deliver(self) -> list[dict[str, str]]:
        rows = [row for row in self.memory.database.rows[Table.OUTBOX].values() if row["kind"] == "rights_step"]
        bodies = [json.dumps({"event": row["sk"], "kind": row["kind"], "ids": row["ids"]}) for row in rows]
        records = [{"messageId": str(at), "body": body} for at, body in enumerate(bodies)]
        return queue.handler({"Records": records}, None)["batchItemFailures"]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(monkeypatch)


def test_from_paper_to_the_signed_statement(office: Office) -> None:
    status, opened = office.open()
    assert status == 202
    waiting = office.show(opened["id"])
    assert (waiting["state"], waiting["due_on"], waiting["plan"]) == ("received", "2024-07-28", None)
    assert office.deliver() == []
    closed = office.show(opened["id"])
    assert closed["state"] == "closed"
    statement = closed["statement"]
    assert isinstance(statement, dict)
    assert holds(statement, office.memory.keyring.signing_public())
    plan = closed["plan"]
    assert isinstance(plan, dict)
    treatments = {(line["what"], line["how"]): line for line in plan["lines"]}
    assert treatments["submission", "erase"]["backups_days"] == 7
    assert treatments["family_file", "leave_out"]["backups_days"] == 35
    assert treatments["income", "hold"]["until"] == "2030-01-01"
    assert treatments["payment", "as_is"]["ground"] == "Code of Economic Law, art. III.86 and III.88"
    assert treatments["payment", "as_is"]["until"] == "2032-01-01"


def test_no_answer_holds_a_value_or_an_id_of_the_person(office: Office) -> None:
    _, opened = office.open()
    office.deliver()
    shown = json.dumps(office.show(opened["id"]))
    for value in (PARTNER, "Wouter", "Gezocht", office.erasure.family.partner, office.erasure.family.dossier):
        assert value not in shown


def test_the_payee_is_planned_and_waits_for_settlement(office: Office) -> None:
    _, opened = office.open(paper(person={"national_number": PAYEE}))
    assert office.deliver() == []
    shown = office.show(opened["id"])
    assert shown["state"] == "after_settlement"
    assert isinstance(shown["plan"], dict)
    assert shown["plan"]["after_settlement"] is True
    assert shown["statement"] is None


def test_the_search_for_the_person_stands_in_the_person_s_ledger_with_purpose_actor_and_case(office: Office) -> None:
    _, opened = office.open()
    entries = [
        json.loads(json.loads(line)["part"]) for line in chain_lines(office.memory, office.erasure.family.partner)
    ]
    (found,) = [entry for entry in entries if entry["purpose"] == "find_person"]
    assert found["case"] == opened["id"]
    assert found["actor"]["kind"] == "staff"
    assert PARTNER not in str(found)


def test_the_same_request_twice_is_one_case(office: Office) -> None:
    _, first = office.open()
    status, second = office.open()
    assert (status, second["id"]) == (200, first["id"])


def test_a_number_that_nobody_has_is_told_without_the_number(office: Office) -> None:

    unknown = synthetic_number("1970-01-01", 7)
    status, problem = office.open(paper(person={"national_number": unknown}))
    assert status == 422
    assert unknown not in json.dumps(problem)
    assert not office.memory.database.rows[Table.CASES]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"kind": "forget"}, "/kind"),
        ({"person": {}}, "/person/national_number"),
        ({"person": {"national_number": PARTNER, "email": "a@example.org"}}, "/person/email"),
        ({"person": {"national_number": "85670112300"}}, "/person/national_number"),
        ({"received_on": "2024-07-02"}, "/received_on"),
        ({"identity": {"method": "hunch", "seen_on": "2024-06-28"}}, "/identity/method"),
        ({"identity": {"method": "passport", "seen_on": "2024-06-28", "number": "EK1"}}, "/identity/number"),
        ({"language": "es"}, "/language"),
        ({"note": "x"}, "/note"),
    ],
)
def test_every_wrong_member_is_pointed_at(office: Office, changes: dict[str, object], pointer: str) -> None:
    status, problem = office.open(paper(**changes))
    assert status == 422
    errors = problem["errors"]
    assert isinstance(errors, list)
    assert pointer in {error["pointer"] for error in errors}
    assert not office.memory.database.rows[Table.CASES]


@pytest.mark.parametrize("headers", [{"Purpose": ""}, {"Purpose": "calculate_and_pay"}, {"Purpose": "find_person"}])
def test_without_the_purpose_of_the_act_nothing_is_opened(office: Office, headers: dict[str, str]) -> None:
    status, _ = office.open(None, **headers)
    assert status == 403
    assert not office.memory.database.rows[Table.CASES]


def test_the_purpose_may_stand_in_the_body(office: Office) -> None:
    status, _ = office.open(paper(purpose=PURPOSE), Purpose="")
    assert status == 202


def test_another_origin_and_no_origin_are_refused(office: Office) -> None:
    for origin in ("https://evil.example", ""):
        status, _ = office.open(Origin=origin)
        assert status == 403


def test_without_a_session_nobody_learns_anything(office: Office) -> None:
    _, opened = office.open()
    office.desk.cookies.clear()
    assert office.open()[0] == 401
    assert office.desk.ask("GET", f"/api/staff/requests/{opened['id']}", Purpose=PURPOSE).status == 401


def test_a_role_that_does_not_handle_rights_cannot_open_or_see_a_case(office: Office) -> None:
    _, opened = office.open()
    office.desk.provider.roles = ("payment_officer",)
    office.desk.sign_in()
    assert office.open()[0] == 403
    assert office.desk.ask("GET", f"/api/staff/requests/{opened['id']}", Purpose=PURPOSE).status == 403


@pytest.mark.parametrize("case", ["cas_00000000000000000000000001", "nonsense", "prs_00000000000000000000000001"])
def test_a_case_that_does_not_exist_is_404(office: Office, case: str) -> None:
    assert office.desk.ask("GET", f"/api/staff/requests/{case}", Purpose=PURPOSE).status == 404


def test_a_message_of_another_kind_is_handed_back(office: Office) -> None:
    body = json.dumps({"event": "evt", "kind": "submission_received", "ids": ["rcp_1"]})
    answered = queue.handler({"Records": [{"messageId": "m", "body": body}]}, None)
    assert answered == {"batchItemFailures": [{"itemIdentifier": "m"}]}


def test_a_page_without_script_can_post_the_same_as_a_form(office: Office) -> None:
    session = office.desk.system.sessions.find(office.desk.cookies["__Host-session"])
    assert session is not None
    fields = {
        "form_token": session.form_token,
        "purpose": PURPOSE,
        "kind": "erasure",
        "person.national_number": PARTNER,
        "identity.method": "passport",
        "identity.seen_on": "2024-06-28",
        "received_on": "2024-06-28",
        "language": "fr",
    }
    form = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    answered = office.desk.ask("POST", "/api/staff/requests", urlencode(fields), None, **form)
    assert answered.status == 303
    case = answered.header("Location").rpartition("/")[2]
    assert office.show(case)["state"] == "received"
