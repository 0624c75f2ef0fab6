"""Alarms on promises: enough of them, each heard by somebody, each on a metric that somebody sends."""

import json
from pathlib import Path

import pytest

from functions.register.access import function_names, places_of
from functions.runtime.database import Table
from functions.runtime.metrics import NAMESPACE, Metric
from infra.promises import CUSTOM_METRICS, PROMISES
from infra.routes import ROUTES
from infra.watching.promise import Promise
from infra.write_alarms_page import PAGE, alarms_page
from tests.infra.synthesis import Properties, Synthesis, text

FUNCTIONS = Path(__file__).parents[2] / "functions"
KIND = "AWS::CloudWatch::Alarm"


def alarm_of(synthesis: Synthesis, promise: Promise) -> Properties:
    return synthesis.named(KIND, "AlarmName", synthesis.stage.names.plain(promise.name))


def test_there_are_alarms_for_all_promises_and_their_names_differ(prod: Synthesis) -> None:
    assert len(PROMISES) >= 28
    assert len({promise.name for promise in PROMISES}) == len(PROMISES)
    assert len(prod.of(KIND)) == len(PROMISES)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_an_alarm_says_what_is_promised_and_what_to_do_and_is_heard(prod: Synthesis, promise: Promise) -> None:
    alarm = alarm_of(prod, promise)
    (topic,) = prod.of("AWS::SNS::Topic")
    assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": topic.logical}]
    assert promise.promise in text(alarm["AlarmDescription"])
    assert f"docs/alarms.md#{promise.name}" in text(alarm["AlarmDescription"])
    assert f"### {promise.name}\n" in PAGE.read_text(encoding="utf-8")
    assert len(promise.act) > 20


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.name)
def test_an_alarm_stands_on_something_that_exists(prod: Synthesis, promise: Promise) -> None:
    """Given the alarm's dimensions, then the queue, function, table, run, rule or firewall they name is deployed."""
    known = {
        "QueueName": {text(each.properties["QueueName"]) for each in prod.of("AWS::SQS::Queue")},
        "FunctionName": {text(each.properties["FunctionName"]) for each in prod.of("AWS::Lambda::Function")},
        "function": set(function_names()),
        "TableName": {prod.stage.names.table(table) for table in Table},
        "StateMachineArn": {
            f"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:{text(each.properties['StateMachineName'])}"
            for each in prod.of("AWS::StepFunctions::StateMachine")
        },
        "ApiName": {text(each.properties["Name"]) for each in prod.of("AWS::ApiGateway::RestApi")},
        "Stage": {text(each.properties["StageName"]) for each in prod.of("AWS::ApiGateway::Stage")},
        "Method": {route.method for route in ROUTES},
        "Resource": {route.path for route in ROUTES},
        "RuleName": {text(each.properties["Name"]) for each in prod.of("AWS::Events::Rule")},
        "WebACL": {text(each.properties["VisibilityConfig"]["MetricName"]) for each in prod.of("AWS::WAFv2::WebACL")},  # type: ignore[index]
        "Region": {"<AWS::Region>"},
        "Rule": {"ALL"},
    }
    dimensions = alarm_of(prod, promise).get("Dimensions", [])
    assert isinstance(dimensions, list)
    for dimension in dimensions:
        assert text(dimension["Value"]) in known[dimension["Name"]], dimension


def test_our_own_metrics_are_on_the_list_of_metrics() -> None:
    assert set(CUSTOM_METRICS) <= {metric.value for metric in Metric}


@pytest.mark.parametrize("name", CUSTOM_METRICS)
def test_a_metric_that_an_alarm_stands_on_is_sent_by_the_function_that_it_names(name: str) -> None:
    """Given a promise on a metric of ours, then the room of each function that it names uses that metric."""
    member = f"Metric.{Metric(name).name}"
    for promise in PROMISES:
        if promise.measure.namespace != NAMESPACE or promise.measure.name != name:
            continue
        ((_, function),) = promise.measure.dimensions
        room = places_of(function).handler.split(".")[1]
        sources = "".join(file.read_text(encoding="utf-8") for file in sorted((FUNCTIONS / room).rglob("*.py")))
        assert member in sources, f"{function} never sends {name}"


def test_the_alarms_page_is_the_one_that_the_promises_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == alarms_page()


def test_the_operators_topic_is_encrypted_and_takes_messages_from_this_account_only(prod: Synthesis) -> None:
    (topic,) = prod.of("AWS::SNS::Topic")
    assert topic.properties["KmsMasterKeyId"]
    (policy,) = prod.of("AWS::SNS::TopicPolicy")
    document = policy.properties["PolicyDocument"]
    assert isinstance(document, dict)
    for statement in document["Statement"]:
        condition = json.dumps(statement.get("Condition"))
        if statement["Sid"] != "KeyCalls":
            assert "aws:SourceAccount" in condition or "aws:SecureTransport" in condition


def test_one_board_shows_every_promise(prod: Synthesis) -> None:
    (board,) = prod.of("AWS::CloudWatch::Dashboard")
    shown = text(board.properties["DashboardBody"])
    for promise in PROMISES:
        assert json.dumps(promise.promise) in shown


def test_deleting_a_key_or_widening_its_policy_is_heard(prod: Synthesis) -> None:
    watched = {
        call
        for rule in prod.of("AWS::Events::Rule")
        for call in rule.properties["EventPattern"]["detail"].get("eventName", [])  # type: ignore[index]
    }
    assert {"ScheduleKeyDeletion", "DisableKey", "PutKeyPolicy", "CreateGrant"} <= watched
