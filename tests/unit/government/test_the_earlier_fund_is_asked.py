"""The fund that a family came from is asked, asked again when late, and its answer closes the question."""

import json
from datetime import date, timedelta

import pytest

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, Picture2018Fact
from functions.dossier.fact import JoiningFact, Provenance
from functions.dossier.write_family import put_fact
from functions.government import queue, schedule
from functions.government.ask_earlier_fund import ask_earlier_fund
from functions.government.fund_question import CLOSED_LIST, WORK_LIST
from functions.government.holdings import GovernmentHolding
from functions.government.watch_questions import LateQuestions, watch_questions
from functions.government.work import open_request
from functions.outbox.event import Event
from functions.outbox.publish_event import QUEUE_OF, message_of
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.retention.record_kind import record_kind
from functions.runtime.database import Item, Table
from functions.units.clock import civil_date
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind, outbox_item
from tests.builders.drop_system import DropSystem
from tests.builders.drops import DropWorld, Json, attestation, child_number, envelope, household, number_of
from tests.builders.opened_rows import opened_rows

HEAD, FIRST, SECOND = number_of(1), child_number(1), child_number(2)


def family(fund: str | None = "Een Ander Fonds") -> tuple[DropWorld, str]:
    """Return a family of two children that came from a fund."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(FIRST, "child"), Cas=(SECOND, "child"))
    request = world.memory.request(Purpose.OPEN_FAMILY_FILE)
    change = request.change("join")
    origin = Provenance(source="family", attestation="rcp_1")
    joined = JoiningFact(
        person=world.person(HEAD) or "", known_at="2024-07-01T06:00:00Z", provenance=origin, earlier_fund=fund
    )
    put_fact(request, change, dossier, joined)
    change.send()
    return world, dossier


def ask(world: DropWorld, dossier: str) -> bool:
    """Let the queue's function ask."""
    return ask_earlier_fund(open_request(world.memory.vault), dossier)


def question(world: DropWorld) -> Item:
    """Return the one question as it rests in clear."""
    (row,) = [row for row in world.memory.database.rows[Table.CASES].values() if row["sk"] == "case"]
    return row


def sealed(world: DropWorld) -> dict[str, object]:
    """Return what the question says."""
    ((_, (members,)),) = opened_rows(world.memory.database, world.memory.keyring, Table.CASES)
    return members


def watch(world: DropWorld) -> LateQuestions:
    """Let a morning come."""
    memory = world.memory
    today = civil_date(memory.clock.instant())
    return watch_questions(memory.database, Gates(memory.database, memory.clock), memory.clock, today)


def paid(child: str, name: str, last: str | None = "2024-06") -> Json:
    """Return the earlier fund's answer about a child."""
    period: Json = {"beginMonth": "2023-05", "category": "BASE", "beneficiaries": [HEAD]}
    if last is not None:
        period["endMonth"] = last
    said = {"source": "FLANDERS", "fund": {"enterpriseNumber": "0123456789"}, "periods": [period]}
    return {"ssin": {"value": child}, "attestation": attestation(name), "content": {"benefitElsewhere": said}}


def pictures(child: str, name: str) -> Json:
    """Return the picture of December 2018 of a child."""
    said = {"source": "FLANDERS", "picture2018": {"rightOpen": True, "group": "g1", "rank": "LOWEST"}}
    return {"ssin": {"value": child}, "attestation": attestation(name), "content": {"benefitElsewhere": said}}


def test_the_question_rests_sealed_with_a_deadline() -> None:
    """Given a family from another fund, then one sealed question waits, with ids, a date and a count in clear."""
    world, dossier = family()
    assert ask(world, dossier) is True
    assert ask(world, dossier) is False
    row = question(world)
    assert {name: row[name] for name in ("state", "work_list", "due", "dossier", "times", "destroy_on")} == {
        "state": "open",
        "work_list": WORK_LIST,
        "due": "2024-07-31",
        "dossier": dossier,
        "times": 1,
        "destroy_on": "2025-07-01",
    }
    content = json.loads(str(sealed(world)["content"]))
    assert content["earlierFund"] == "Een Ander Fonds"
    assert content["payee"] == HEAD
    assert content["children"] == sorted([FIRST, SECOND])
    clear = str({name: value for name, value in row.items() if name != "sealed"})
    assert not any(number in clear for number in (HEAD, FIRST, SECOND, "Ander"))
    assert record_kind(Table.CASES, row) is RecordType.FUND_QUESTION


def test_nobody_is_asked_about_a_family_that_names_no_fund() -> None:
    """Given a family from no fund, then there is no question."""
    world, dossier = family(None)
    assert ask(world, dossier) is False
    assert world.memory.database.rows[Table.CASES] == {}


def test_a_late_answer_is_asked_again_and_rings_after_the_second_time() -> None:
    """Given no answer, then it is asked again every thirty days, and from the third time on a person is called."""
    world, dossier = family()
    ask(world, dossier)
    world.memory.database.rows[Table.OUTBOX].clear()
    assert watch(world) == LateQuestions(0, 0)
    for times in range(1, 4):
        assert ask(world, dossier) is False
        world.memory.clock.jump(timedelta(days=30))
        assert watch(world) == LateQuestions(1, int(times > 2))
        (asked,) = world.memory.database.rows[Table.OUTBOX].values()
        assert (asked["kind"], asked["ids"]) == (EventKind.ASK_EARLIER_FUND, [dossier])
        world.memory.database.rows[Table.OUTBOX].clear()
        assert ask(world, dossier) is True
        assert question(world)["times"] == times + 1
    assert question(world)["due"] == "2024-10-29"


@pytest.mark.parametrize("last", ["2024-06", None])
def test_answers_about_each_child_close_the_question(last: str | None) -> None:
    """Given a question about two children, when both are answered, then it is closed; pictures close nothing."""
    world, dossier = family()
    ask(world, dossier)
    world.take(envelope("BENEFIT_ELSEWHERE", 1, [pictures(FIRST, "p1"), pictures(SECOND, "p2")]))
    assert question(world)["work_list"] == WORK_LIST
    first = envelope("BENEFIT_ELSEWHERE", 2, [paid(FIRST, "a1", last)])
    world.take(first)
    world.take(first)
    assert question(world)["work_list"] == WORK_LIST
    assert sealed(world)["answered"] == [world.person(FIRST)]
    world.take(envelope("BENEFIT_ELSEWHERE", 3, [paid(SECOND, "a2", last)]))
    assert question(world)["work_list"] == CLOSED_LIST
    assert len(world.facts(dossier, BenefitElsewhereFact)) == 2
    assert len(world.facts(dossier, Picture2018Fact)) == 2
    world.memory.clock.jump(timedelta(days=60))
    assert watch(world) == LateQuestions(0, 0)
    assert ask(world, dossier) is False


def test_an_answer_before_the_question_leaves_nothing_to_ask() -> None:
    """Given that the other fund spoke first, then only the other child is asked about, or nothing at all."""
    world, dossier = family()
    world.take(envelope("BENEFIT_ELSEWHERE", 1, [paid(FIRST, "a1")]))
    ask(world, dossier)
    assert sealed(world)["children"] == [world.person(SECOND)]
    told, other = family()
    told.take(envelope("BENEFIT_ELSEWHERE", 1, [paid(FIRST, "a1"), paid(SECOND, "a2")]))
    assert ask(told, other) is False


def test_nobody_is_named_whom_we_have_no_reason_to_know_any_more() -> None:
    """Given a child that a household brought and a later one names no more, then the question leaves it out."""
    world, dossier = family()
    third = child_number(3)
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(third, 3)], on="2024-01-01")]))
    world.take(envelope("HOUSEHOLD", 2, [household("h2", HEAD, on="2024-04-01")]))
    ask(world, dossier)
    assert third not in str(sealed(world)["content"])
    assert FIRST in str(sealed(world)["content"])


def test_an_erasure_finds_the_question() -> None:
    """Given a question that names a person, then the person's erasure takes it along."""
    world, dossier = family()
    ask(world, dossier)
    request = world.memory.request(Purpose.ERASE_PERSON)
    (row,) = GovernmentHolding().find(request, world.person(FIRST) or "")
    assert row.record_type is RecordType.FUND_QUESTION
    assert date.fromisoformat(str(row.row.clear["destroy_on"])) == date(2025, 7, 1)


def test_the_queue_brings_the_file_and_the_morning_rings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given the messages of the outbox, then the queue's function asks; without an answer the alarm rings."""
    world, dossier = family()
    system = DropSystem("government-queue", world=world)
    monkeypatch.setattr(queue, "system", lambda: system)
    monkeypatch.setattr(schedule, "system", lambda: system)
    rung = []
    for _ in range(4):
        event = Event.of(outbox_item(EventKind.ASK_EARLIER_FUND, (dossier,), world.memory.clock))
        record = {"messageId": "m1", "body": message_of(event)}
        assert queue.handler({"Records": [record]}, None) == {"batchItemFailures": []}
        capsys.readouterr()
        world.memory.clock.jump(timedelta(days=30))
        schedule.handler({}, None)
        (line,) = [line for line in capsys.readouterr().out.splitlines() if "CloudWatchMetrics" in line]
        rung.append(json.loads(line)["FundUnanswered"])
    assert rung == [0, 0, 1, 1]
    assert QUEUE_OF[EventKind.ASK_EARLIER_FUND] == "drops"
