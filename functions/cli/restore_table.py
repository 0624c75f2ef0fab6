"""Restore a table to a point in time under its next generation's name, with every setting that the template gives.

A restore brings back rows and indexes alone: stream, time to live, recovery window, deletion protection, resource
policy and tags are put back from the synthesized template of the data stack. The gate of the new name is not open, so
nobody is served before `kroost replay-journal`. Exit status 0: restored; 2: refused.
"""

import argparse
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from functions.cli.deployed import DONE, asking, refuse
from functions.runtime.clients import client
from functions.runtime.database import Table
from functions.units.clock import parse_instant

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NEVER = frozenset({Table.ERASURES, Table.GATES})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is restored, to when, and where the template is."""
    parser.add_argument("--stage", required=True, help="the deployed stage")
    parser.add_argument("--table", required=True, type=Table, help="its logical name")
    parser.add_argument("--to", required=True, type=parse_instant, metavar="INSTANT", help="RFC 3339, UTC")
    parser.add_argument("--generation", required=True, type=int, help="the generation of the new name")
    parser.add_argument("--template", required=True, metavar="FILE", help="cdk.out/kroost-<stage>-data.template.json")


def run(arguments: argparse.Namespace) -> int:
    """Restore; return the exit status."""
    if arguments.table in NEVER:
        return refuse("this table is what makes a restored one forget again: it is never restored to the past")
    source = f"kroost-{arguments.stage}-{arguments.table.value}-{arguments.generation - 1}"
    target = f"kroost-{arguments.stage}-{arguments.table.value}-{arguments.generation}"
    settings = settings_in(Path(arguments.template), source)
    if settings is None:
        return refuse(f"the template has no table {source}")
    return asking(arguments.stage, lambda: _restore(source, target, arguments.to, settings))


def _restore(source: str, target: str, to: datetime, settings: Mapping[str, object]) -> int:
    restore_table(client("dynamodb"), source, target, to, settings)
    print(json.dumps({"restored": target, "to": to.isoformat(), "next": "kroost replay-journal"}))
    return DONE


def settings_in(template: Path, name: str) -> Mapping[str, object] | None:
    """Return the properties that the template gives to the table of this name (of whatever generation)."""
    stem = name.rpartition("-")[0]
    for body in json.loads(template.read_text(encoding="utf-8"))["Resources"].values():
        properties = body.get("Properties", {})
        if body["Type"] == "AWS::DynamoDB::Table" and str(properties.get("TableName")).rpartition("-")[0] == stem:
            return cast("Mapping[str, object]", properties)
    return None


def restore_table(
    tables: "DynamoDBClient", source: str, target: str, to: datetime, settings: Mapping[str, object]
) -> None:
    """Restore rows and indexes, wait, then put every setting of the template back."""
    tables.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=target, RestoreDateTime=to)
    tables.get_waiter("table_exists").wait(TableName=target, WaiterConfig={"Delay": 5, "MaxAttempts": 2880})
    arn = tables.describe_table(TableName=target)["Table"]["TableArn"]
    _put_back_table_settings(tables, target, settings)
    recovery = cast("Mapping[str, object]", settings["PointInTimeRecoverySpecification"])
    tables.update_continuous_backups(
        TableName=target,
        PointInTimeRecoverySpecification={
            "PointInTimeRecoveryEnabled": bool(recovery["PointInTimeRecoveryEnabled"]),
            "RecoveryPeriodInDays": int(str(recovery["RecoveryPeriodInDays"])),
        },
    )
    lifetime = settings.get("TimeToLiveSpecification")
    if isinstance(lifetime, Mapping):
        wanted = {"AttributeName": str(lifetime["AttributeName"]), "Enabled": True}
        tables.update_time_to_live(TableName=target, TimeToLiveSpecification=wanted)  # type: ignore[arg-type]
    policy = settings.get("ResourcePolicy")
    if isinstance(policy, Mapping):
        tables.put_resource_policy(ResourceArn=arn, Policy=json.dumps(policy["PolicyDocument"]))
    tags = settings.get("Tags")
    if isinstance(tags, list) and tags:
        tables.tag_resource(ResourceArn=arn, Tags=[{"Key": tag["Key"], "Value": tag["Value"]} for tag in tags])


def _put_back_table_settings(tables: "DynamoDBClient", target: str, settings: Mapping[str, object]) -> None:
    stream = settings.get("StreamSpecification")
    if isinstance(stream, Mapping):
        wanted = {"StreamEnabled": True, "StreamViewType": str(stream["StreamViewType"])}
        tables.update_table(TableName=target, StreamSpecification=wanted)  # type: ignore[arg-type]
    if settings.get("DeletionProtectionEnabled"):
        tables.update_table(TableName=target, DeletionProtectionEnabled=True)
