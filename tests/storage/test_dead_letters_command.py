"""`kroost dead-letters`: a cause without personal data, and messages sent again without doing anything twice (OP-9)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import boto3
import pytest
from moto import mock_aws

from functions.cli import dead_letters as command
from functions.cli.deployed import DONE, FINDINGS, REFUSED
from functions.cli.main import main
from functions.government import queue as consumer
from functions.runtime.clock import MachineClock
from functions.runtime.database import UnavailableError
from tests.builders.drop_system import DropSystem
from tests.builders.drops import DropWorld, envelope, income, message_of, number_of
from tests.faults.resting_state import resting_state

HEAD = number_of(1)
ATTEMPTS = 5


@dataclass
class Deployed:
    """The queues and logs of stage `test`, and the function that takes deliveries, over a fund in memory."""

    system: DropSystem
    capsys: pytest.CaptureFixture[str]
    caplog: pytest.LogCaptureFixture
    addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the queues of every consumer, each with its dead letters, as infra/constructs does."""
        self.queues, self.logs = boto3.client("sqs"), boto3.client("logs")
        for name, function in command.consumers().items():
            dead = self.queues.create_queue(QueueName=f"kroost-test-{name}-dead")["QueueUrl"]
            arn = self.queues.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": ATTEMPTS})
            made = self.queues.create_queue(
                QueueName=f"kroost-test-{name}", Attributes={"RedrivePolicy": policy, "VisibilityTimeout": "0"}
            )
            self.addresses[name] = made["QueueUrl"]
            self.logs.create_log_group(logGroupName=f"/kroost/test/{function}")
            self.logs.create_log_stream(logGroupName=f"/kroost/test/{function}", logStreamName="one")

    @property
    def world(self) -> DropWorld:
        """The fund."""
        return self.system.world

    def send(self, body: str) -> None:
        """Put a message into the queue of deliveries."""
        self.queues.send_message(QueueUrl=self.addresses["drops"], MessageBody=body)

    def deliver(self) -> int:
        """Let Lambda take what is in the queue, once; return how many messages were taken."""
        address = self.addresses["drops"]
        messages = self.queues.receive_message(QueueUrl=address, MaxNumberOfMessages=10).get("Messages", [])
        records = [{"messageId": one["MessageId"], "body": one["Body"]} for one in messages]
        if not records:
            return 0
        self.caplog.clear()
        failures = consumer.handler({"Records": records}, None)["batchItemFailures"]
        assert isinstance(failures, list)
        failed = {one["itemIdentifier"] for one in failures}
        now = int(MachineClock().real_now().timestamp() * 1000)
        names = ("function", "error_class", "error_id", "message_id", "taken", "failed")
        lines = [{name: value for name in names if (value := vars(one).get(name))} for one in self.caplog.records]
        group, stream = "/kroost/test/government-queue", "one"
        events = [{"timestamp": now, "message": json.dumps(line)} for line in lines]
        self.logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)
        for one in messages:
            if one["MessageId"] not in failed:
                self.queues.delete_message(QueueUrl=address, ReceiptHandle=one["ReceiptHandle"])
        self.capsys.readouterr()  # metrics
        return len(messages)

    def said(self) -> list[dict[str, object]]:
        """Return what the command wrote; one object counts as a list of one."""
        told = json.loads(self.capsys.readouterr().out)
        return told if isinstance(told, list) else [told]

    def state(self) -> object:
        """Return everything that rests in the fund."""
        memory = self.world.memory
        return resting_state(memory.database, memory.keyring), self.world.receipts.bodies, self.world.drops.bodies


@pytest.fixture
def deployed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[Deployed]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "t")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setattr(command, "_WAIT_SECONDS", 0)
    system = DropSystem("government-queue")
    monkeypatch.setattr(consumer, "system", lambda: system)
    with mock_aws():
        monkeypatch.setattr(command, "client", boto3.client)
        made = Deployed(system, capsys, caplog)
        made.world.family(An=(HEAD, "beneficiary"))
        yield made


def dead_letter(deployed: Deployed) -> None:
    """Drop a delivery while the bucket of receipts does not answer, until its message is given up."""
    reference = deployed.world.put(envelope("INCOME_TAX", 1, [income("i1", HEAD, 7)]))
    deployed.send(message_of(reference))

    def silent(_: str) -> None:
        msg = f"about {HEAD}"
        raise UnavailableError(msg)

    deployed.world.receipts.before = silent
    while deployed.deliver():
        pass
    deployed.world.receipts.before = lambda _: None


@pytest.mark.goal("OP-9")
def test_every_dead_letter_is_told_with_a_cause_without_personal_data(deployed: Deployed) -> None:
    """Given a delivery that was given up, then the list names queue, message and the class of the error, no more."""
    dead_letter(deployed)
    for _ in range(2):  # looking takes nothing away
        assert main(["dead-letters", "--stage", "test", "list"]) == FINDINGS
        (told,) = deployed.said()
        cause = told["cause"]
        assert isinstance(cause, dict)
        assert (told["queue"], cause["class"]) == ("drops", "UnavailableError")
        assert cause["error_id"]
        assert set(told) == {"queue", "message", "sent_at_ms", "cause"}
        assert HEAD not in json.dumps(told)
        assert "income_tax" not in json.dumps(told)


@pytest.mark.goal("OP-9")
def test_a_dead_letter_is_sent_again_and_nothing_happens_twice(deployed: Deployed) -> None:
    """Given a dead letter whose cause is mended, when it is sent again, even twice, then it is handled once."""
    dead_letter(deployed)
    wanted = DropWorld()
    wanted.family(An=(HEAD, "beneficiary"))
    wanted.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 7)]))
    resting = resting_state(wanted.memory.database, wanted.memory.keyring)
    undisturbed: object = (resting, wanted.receipts.bodies, {})
    dead = deployed.queues.get_queue_url(QueueName="kroost-test-drops-dead")["QueueUrl"]
    copy = deployed.queues.receive_message(QueueUrl=dead, VisibilityTimeout=0)["Messages"][0]["Body"]
    assert main(["dead-letters", "--stage", "test", "redrive", "--queue", "drops"]) == DONE
    (told,) = deployed.said()
    assert len(str(told["sent"]).split(",")) == 1
    while deployed.deliver():
        pass
    assert deployed.state() == undisturbed
    deployed.send(copy)  # the tool was stopped between sending and deleting, and ran again
    while deployed.deliver():
        pass
    assert deployed.state() == undisturbed
    assert main(["dead-letters", "--stage", "test", "list", "--queue", "drops"]) == DONE


def test_one_message_can_be_sent_again_alone(deployed: Deployed) -> None:
    """Given two dead letters, when one is named, then the other stays; a name that nobody has is refused."""
    dead = deployed.queues.get_queue_url(QueueName="kroost-test-rights-dead")["QueueUrl"]
    ids = [deployed.queues.send_message(QueueUrl=dead, MessageBody="{}")["MessageId"] for _ in range(2)]
    redrive = ["dead-letters", "--stage", "test", "redrive", "--queue", "rights", "--message"]
    assert main([*redrive, ids[0]]) == DONE
    assert deployed.said() == [{"queue": "rights", "sent": [ids[0]]}]
    assert main([*redrive, ids[0]]) == REFUSED
    deployed.said()
    assert main(["dead-letters", "--stage", "test", "list"]) == FINDINGS
    (told,) = deployed.said()
    assert told == {**told, "message": ids[1], "cause": {"class": None, "error_id": None}}


def test_the_tool_knows_every_queue() -> None:
    """Given the functions of the register, then every queue that somebody sends to has a consumer that is asked."""
    assert set(command.consumers()) >= {"drops", "submissions", "rights"}
