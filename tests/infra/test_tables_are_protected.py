"""Tables as the architecture page says: encrypted, restorable for as long as promised, nothing but keys in indexes."""

import pytest

from functions.runtime.database import INDEX_KEYS, INDEXES_OF, Table
from infra.constructs.table import NO_COPIES, SHORT_LIVED, STREAMS
from tests.infra.synthesis import Properties, Synthesis, listed, text

KIND = "AWS::DynamoDB::Table"


def table_of(synthesis: Synthesis, table: Table) -> Properties:
    return synthesis.named(KIND, "TableName", synthesis.stage.names.table(table))


def test_every_table_of_the_house_plan_exists_and_no_other(prod: Synthesis) -> None:
    names = {text(each.properties["TableName"]) for each in prod.of(KIND)}
    assert names == {prod.stage.names.table(table) for table in Table}


@pytest.mark.parametrize("table", Table)
def test_a_table_is_on_demand_encrypted_with_our_key_and_protected(prod: Synthesis, table: Table) -> None:
    properties = table_of(prod, table)
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["DeletionProtectionEnabled"] is True
    encryption = properties["SSESpecification"]
    assert isinstance(encryption, dict)
    assert encryption["SSEEnabled"] is True
    assert encryption["SSEType"] == "KMS"
    assert "Key" in text(encryption["KMSMasterKeyId"])


@pytest.mark.parametrize("table", Table)
def test_point_in_time_recovery_reaches_back_as_far_as_promised_and_no_further(prod: Synthesis, table: Table) -> None:
    days = 7 if table in {Table.SUBJECTS, Table.LOOK_UPS, Table.SESSIONS} else 35
    assert table_of(prod, table)["PointInTimeRecoverySpecification"] == {
        "PointInTimeRecoveryEnabled": True,
        "RecoveryPeriodInDays": days,
    }
    assert (table in SHORT_LIVED) == (days == 7)


@pytest.mark.parametrize("table", Table)
def test_only_sessions_expire_by_themselves(prod: Synthesis, table: Table) -> None:
    expiry = table_of(prod, table).get("TimeToLiveSpecification")
    assert expiry == ({"AttributeName": "expires_at", "Enabled": True} if table is Table.SESSIONS else None)


@pytest.mark.parametrize("table", Table)
def test_keys_and_indexes_are_those_of_the_storage_seam(prod: Synthesis, table: Table) -> None:
    properties = table_of(prod, table)
    assert _schema(properties) == ("pk", "sk")
    indexes = {text(index["IndexName"]): index for index in _indexes(properties)}
    assert set(indexes) == {index.value for index in INDEXES_OF.get(table, ())}
    for index in INDEXES_OF.get(table, ()):
        assert _schema(indexes[index.value]) == INDEX_KEYS[index]
        assert indexes[index.value]["Projection"] == {"ProjectionType": "KEYS_ONLY"}


@pytest.mark.parametrize("table", Table)
def test_only_the_outbox_and_the_ledger_have_streams(prod: Synthesis, table: Table) -> None:
    streamed = "StreamSpecification" in table_of(prod, table)
    assert streamed == (table in {Table.OUTBOX, Table.LEDGER})
    assert streamed == (table in STREAMS)


@pytest.mark.parametrize("table", Table)
def test_keys_and_look_ups_cannot_be_copied_out(prod: Synthesis, table: Table) -> None:
    """Given tables whose copy would outlive an erasure, then backup, export and streaming are denied to everybody."""
    policy = table_of(prod, table).get("ResourcePolicy")
    assert (policy is not None) == (table in {Table.SUBJECTS, Table.LOOK_UPS})
    assert (policy is not None) == (table in NO_COPIES)
    if policy is None:
        return
    assert isinstance(policy, dict)
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Principal"] in ("*", {"AWS": "*"})
    assert {
        "dynamodb:CreateBackup",
        "dynamodb:ExportTableToPointInTime",
        "dynamodb:EnableKinesisStreamingDestination",
    } <= set(listed(statement["Action"]))


def _schema(properties: Properties) -> tuple[str, ...]:
    keys = properties["KeySchema"]
    assert isinstance(keys, list)
    return tuple(key["AttributeName"] for key in sorted(keys, key=lambda each: each["KeyType"]))


def _indexes(properties: Properties) -> list[Properties]:
    found = properties.get("GlobalSecondaryIndexes", [])
    assert isinstance(found, list)
    return found
