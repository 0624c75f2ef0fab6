"""The functions at the bank as queues and schedules call them: references and ids in, counts out, no content."""

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from functions.payments import queue, schedule, send
from functions.payments.payment_file import BOOKED, SENT, SETTLED
from functions.payments.run_limits import ANSWER_BYTES
from functions.runtime.database import Item, Key, Table
from functions.runtime.settings import Settings
from functions.vault.outbox import EventKind
from tests.builders.bank_world import BankWorld
from tests.builders.memory_system import MemorySystem
from tests.builders.paid_families import FundFamily
from tests.builders.payment_files import FUND
from tests.fakes.in_memory_objects import InMemoryObjects, etag_of
from tools.synthetic.bank_answers import debit, notice, status_report

ACCOUNTS = {
    region: {"name": FUND.name, "enterprise_number": FUND.enterprise_number, "iban": FUND.iban}
    for region in ("flanders", "brussels", "wallonia")
}


class FundParameters:
    """The parameters that an operator set."""

    def get(self, name: str) -> str:
        """Return the one that is read."""
        assert name == "/kroost/test/fund-accounts"
        return json.dumps(ACCOUNTS)


@dataclass
class BankSystem(MemorySystem):
    """A function's system with the three buckets."""

    buckets: dict[str, InMemoryObjects] = field(default_factory=dict)
    operator_parameters: FundParameters = field(default_factory=FundParameters)

    @property
    def settings(self) -> Settings:
        """The settings, with the bank's bucket."""
        return replace(super().settings, buckets={"bank-in": "bank-in-test"})

    def objects(self, name: str) -> InMemoryObjects:
        """Return a bucket."""
        return self.buckets[name]


@pytest.fixture
def world() -> BankWorld:
    return BankWorld().with_families(FundFamily(1), FundFamily(2))


@pytest.fixture
def inbox(world: BankWorld, monkeypatch: pytest.MonkeyPatch) -> InMemoryObjects:
    """Stand the world in the place of the deployed system; return the bank's bucket."""
    letters = InMemoryObjects()
    buckets = {"payment-files": world.objects, "bank-out": world.bank, "bank-in": letters}
    made = BankSystem("payments-answers", world.memory, buckets=buckets)
    for module in (queue, schedule, send):
        monkeypatch.setattr(module, "system", lambda: made)
    return letters


def told(body: str) -> dict[str, object]:
    return {"Records": [{"messageId": "m1", "body": body}]}


def reference(key: str, body: bytes, size: int | None = None) -> dict[str, object]:
    placed = {"key": key, "eTag": etag_of(body), "size": len(body) if size is None else size}
    record = {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "bank-in-test"}, "object": placed}}
    return told(json.dumps({"Records": [record]}))


FAILED = {"batchItemFailures": [{"itemIdentifier": "m1"}]}
DONE: dict[str, list[object]] = {"batchItemFailures": []}


def test_a_file_leaves_when_its_event_comes(world: BankWorld, inbox: InMemoryObjects) -> None:
    """Given the event of the second release, then the file lies at the bank, once; another message is handed back."""
    del inbox
    run = world.whole("flanders").run
    world.release(run)
    ids = [str(world.file_row(run)["subject"]), run]
    event = told(json.dumps({"event": "evt_1", "kind": EventKind.SEND_FILE.value, "ids": ids}))
    assert send.handler(event, None) == DONE
    assert send.handler(event, None) == DONE
    assert world.file_row(run)["state"] == SENT
    assert len(world.bank.bodies) == 1
    for ids in ([run], ["fil_00000000000000000000000000", run]):
        wrong = told(json.dumps({"event": "evt_1", "kind": EventKind.SEND_FILE.value, "ids": ids}))
        assert send.handler(wrong, None) == FAILED


def test_an_answer_is_read_applied_and_gone(
    world: BankWorld, inbox: InMemoryObjects, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given an answer in the bucket, when its reference comes twice, then it is applied once and the object is gone."""
    run = world.month_sent().run
    file = world.seen(run)
    body = status_report(file, {file.payments[0].payment: "AC04"})
    inbox.bodies["anything at all.xml"] = body
    event = reference("anything at all.xml", body)
    assert queue.handler(event, None) == DONE
    assert inbox.bodies == {}
    assert queue.handler(event, None) == DONE
    out = capsys.readouterr().out
    assert '"PaymentReopened":1' in out
    assert not any(word in out for word in (file.payments[0].payment, file.message, "BE68", "anything"))


def test_an_answer_that_comes_too_early_is_handed_back_and_stays(world: BankWorld, inbox: InMemoryObjects) -> None:
    run = world.month_sent().run
    file = world.seen(run)
    world.file_row(run)["state"] = "released"
    body = status_report(file)
    inbox.bodies["a.xml"] = body
    assert queue.handler(reference("a.xml", body), None) == FAILED
    assert list(inbox.bodies) == ["a.xml"]
    world.file_row(run)["state"] = SENT
    assert queue.handler(reference("a.xml", body), None) == DONE
    assert inbox.bodies == {}


def test_what_is_too_large_is_not_read_and_rings(
    world: BankWorld, inbox: InMemoryObjects, capsys: pytest.CaptureFixture[str]
) -> None:
    del world
    inbox.bodies["a.xml"] = b"<a/>"
    assert queue.handler(reference("a.xml", b"<a/>", ANSWER_BYTES + 1), None) == DONE
    assert inbox.calls["read"] == 0
    assert list(inbox.bodies) == ["a.xml"]
    assert '"AnswerAside":1' in capsys.readouterr().out


def test_content_in_the_queue_is_dropped_and_counted(
    world: BankWorld, inbox: InMemoryObjects, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a message that is no reference, or one to another bucket, then it goes, and only that is kept."""
    del world, inbox
    other = reference("a.xml", b"x")
    text = json.dumps(other).replace("bank-in-test", "another")
    for body in ("<Document/>", json.loads(text)["Records"][0]["body"]):
        assert queue.handler(told(body), None) == DONE
        assert '"MessageWithContent":1' in capsys.readouterr().out


def test_the_day_settles_proves_and_wakes_who_waited(
    world: BankWorld, inbox: InMemoryObjects, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a debited file and a request that waits, when its window is over, then one day does all; again, nothing."""
    del inbox
    run = world.month_sent().run
    file = world.seen(run)
    world.answer(notice(debit(file), file.own))
    case = "cas_00000000000000000000000001"
    waiting: Item = {"pk": case, "sk": "case", "work_list": "rights#waiting", "due": "2024-08-01"}
    world.memory.database.rows[Table.CASES][Key(case, "case")] = waiting
    assert schedule.handler({}, None)["settled"] == 0
    assert world.file_row(run)["state"] == BOOKED
    world.memory.clock.jump(timedelta(days=7))
    day = schedule.handler({}, None)
    assert (day["settled"], day["holds"], day["silent"]) == (1, True, 0)
    assert world.file_row(run)["state"] == SETTLED
    assert world.events("rights_step") == [[case]]
    again = schedule.handler({}, None)
    assert (again["settled"], again["digest"]) == (0, day["digest"])
    assert world.events("rights_step") == [[case]]
    assert '"BookDiffers":0' in capsys.readouterr().out


def test_a_bank_that_says_nothing_is_noticed(world: BankWorld, inbox: InMemoryObjects) -> None:
    """Given a file that was sent and never debited, then three settlement days after its day somebody is told."""
    del inbox
    world.month_sent()
    for days, silent in ((9, 0), (1, 1)):
        world.memory.clock.jump(timedelta(days=days))
        assert schedule.handler({}, None)["silent"] == silent


def test_a_book_that_differs_rings(
    world: BankWorld, inbox: InMemoryObjects, capsys: pytest.CaptureFixture[str]
) -> None:
    del inbox
    world.month_sent()
    rows = world.memory.database.rows[Table.BOOK]
    key = next(key for key in rows if key.pk.startswith("benefits#"))
    del rows[key]
    assert schedule.handler({}, None)["holds"] is False
    metric = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert metric["BookDiffers"] >= 1
