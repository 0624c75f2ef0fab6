"""The entry point: one bad message stops nobody, content in a queue is dropped and told, nothing leaves in an error."""

import copy
import json
from datetime import date
from pathlib import Path

import pytest

from functions.government import queue
from functions.government.check_notification import Rules
from functions.government.decide_case import Decision, decide_case
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.runtime.read_references import NotAReferenceError, read_references
from functions.units.dropped_object import Reference
from functions.vault.ledger_entry import Actor
from tests.architecture.modules import ROOT
from tests.builders.drop_system import DropSystem
from tests.builders.drops import BUCKET, DropWorld, envelope, household, message_of, number_of

EVENTS = Path(ROOT) / "events"
HEAD = number_of(1)


def event(name: str) -> dict[str, object]:
    found = json.loads((EVENTS / "sqs" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> DropWorld:
    system = DropSystem("government-queue")
    monkeypatch.setattr(queue, "system", lambda: system)
    system.world.family(An=(HEAD, "beneficiary"))
    return system.world


def deliver(*bodies: str) -> list[str]:
    """Deliver messages; return the ids of those that failed."""
    records = [{"messageId": f"m{number}", "body": body} for number, body in enumerate(bodies)]
    failures = queue.handler({"Records": records}, None)["batchItemFailures"]
    assert isinstance(failures, list)
    return [one["itemIdentifier"] for one in failures]


def test_the_sample_events_are_understood(world: DropWorld) -> None:
    """Given the samples of `events/`, then reference, delivery and receipt belong together."""
    body = (EVENTS / "s3" / "household_delivery.json").read_bytes()
    world.put_bytes("0244640631/household/000000000000001.json", body)
    assert queue.handler(event("drop_reference"), None) == {"batchItemFailures": []}
    receipt = world.receipt("0244640631/household/000000000000001.json")
    assert receipt["status"] == "OK"
    lines = (EVENTS / "s3" / "income_tax_delivery.jsonl").read_bytes()
    assert deliver(message_of(world.put_bytes("0308357159/income_tax/000000000000001.jsonl", lines))) == []
    assert world.receipt("0308357159/income_tax/000000000000001.jsonl")["status"] == "OK"


def test_the_test_message_of_a_bucket_asks_for_nothing(world: DropWorld) -> None:
    """Given the message that S3 sends when a bucket is connected, then nothing happens and nothing fails."""
    assert queue.handler(event("drop_bucket_test"), None) == {"batchItemFailures": []}
    assert world.drops.calls["read"] == 0


def test_content_in_a_message_is_deleted_counted_and_logged(
    world: DropWorld, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Given a message with a delivery in it, then it is not used, does not fail, and only that it came is told."""
    assert queue.handler(event("drop_content"), None) == {"batchItemFailures": []}
    said = capsys.readouterr().out
    logged = [vars(record) for record in caplog.records]
    assert [one.get("problem") for one in logged] == ["message_with_content", None]
    assert '"MessageWithContent":1' in said
    assert HEAD not in said + str(logged)
    assert world.receipts.bodies == {}


def test_one_message_that_fails_stops_nobody(world: DropWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a store of receipts that fails for one delivery, then that message alone comes back, without values."""
    first = world.put(envelope("HOUSEHOLD", 1, [household("h1", HEAD)]))
    second = world.put(envelope("HOUSEHOLD", 2, [household("h2", HEAD)]))
    failed: list[int] = []

    def fail_once(_: str) -> None:
        if not failed:
            failed.append(1)
            raise ConnectionError(HEAD)

    world.receipts.before = fail_once
    assert deliver(message_of(first), message_of(second)) == ["m0"]
    assert HEAD not in capsys.readouterr().out
    assert deliver(message_of(first)) == []
    assert len(world.receipts.bodies) == 2
    assert world.drops.bodies == {}


def test_metrics_tell_numbers_only(world: DropWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a delivery with a member that nobody asked for, then it is counted (goal GD-6) and no value is told."""
    strange = {**household("h1", HEAD), "shoeSize": 43}
    assert deliver(message_of(world.put(envelope("HOUSEHOLD", 5, [strange])))) == []
    said = capsys.readouterr().out
    assert '"UnknownMember":1' in said
    assert '"NotificationAccepted":1' in said
    assert HEAD not in said
    assert "shoeSize" not in said


def broken(change: str) -> str:
    message = json.loads(message_of(Reference("k", "e", 1)))
    record = message["Records"][0]
    match change:
        case "another bucket":
            record["s3"]["bucket"]["name"] = "other"
        case "a deletion":
            record["eventName"] = "ObjectRemoved:Delete"
        case "no etag":
            del record["s3"]["object"]["eTag"]
    return json.dumps(copy.deepcopy(message))


@pytest.mark.parametrize(
    "body",
    ["", "[]", "3", "{}", '{"Records": 3}', '{"Records": [{}]}']
    + [broken(change) for change in ("another bucket", "a deletion", "no etag")],
    ids=range(9),
)
def test_what_is_no_reference_is_refused(body: str) -> None:
    """Given any other message, then it is no reference, and the refusal quotes nothing of it."""
    with pytest.raises(NotAReferenceError, match=r"^not a reference to a dropped object$"):
        read_references(body, BUCKET)


def test_keys_are_read_as_s3_writes_them() -> None:
    """Given a key with signs that S3 escapes, then the object's real key is read."""
    body = message_of(Reference("a%2Bb+c.json", '"e"', 1))
    assert read_references(body, BUCKET) == [Reference("a+b c.json", "e", 1)]


def test_a_decision_on_quarantine_comes_through_the_same_queue(world: DropWorld) -> None:
    """Given a decided case, when its message comes twice, then it is settled once; an unknown case asks for nothing."""
    world.take(envelope("HOUSEHOLD", 1, [{"ssin": {"value": HEAD}}]))
    (case,) = {key.pk for key in world.memory.database.rows[Table.CASES]}
    vault = world.memory.vault
    desk = vault.request(
        Purpose.SETTLE_QUARANTINE, "staff-api", Actor.staff("stf_00000000000000000000000001"), case=case
    )
    rules = Rules(date(2024, 7, 1), synthetic_allowed=True)
    decide_case(desk, case, Decision.DESTROY, None, rules)
    body = json.dumps({"event": "evt_01J1QXB3Y8K2M4N6P8R0S2T4V6", "kind": "quarantine_decided", "ids": [case]})
    assert deliver(body, body) == []
    (row,) = [row for key, row in world.memory.database.rows[Table.CASES].items() if key.pk == case]
    assert row["state"] == "destroyed"
    assert queue.handler(event("quarantine_decided"), None) == {"batchItemFailures": []}
