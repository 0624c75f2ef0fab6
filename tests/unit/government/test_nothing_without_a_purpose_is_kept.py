"""Minimised on entry: what no purpose asks for is gone before anything is stored, and counted per flow."""

import json

import pytest

from functions.government import queue
from functions.runtime.database import Table
from functions.runtime.metrics import Metric
from infra.watching.handling import FLOW
from infra.watching.measures import of_ours
from tests.builders import statements as said
from tests.builders.drop_system import DropSystem
from tests.builders.drops import Json, child_number, envelope, household, message_of, number_of
from tests.builders.opened_rows import opened_text
from tests.builders.statements import FLOWS, event, statement

HEAD, CHILD = number_of(1), child_number(1)
MARK = "planted-9d1c"
ADDED: Json = {MARK: {"name": MARK}, "note": MARK}
WHOLE: dict[str, Json] = {
    "REGISTER_EVENT": event("MOVE", address=said.ADDRESS),
    "EMPLOYMENT": {"employment": said.EMPLOYMENT},
    "INCAPACITY": {"incapacity": said.INCAPACITY},
    "UNEMPLOYMENT": {"unemployment": said.UNEMPLOYMENT},
    "INCOME_TAX": {"yearlyIncome": said.YEARLY_INCOME},
    "SCHOOL": {"schoolEnrolment": said.SCHOOL},
    "DISABILITY": {"disability": said.DISABILITY},
    "BENEFIT_ELSEWHERE": {"benefitElsewhere": said.PAID},
}
# Members of the contents above that a schema names and no purpose asks for, by flow.
NOT_KEPT = {
    "REGISTER_EVENT": 1,
    "EMPLOYMENT": 3,
    "INCAPACITY": 2,
    "UNEMPLOYMENT": 1,
    "INCOME_TAX": 1,
    "SCHOOL": 4,
    "DISABILITY": 0,
    "BENEFIT_ELSEWHERE": 3,
}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> DropSystem:
    system = DropSystem("government-queue")
    monkeypatch.setattr(queue, "system", lambda: system)
    system.world.family(An=(HEAD, "beneficiary"), Di=(CHILD, "child"))
    return system


def measured(capsys: pytest.CaptureFixture[str], metric: Metric, flow: str) -> int:
    """Return what was counted of a metric for one flow."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"_aws"')]
    return sum(line[metric.value] for line in lines if line.get("flow") == flow and metric.value in line)


def take(system: DropSystem, delivery: Json) -> None:
    """Drop a delivery and let the queue's entry point take it."""
    reference = system.world.put(delivery)
    record = {"messageId": "m1", "body": message_of(reference)}
    assert queue.handler({"Records": [record]}, None) == {"batchItemFailures": []}


def with_more(value: object, added: Json) -> object:
    """Return a JSON value with members that no schema names added to every object in it."""
    if isinstance(value, dict):
        return {name: with_more(one, added) for name, one in value.items()} | added
    return [with_more(one, added) for one in value] if isinstance(value, list) else value


def notification(flow: str, name: str) -> Json:
    """Return a notification of a flow with every member that its schema names."""
    return household(name, HEAD, [(CHILD, 3)]) if flow == "HOUSEHOLD" else statement(name, CHILD, WHOLE[flow])


@pytest.mark.goal("GD-6")
@pytest.mark.parametrize("flow", FLOWS)
def test_a_new_member_changes_nothing_stored_and_rings(
    system: DropSystem, capsys: pytest.CaptureFixture[str], flow: str
) -> None:
    """Given members that a sender adds everywhere, then the bytes at rest stay as they are and an alarm's count rises.

    Storage with the same statement is byte-equal; a first statement with such members leaves no trace of them.
    """
    take(system, envelope(flow, 1, [notification(flow, "a1")]))
    before = dict(system.memory.database.rows[Table.DOSSIERS])
    assert measured(capsys, Metric.UNKNOWN_MEMBER, flow) == 0
    more = with_more(notification(flow, "a1"), ADDED)
    take(system, envelope(flow, 2, [more]))
    assert system.memory.database.rows[Table.DOSSIERS] == before
    assert measured(capsys, Metric.UNKNOWN_MEMBER, flow) >= 2
    take(system, envelope(flow, 3, [with_more(notification(flow, "a2"), ADDED)]))
    more_rows = system.memory.database.rows[Table.DOSSIERS].keys() - before.keys()
    assert sorted(key.sk.partition("#")[0] for key in more_rows) == ["fact", "sent"]
    rests = opened_text(system.memory.database, system.memory.keyring, [Table.DOSSIERS, Table.CASES])
    assert "unreadable" not in rests
    assert MARK not in rests + repr(system.memory.database.rows)
    (alarm,) = (promise for promise in FLOW if promise.name == "unknown-member")
    assert (alarm.measure, alarm.threshold) == (of_ours(Metric.UNKNOWN_MEMBER, "government-queue"), 1)


@pytest.mark.parametrize("flow", NOT_KEPT)
def test_a_known_member_without_a_purpose_is_left_out_and_counted(
    system: DropSystem, capsys: pytest.CaptureFixture[str], flow: str
) -> None:
    """Given a statement with every member of its schema, then those that no right looks at are counted for the flow."""
    take(system, envelope(flow, 1, [notification(flow, "a1")]))
    assert measured(capsys, Metric.MEMBER_LEFT_OUT, flow) == NOT_KEPT[flow]


def test_what_is_put_aside_is_minimised_too(system: DropSystem) -> None:
    """Given a conflict and a refused statement with more than a purpose asks for, then quarantine holds less."""
    take(system, envelope("EMPLOYMENT", 1, [statement("a1", CHILD, WHOLE["EMPLOYMENT"])]))
    changed: Json = {"employment": {**said.EMPLOYMENT, "workedHours": 400, MARK: MARK}}
    future = statement("i1", CHILD, {"yearlyIncome": {**said.YEARLY_INCOME, "incomeYear": 9998, MARK: MARK}})
    take(system, envelope("EMPLOYMENT", 2, [statement("a1", CHILD, changed)]))
    take(system, envelope("INCOME_TAX", 1, [future]))
    cases = [str(case["content"]) for case in system.world.cases()]
    assert len(cases) == 2
    assert not any(MARK in case or "0200000000" in case or "727270607" in case for case in cases)
