"""A restored table gets back what a restore does not bring: stream, window, expiry, protection, policy, tags (moto)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from functions.cli.main import main
from functions.cli.restore_table import restore_table, settings_in
from infra.write_copy_census import templates


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cdk") / "data.json"
    file.write_text(json.dumps(templates()["data"]), encoding="utf-8")
    return file


@pytest.mark.parametrize("logical", ["sessions", "ledger", "subjects", "dossiers"])
def test_every_setting_of_the_template_is_put_back(
    template: Path, logical: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    source, target = f"kroost-prod-{logical}-1", f"kroost-prod-{logical}-2"
    settings = settings_in(template, source)
    assert settings is not None
    with mock_aws():
        tables = boto3.client("dynamodb", region_name="eu-west-1")
        tables.create_table(
            TableName=source,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )
        tables.update_continuous_backups(
            TableName=source, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
        tables.put_item(TableName=source, Item={"pk": {"S": "a"}, "sk": {"S": "b"}})
        restore_table(
            tables,
            source,
            target,
            datetime(2026, 11, 20, tzinfo=UTC),
            {**settings, "Tags": [{"Key": "k", "Value": "v"}]},
        )
        made = tables.describe_table(TableName=target)["Table"]
        assert made["DeletionProtectionEnabled"] is True
        stream = made.get("StreamSpecification", {}).get("StreamViewType")
        assert stream == ("NEW_AND_OLD_IMAGES" if logical == "ledger" else None)
        lifetime = tables.describe_time_to_live(TableName=target)["TimeToLiveDescription"]
        assert lifetime.get("AttributeName") == ("expires_at" if logical == "sessions" else None)
        backups = tables.describe_continuous_backups(TableName=target)["ContinuousBackupsDescription"]
        assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
        assert tables.list_tags_of_resource(ResourceArn=made["TableArn"])["Tags"] == [{"Key": "k", "Value": "v"}]
        if logical == "subjects":
            policy = tables.get_resource_policy(ResourceArn=made["TableArn"])["Policy"]
            assert "dynamodb:CreateBackup" in policy


@pytest.mark.parametrize("table", ["erasures", "gates"])
def test_what_makes_a_restore_forget_is_never_restored(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--stage", "prod", "--table", table, "--to", "2026-11-20T10:00:00Z", "--generation", "2"]
    assert main(["restore-table", *arguments, "--template", "x.json"]) == 2
    assert "never restored" in capsys.readouterr().out


def test_a_table_that_the_template_does_not_know_is_refused(template: Path) -> None:
    arguments = ["--stage", "test", "--table", "dossiers", "--to", "2026-11-20T10:00:00Z", "--generation", "2"]
    assert main(["restore-table", *arguments, "--template", str(template)]) == 2
