"""Buckets: private, encrypted, drops gone by themselves, roots with every version, a journal that nobody can delete."""

import json
import zipfile
from pathlib import Path

import aws_cdk as cdk
import pytest

from infra.build_stacks import build_stacks
from infra.bundling.archives import Archives
from infra.stages.choose import choose_stage
from tests.infra.synthesis import Properties, Synthesis, text

KIND = "AWS::S3::Bucket"
LEDGER = ("ledger-segments", "checkpoints")
NAMES = (
    "drops",
    "receipts",
    "payment-files",
    "packages",
    "letters",
    "bank-in",
    "bank-out",
    "roots-copy",
    "journal",
    *LEDGER,
)


def bucket_of(synthesis: Synthesis, name: str) -> Properties:
    stage = synthesis.stage.names.plain(name)
    return synthesis.named(KIND, "BucketName", f"{stage}-<AWS::AccountId>-<AWS::Region>")


def test_there_are_these_buckets_and_no_other(prod: Synthesis) -> None:
    assert len(prod.of(KIND)) == len(NAMES)
    for name in NAMES:
        bucket_of(prod, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_bucket_is_private_and_encrypted_with_our_key(prod: Synthesis, name: str) -> None:
    properties = bucket_of(prod, name)
    assert properties["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True,
        "BlockPublicPolicy": True,
        "IgnorePublicAcls": True,
        "RestrictPublicBuckets": True,
    }
    encryption = properties["BucketEncryption"]
    assert isinstance(encryption, dict)
    (rule,) = encryption["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert "Key" in text(rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"])


def test_drops_have_no_versions_and_expire_after_21_days(prod: Synthesis) -> None:
    properties = bucket_of(prod, "drops")
    assert "VersioningConfiguration" not in properties
    lifecycle = properties["LifecycleConfiguration"]
    assert isinstance(lifecycle, dict)
    assert [rule["ExpirationInDays"] for rule in lifecycle["Rules"] if "ExpirationInDays" in rule] == [21]


def test_answers_to_deliveries_expire_as_the_notice_says(prod: Synthesis) -> None:
    lifecycle = bucket_of(prod, "receipts")["LifecycleConfiguration"]
    assert isinstance(lifecycle, dict)
    assert [rule["ExpirationInDays"] for rule in lifecycle["Rules"] if "ExpirationInDays" in rule] == [90]


def test_a_new_drop_tells_its_queue(prod: Synthesis) -> None:
    notifications = bucket_of(prod, "drops")["NotificationConfiguration"]
    assert isinstance(notifications, dict)
    (told,) = notifications["QueueConfigurations"]
    assert told["Event"] == "s3:ObjectCreated:*"
    assert text(told["Queue"]).endswith(prod.stage.names.plain("drops"))


def test_an_answer_of_the_bank_tells_its_queue_and_what_lies_there_expires(prod: Synthesis) -> None:
    notifications = bucket_of(prod, "bank-in")["NotificationConfiguration"]
    assert isinstance(notifications, dict)
    (told,) = notifications["QueueConfigurations"]
    assert text(told["Queue"]).endswith(prod.stage.names.plain("answers"))
    for name in ("bank-in", "bank-out"):
        lifecycle = bucket_of(prod, name)["LifecycleConfiguration"]
        assert isinstance(lifecycle, dict)
        assert [rule["ExpirationInDays"] for rule in lifecycle["Rules"] if "ExpirationInDays" in rule] == [14]


def test_copies_of_roots_keep_every_version(prod: Synthesis) -> None:
    assert bucket_of(prod, "roots-copy")["VersioningConfiguration"] == {"Status": "Enabled"}


def test_nobody_can_delete_the_journal_while_a_backup_may_bring_somebody_back(prod: Synthesis) -> None:
    properties = bucket_of(prod, "journal")
    assert properties["ObjectLockEnabled"] is True
    lock = properties["ObjectLockConfiguration"]
    assert isinstance(lock, dict)
    retention = lock["Rule"]["DefaultRetention"]
    assert retention["Mode"] == "COMPLIANCE"
    assert retention["Days"] > 35, "longer than the longest point-in-time recovery"


def test_every_bucket_refuses_plain_http(prod: Synthesis) -> None:
    policies = prod.of("AWS::S3::BucketPolicy")
    assert len(policies) == len(NAMES)
    for policy in policies:
        assert '"aws:SecureTransport": "false"' in text(policy.properties["PolicyDocument"])


def test_nobody_can_take_back_a_checkpoint_of_the_ledger(prod: Synthesis) -> None:
    properties = bucket_of(prod, "checkpoints")
    assert properties["ObjectLockEnabled"] is True
    lock = properties["ObjectLockConfiguration"]
    assert isinstance(lock, dict)
    assert lock["Rule"]["DefaultRetention"] == {"Mode": "COMPLIANCE", "Days": 3650}
    lifecycle = properties["LifecycleConfiguration"]
    assert isinstance(lifecycle, dict)
    assert not [rule for rule in lifecycle["Rules"] if "ExpirationInDays" in rule]


def test_segments_expire_and_the_ends_of_chains_beside_them_do_not(prod: Synthesis) -> None:
    lifecycle = bucket_of(prod, "ledger-segments")["LifecycleConfiguration"]
    assert isinstance(lifecycle, dict)
    expiring = [(rule["Prefix"], rule["ExpirationInDays"]) for rule in lifecycle["Rules"] if "ExpirationInDays" in rule]
    assert expiring == [("2", 5 * 366)]


def test_a_second_account_keeps_the_checkpoints_where_the_stage_names_one(tmp_path: Path) -> None:
    """Given a stage with a second account, then the bucket stands in a stack for it; the fund may add and read only."""
    app, archive = cdk.App(outdir=str(tmp_path)), tmp_path / "empty.zip"
    with zipfile.ZipFile(archive, "w"):
        pass
    stage = choose_stage("prod", "operators@example.org", checkpoint_account="222222222222")
    build_stacks(app, stage, Archives(archive, archive, "x86_64"), clock_from="2026-01-01T00:00:00Z")
    app.synth()
    templates = {
        name: json.loads((tmp_path / f"kroost-prod-{name}.template.json").read_text(encoding="utf-8"))["Resources"]
        for name in ("data", "app", "witness")
    }
    assert not [each for each in templates["data"].values() if "checkpoints" in json.dumps(each.get("Properties", {}))]
    (policy,) = (each for each in templates["witness"].values() if each["Type"] == "AWS::S3::BucketPolicy")
    allowed = [
        each["Action"] for each in policy["Properties"]["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"
    ]
    assert sorted(allowed) == ["s3:GetObject", "s3:ListBucket", "s3:PutObject"]
    (bucket,) = (each for each in templates["witness"].values() if each["Type"] == "AWS::S3::Bucket")
    assert bucket["Properties"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]["Mode"] == "COMPLIANCE"
    (function,) = (
        each for each in templates["app"].values()
        if each["Type"] == "AWS::Lambda::Function" and each["Properties"]["FunctionName"].endswith("ledger-checkpoint")
    )  # fmt: skip
    name = text(function["Properties"]["Environment"]["Variables"]["BUCKET_CHECKPOINTS"])
    assert name == "kroost-prod-checkpoints-222222222222-<AWS::Region>"
