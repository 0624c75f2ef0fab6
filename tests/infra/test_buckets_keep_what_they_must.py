"""Buckets: private, encrypted, drops gone by themselves, roots with every version, a journal that nobody can delete."""

import pytest

from tests.infra.synthesis import Properties, Synthesis, text

KIND = "AWS::S3::Bucket"
NAMES = ("drops", "receipts", "payment-files", "bank-in", "bank-out", "roots-copy", "journal")


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
