"""`kroost drops status`: what came and what is missing, read from the tables of a deployed stage."""

import json
from collections.abc import Iterator
from io import BytesIO

import boto3
import pytest
from moto import mock_aws

from functions.cli import drops as command
from functions.cli import quarantine
from functions.cli.deployed import DONE, FINDINGS, REFUSED
from functions.cli.main import main
from functions.government import queue
from functions.government.flow import Flow
from functions.government.sequence_gaps import record_number
from functions.register.purpose import Purpose
from functions.runtime.clock import MachineClock
from functions.runtime.database import Put, Table
from functions.units.clock import instant_text
from tests.builders.drop_system import DropSystem
from tests.builders.drops import SENDER, DropWorld, envelope, household, number_of
from tests.builders.tables import create_tables


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[DropWorld]:
    """Give a fund whose tables are copied into a deployed stage by `deploy`."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "t")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        monkeypatch.setattr(command, "client", boto3.client)
        yield DropWorld()


def deploy(world: DropWorld) -> None:
    """Copy what rests in memory into the tables of stage `test`, whose clock is the fund's."""
    database = create_tables(boto3.client("dynamodb"))
    for table in (Table.DELIVERIES, Table.CASES, Table.GATES):
        for item in world.memory.database.rows[table].values():
            database.write(Put(table, item))
    now, real = world.memory.clock.instant(), MachineClock().real_now()
    setting = json.dumps({"now": instant_text(now), "from": instant_text(real)})
    boto3.client("ssm").put_parameter(Name="/kroost/test/clock", Value=setting, Type="String")


def test_all_is_there(world: DropWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a number of every flow a moment ago, then nothing is missing and the status is 0."""
    rooms = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).rooms
    for flow in Flow:
        record_number(rooms, f"{SENDER}#{flow}", 1, "2024-07-01T06:00:00Z")
    deploy(world)
    assert main(["drops", "--stage", "test", "status"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert sorted(one["flow"] for one in told) == sorted(Flow)


def test_a_gap_is_a_finding(world: DropWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """Given numbers 1 and 3 of households, then 2 is told as missing and the status is 1."""
    head = number_of(1)
    for number in (1, 3):
        world.take(envelope("HOUSEHOLD", number, [household("h", head)]))
    deploy(world)
    assert main(["drops", "--stage", "test", "status"]) == FINDINGS
    told = {one["flow"]: one for one in json.loads(capsys.readouterr().out)}
    assert (told["HOUSEHOLD"]["missing"], told["HOUSEHOLD"]["overdue"]) == ([[2, 2]], False)
    assert (told["HOUSEHOLD"]["deliveries"], told["HOUSEHOLD"]["notifications"]) == (2, 2)
    assert told["SCHOOL"]["overdue"] is True
    assert head not in json.dumps(told)


def test_a_stage_that_is_not_there_is_refused(world: DropWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """Given no tables, then one problem object says so and the status is 2."""
    del world
    assert main(["drops", "--stage", "test", "status"]) == REFUSED
    assert "stage test has no table" in json.loads(capsys.readouterr().out)["detail"]


def test_what_was_put_aside_is_listed_by_cause(
    world: DropWorld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given two messages in quarantine, then their causes and dates are listed, and nothing of what they hold."""
    monkeypatch.setattr(quarantine, "client", boto3.client)
    head = number_of(1)
    world.take(envelope("HOUSEHOLD", 1, [{"ssin": {"value": head}}, {"ssin": {"value": "1"}}]))
    deploy(world)
    assert main(["quarantine", "--stage", "test", "list"]) == FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert sum(told["causes"].values()) == len(told["cases"]) == 2
    for case in told["cases"]:
        assert set(case) == {"case", "state", "cause", "due", "destroy_on"}
        assert (case["state"], case["destroy_on"]) == ("open", "2024-07-04")
    assert head not in json.dumps(told)


class Replaying:
    """Stands for the deployed function: answers a replay over the fund in memory."""

    def __init__(self, world: DropWorld) -> None:
        """Take the fund."""
        self._world = world
        self.shards: list[str] = []

    def invoke(self, FunctionName: str, Payload: bytes) -> dict[str, BytesIO]:  # noqa: N803 - the client's own words
        """Answer one shard, by the entry point itself."""
        assert FunctionName == "kroost-test-government-queue"
        asked = json.loads(Payload)
        self.shards.append(asked["shard"])
        return {"Payload": BytesIO(json.dumps(queue.handler(asked, None)).encode())}


def test_a_day_is_replayed_shard_by_shard(
    world: DropWorld, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a day with two accepted notifications, then the command replays it in all shards and tells the counts."""
    for family in (1, 2):
        world.family(An=(number_of(family), "beneficiary"))
    world.take(envelope("HOUSEHOLD", 1, [household(f"h{n}", number_of(n)) for n in (1, 2)]))
    function = Replaying(world)
    monkeypatch.setattr(queue, "system", lambda: DropSystem("government-queue", world=world))
    monkeypatch.setattr(command, "client", {"lambda": function}.__getitem__)
    assert main(["drops", "--stage", "test", "replay", "2024-07-01"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert told == {"day": "2024-07-01", "notifications": 2, "families": 2, "restored": 0}
    assert function.shards == [f"{shard:02x}" for shard in range(256)]
