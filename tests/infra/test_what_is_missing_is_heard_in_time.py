"""Dead letters are heard within the hour, and what the calendar misses before a run can start (OP-9, GD-4)."""

import re

import pytest

from infra.stacks.app import CONCURRENCY
from tests.infra.synthesis import Synthesis, text

ALARM, QUEUE, SCHEDULE = "AWS::CloudWatch::Alarm", "AWS::SQS::Queue", "AWS::Scheduler::Schedule"
HOUR = 3600


def hour_of(expression: str) -> int:
    """Return the hour of a schedule that starts once a day, or on one day of a month."""
    match = re.fullmatch(r"cron\((\d+) (\d+) \S+ \* \? \*\)", expression)
    assert match is not None
    return int(match[2])


@pytest.mark.goal("OP-9")
def test_every_dead_letter_queue_rings_after_an_hour(prod: Synthesis) -> None:
    """Given any dead-letter queue, then a message that is there for an hour rings, and names the tool that helps."""
    dead = {name for each in prod.of(QUEUE) if (name := text(each.properties["QueueName"])).endswith("-dead")}
    assert dead
    for queue in dead:
        (alarm,) = [
            each.properties
            for each in prod.of(ALARM)
            if each.properties["MetricName"] == "ApproximateAgeOfOldestMessage"
            and {"Name": "QueueName", "Value": queue} in each.properties["Dimensions"]  # type: ignore[operator]
        ]
        assert (alarm["Threshold"], alarm["Period"], alarm["EvaluationPeriods"]) == (HOUR, 60, 1)
        assert alarm["AlarmActions"]


@pytest.mark.goal("GD-4")
def test_the_watch_of_deliveries_looks_before_a_run_can_start(prod: Synthesis) -> None:
    """Given the schedules, then the watch looks every morning, an hour before a run may start."""
    schedules = {str(each.properties["Name"]): each.properties for each in prod.of(SCHEDULE)}
    watch = str(schedules["kroost-prod-schedule-delivery-watch"]["ScheduleExpression"])
    assert watch == "cron(0 5 * * ? *)"
    runs = [str(each["ScheduleExpression"]) for name, each in schedules.items() if "schedule-run-" in name]
    assert len(runs) == 3
    assert all(hour_of(run) > hour_of(watch) for run in runs)
    assert {each["State"] for each in schedules.values()} == {"ENABLED"}


def test_at_most_ten_deliveries_are_taken_at_once_each_by_one_invocation(prod: Synthesis) -> None:
    """Given the queue of deliveries, then one message is one invocation, and at most ten run at the same time."""
    assert CONCURRENCY["drops"] == 10
    (mapping,) = [
        each.properties
        for each in prod.of("AWS::Lambda::EventSourceMapping")
        if text(each.properties.get("EventSourceArn", "")).endswith(":kroost-prod-drops")
    ]
    assert mapping["BatchSize"] == 1
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 10}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
