"""Queues of references: dead letters, room for retries, encryption, one bad message apart from its neighbours."""

import pytest

from functions.register.access import places_of
from infra.constructs.queue_with_dead_letter import ATTEMPTS, LOST_BATCHES, dead
from infra.sizes import SIZES
from infra.stacks.data import CONSUMERS
from tests.infra.synthesis import Synthesis, text

KIND = "AWS::SQS::Queue"
FOURTEEN_DAYS = 14 * 86400


@pytest.mark.parametrize("queue", CONSUMERS)
def test_a_message_stays_hidden_six_times_as_long_as_one_attempt_may_take(prod: Synthesis, queue: str) -> None:
    properties = prod.named(KIND, "QueueName", prod.stage.names.plain(queue))
    visible = properties["VisibilityTimeout"]
    assert isinstance(visible, int)
    assert visible >= 6 * SIZES[CONSUMERS[queue]].seconds


@pytest.mark.parametrize("queue", CONSUMERS)
def test_what_cannot_be_handled_is_kept_apart(prod: Synthesis, queue: str) -> None:
    redrive = prod.named(KIND, "QueueName", prod.stage.names.plain(queue))["RedrivePolicy"]
    assert isinstance(redrive, dict)
    assert redrive["maxReceiveCount"] == ATTEMPTS
    target = text(redrive["deadLetterTargetArn"]).strip("<>").split(".")[0]
    letters = prod.named(KIND, "QueueName", prod.stage.names.plain(dead(queue)))
    assert [each.properties for each in prod.of(KIND) if each.logical == target] == [letters]


def test_every_queue_is_encrypted_with_our_key_and_keeps_for_two_weeks(prod: Synthesis) -> None:
    queues = prod.of(KIND)
    assert len(queues) == 2 * len(CONSUMERS) + len(LOST_BATCHES)
    for queue in queues:
        assert "Key" in text(queue.properties["KmsMasterKeyId"])
        assert queue.properties["MessageRetentionPeriod"] == FOURTEEN_DAYS


@pytest.mark.parametrize(("queue", "function"), CONSUMERS.items())
def test_one_bad_message_is_handed_back_alone(prod: Synthesis, queue: str, function: str) -> None:
    arn = f"arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:{prod.stage.names.plain(queue)}"
    mapping = prod.named("AWS::Lambda::EventSourceMapping", "EventSourceArn", arn)
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    scaling = mapping["ScalingConfig"]
    assert isinstance(scaling, dict)
    assert scaling["MaximumConcurrency"] >= 2
    assert places_of(function).queues[queue] == {"receive"}


def test_a_drop_is_one_file_one_invocation(prod: Synthesis) -> None:
    arn = f"arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:{prod.stage.names.plain('drops')}"
    assert prod.named("AWS::Lambda::EventSourceMapping", "EventSourceArn", arn)["BatchSize"] == 1


def test_streams_publish_new_rows_of_the_outbox_and_tell_every_change_of_the_ledger(prod: Synthesis) -> None:
    streams = {
        text(each.properties["EventSourceArn"]): each.properties
        for each in prod.of("AWS::Lambda::EventSourceMapping")
        if "StartingPosition" in each.properties
    }
    for stream in streams.values():
        assert stream["StartingPosition"] == "TRIM_HORIZON"
        assert stream["BisectBatchOnFunctionError"] is True
    filters = {text(each["FunctionName"]): each.get("FilterCriteria") for each in streams.values()}
    (outbox,) = (each for name, each in filters.items() if "outbox" in name)
    (ledger,) = (each for name, each in filters.items() if "ledger" in name)
    assert outbox == {"Filters": [{"Pattern": '{"eventName":["INSERT"]}'}]}
    assert ledger is None, "an entry that is overwritten or removed must be told too"


def test_a_batch_of_the_ledger_is_tried_for_a_day_and_then_told(prod: Synthesis) -> None:
    """Given a batch that fails, then it is tried for 23 hours, and its loss lies in a queue that rings."""
    (mapping,) = [
        each.properties
        for each in prod.of("AWS::Lambda::EventSourceMapping")
        if "StartingPosition" in each.properties and "ledger" in text(each.properties["FunctionName"]).lower()
    ]
    assert "MaximumRetryAttempts" not in mapping
    assert mapping["MaximumRecordAgeInSeconds"] == 23 * 3600
    queue = f"arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:{prod.stage.names.plain(dead('ledger-segments'))}"
    destination = mapping["DestinationConfig"]
    assert isinstance(destination, dict)
    assert text(destination["OnFailure"]["Destination"]) == queue
    policies = prod.named("AWS::IAM::Role", "RoleName", prod.stage.names.plain("ledger-segments"))["Policies"]
    assert queue in text(policies) or "ledger-segments-dead" in str(policies)
