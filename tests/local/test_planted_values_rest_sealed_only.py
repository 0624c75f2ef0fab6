"""Issue 1: after a full run of the deployed system, planted values lie nowhere but inside sealed attributes.

The same search over the same forms and drops finds every value where nothing is sealed: `tests/privacy` shows it in
memory, and here it finds them all in what was sent.
"""

import json
from collections.abc import Iterator
from functools import partial

import pytest

from functions.cli.messages import read_mails
from tests.deployed_system import Told
from tests.privacy.planted_story import PLANTED
from tests.privacy.planted_values import Found, Place, search
from tests.privacy.resting_places import deployed_messages, deployed_objects, deployed_rows
from tools.local.repair import session_for
from tools.local.scene import Scene


def everything(scene: Scene) -> Iterator[Place]:
    """Yield every row, object, message, mail, log line, run history, parameter and metric of the deployed system."""
    session = partial(session_for(scene.emulator).client, endpoint_url=scene.emulator.url)
    dynamodb, s3, sqs, logs = session("dynamodb"), session("s3"), session("sqs"), session("logs")
    yield from deployed_rows(dynamodb, dynamodb.list_tables()["TableNames"])
    buckets = [bucket["Name"] for bucket in s3.list_buckets()["Buckets"] if "cdk-" not in bucket["Name"]]
    assert len(buckets) > 3
    yield from deployed_objects(s3, buckets)
    yield from deployed_messages(sqs, {url: url for url in sqs.list_queues().get("QueueUrls", [])})
    for group in logs.get_paginator("describe_log_groups").paginate():
        for told in group["logGroups"]:
            name = told["logGroupName"]
            for page in logs.get_paginator("filter_log_events").paginate(logGroupName=name):
                for event in page["events"]:
                    yield Place(f"log {name}", event["message"].encode())
    for execution in scene.runs().list_executions(stateMachineArn=scene.run_machine())["executions"]:
        history = scene.runs().get_execution_history(executionArn=execution["executionArn"], maxResults=1000)
        yield Place("history of a run", json.dumps(history, default=str).encode())
    for page in session("ssm").get_paginator("get_parameters_by_path").paginate(Path="/kroost", Recursive=True):
        yield Place("parameters", json.dumps(page["Parameters"], default=str).encode())
    # An address stands on the envelope of a mail; what it says is searched.
    for mail in read_mails(scene.emulator.url):
        yield Place("mail", f"{mail['Subject']} {mail['BodyText']} {mail['BodyHtml']}".encode())
    yield Place("metrics", json.dumps(session("cloudwatch").list_metrics()["Metrics"]).encode())


@pytest.fixture(scope="module")
def places(told: Told) -> list[Place]:
    """Look everywhere once."""
    return list(everything(told.scene))


def test_the_search_finds_every_planted_value_in_what_was_sent(told: Told) -> None:
    """Given what was sent, when it is searched, then every planted value is found: the search can find."""
    found = {one.value for one in search(PLANTED, told.planted)}
    assert found == set(PLANTED)


def test_the_search_looks_where_things_are(places: list[Place]) -> None:
    """Given the run, when places are gathered, then rows, objects, logs and histories are among them, with content."""
    kinds = {place.name.split(" ", 1)[0] for place in places}
    assert {"table", "bucket", "key", "log", "history", "parameters"} <= kinds
    assert len({place.name for place in places if place.name.startswith("table ")}) >= 10
    assert len({place.name for place in places if place.name.startswith("log ")}) >= 8


@pytest.mark.goal("IN-5")
def test_no_planted_value_lies_open_anywhere(places: list[Place]) -> None:
    """Given the whole run, when every store, log and history is searched, then no planted value lies open."""
    found: list[Found] = search(PLANTED, places)
    assert found == []
