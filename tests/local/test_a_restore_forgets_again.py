"""On the deployed system: a backup that is put back brings nobody back, and an altered ledger is found by the hour."""

from typing import TYPE_CHECKING

from functions.cli.drill import stage_of
from functions.cli.restoring.drill import hold_drill
from tools.local.deploy import STAGE
from tools.local.repair import session_for
from tools.local.scene import Scene, wait_until
from tools.local.tell_restore_story import point_at

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LEDGER = f"kroost-{STAGE}-ledger-1"


def test_the_drill_holds_on_the_deployed_system(scene: Scene) -> None:
    """Given copies of all tables, when they are put in place and the journal replayed, then nobody erased is found."""
    point_at(scene)
    report = hold_drill(stage_of(STAGE))
    assert report["held"], report
    assert isinstance(report["tenths_of_seconds"], int)
    assert report["tenths_of_seconds"] < 600


def test_an_altered_ledger_is_told_by_the_stream_and_by_the_checkpoint(scene: Scene) -> None:
    """Given a role that may do everything, when it overwrites and deletes entries, then the checkpoint counts both."""
    tables = session_for(scene.emulator).client("dynamodb", endpoint_url=scene.emulator.url)
    objects, bucket = scene.objects(), scene.bucket("ledger-segments")
    # The newest batches of the stream are waited for, so that what is altered was an entry before.
    wait_until("a segment", lambda: objects.list_objects_v2(Bucket=bucket, Prefix="2").get("KeyCount") or None)
    first, second = tables.scan(TableName=LEDGER, Limit=2)["Items"]
    before = scene.invoke("ledger-checkpoint", {})
    try:
        tables.put_item(TableName=LEDGER, Item={**first, "at": {"S": "2020-01-01T00:00:00Z"}})
        tables.delete_item(TableName=LEDGER, Key={name: second[name] for name in ("pk", "sk")})
        assert wait_until("both in the segments", lambda: _told(objects, bucket), seconds=60) == 2
        made = scene.invoke("ledger-checkpoint", {})
        assert made["checkpoint"] == int(str(before["checkpoint"])) + 1
        assert made["findings"] == 2
    finally:
        for entry in (first, second):  # whoever uses this deployment next walks whole chains
            tables.put_item(TableName=LEDGER, Item=entry)


def _told(objects: "S3Client", bucket: str) -> int | None:
    """Return how many alterations the segments tell, once there are two."""
    found = 0
    for page in objects.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="2"):
        for each in page.get("Contents", []):
            body = objects.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()
            found += body.count(b'"told":"overwritten"') + body.count(b'"told":"removed"')
    return found if found > 1 else None
