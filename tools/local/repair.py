"""Puts back, by API, what the emulator's CloudFormation drops without a word: TTL, point-in-time recovery, encryption.

The same settings are asserted on the templates by tests/infra: that is the proof for AWS, this only makes the emulator
answer as AWS would when it is asked.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import boto3

from tools.local.start_emulator import REGION, Emulator

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

type Json = dict[str, Json] | list[Json] | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class _Deployed:
    """A resource of a template, its deployed name, and the names of the resources beside it."""

    type: str
    name: str
    properties: dict[str, Json]
    names: dict[str, str]

    def key(self, reference: Json) -> str | None:
        """Return the id of the KMS key that a property refers to, if it refers to one of the same stack."""
        match reference:
            case {"Fn::GetAtt": [str(logical), _]} | {"Ref": str(logical)}:
                return self.names.get(logical)
        return None


def session_for(emulator: Emulator) -> boto3.Session:
    """Return a session with the emulator's made-up credentials, whatever this person's environment says."""
    settings = emulator.environment()
    return boto3.Session(
        aws_access_key_id=settings["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=settings["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )


def repair(emulator: Emulator, assembly: Path) -> None:
    """Apply the dropped settings of every table and bucket of the assembly; botocore errors pass through."""
    session = session_for(emulator)
    database = session.client("dynamodb", endpoint_url=emulator.url)
    storage = session.client("s3", endpoint_url=emulator.url)
    for resource in _deployed(emulator, assembly):
        if resource.type == "AWS::DynamoDB::Table":
            _repair_table(database, resource)
        elif resource.type == "AWS::S3::Bucket":
            _repair_bucket(storage, resource)


def _deployed(emulator: Emulator, assembly: Path) -> Iterator[_Deployed]:
    stacks = session_for(emulator).client("cloudformation", endpoint_url=emulator.url)
    for file in sorted(assembly.glob("*.template.json")):
        pages = stacks.get_paginator("list_stack_resources").paginate(StackName=file.name.split(".")[0])
        names = {
            each["LogicalResourceId"]: each.get("PhysicalResourceId", "")
            for page in pages
            for each in page["StackResourceSummaries"]
        }
        for logical, resource in json.loads(file.read_text(encoding="utf-8"))["Resources"].items():
            yield _Deployed(resource["Type"], names.get(logical, ""), resource.get("Properties", {}), names)


def _repair_table(database: "DynamoDBClient", table: _Deployed) -> None:
    match table.properties.get("TimeToLiveSpecification"):
        case {"AttributeName": str(attribute), "Enabled": True}:
            now = database.describe_time_to_live(TableName=table.name)["TimeToLiveDescription"]["TimeToLiveStatus"]
            if now == "DISABLED":
                database.update_time_to_live(
                    TableName=table.name, TimeToLiveSpecification={"AttributeName": attribute, "Enabled": True}
                )
    match table.properties.get("PointInTimeRecoverySpecification"):
        case {"PointInTimeRecoveryEnabled": True}:
            database.update_continuous_backups(
                TableName=table.name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
            )
    match table.properties.get("SSESpecification"):
        case {"KMSMasterKeyId": reference} if key := table.key(reference):
            database.update_table(
                TableName=table.name, SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
            )


def _repair_bucket(storage: "S3Client", bucket: _Deployed) -> None:
    match bucket.properties.get("BucketEncryption"):
        case {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"KMSMasterKeyID": reference}}]
        } if key := bucket.key(reference):
            storage.put_bucket_encryption(
                Bucket=bucket.name,
                ServerSideEncryptionConfiguration={
                    "Rules": [
                        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
                    ]
                },
            )
