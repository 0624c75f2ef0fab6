"""What commands about a deployed stage share: where it is, its tables, and how a refusal is told."""

import json
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from functions.runtime.clients import AwsRefusedError, answered, client
from functions.runtime.database import DatabaseError, Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.vault.errors import GateClosedError, TryAgainError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_sqs import SQSClient

DONE, FINDINGS, REFUSED = 0, 1, 2
LOCAL, EMULATOR_ACCOUNT, EMULATOR_REGION = "local", "000000000000", "eu-west-1"


# The last sign of a dead-letter queue's name, and the log group of a function: as infra/names.py has them.
DEAD = "-dead"


class NotDeployedError(Exception):
    """The stage is not deployed where the environment points; the text names what is missing."""


def asking(stage: str, do: Callable[[], int]) -> int:
    """Do what asks a deployed stage; what cannot be done is one problem object and exit status 2."""
    if stage == LOCAL:
        if "AWS_ENDPOINT_URL" not in os.environ:
            return refuse("AWS_ENDPOINT_URL is not set: for stage local it is the emulator's address")
        _point_at_the_emulator()
    try:
        with answered():
            return do()
    except NotDeployedError as missing:
        return refuse(str(missing))
    except (AwsRefusedError, DatabaseError, GateClosedError, TryAgainError) as refused:
        where = os.environ.get("AWS_ENDPOINT_URL", "AWS")
        return refuse(f"{where} does not answer as stage {stage}: {type(refused).__name__} {refused}")


def deployed_tables(tables: "DynamoDBClient", stage: str, *wanted: Table) -> DynamoDatabase:
    """Return the newest generation of these tables; NotDeployedError when one is not there."""
    known = [name for page in tables.get_paginator("list_tables").paginate() for name in page["TableNames"]]
    return DynamoDatabase(tables, {table: _newest(known, stage, table) for table in wanted})


def invoke(stage: str, function: str, event: object) -> dict[str, object]:
    """Ask a function of the stage, and return its answer: what it says, or the class and id of an error."""
    functions: LambdaClient = client("lambda")
    answer = functions.invoke(FunctionName=f"kroost-{stage}-{function}", Payload=json.dumps(event).encode())
    told: dict[str, object] = json.loads(answer["Payload"].read())
    return told


def queue_address(queues: "SQSClient", stage: str, name: str) -> str:
    """Return the address of a queue; NotDeployedError when it is not there."""
    try:
        return queues.get_queue_url(QueueName=f"kroost-{stage}-{name}")["QueueUrl"]
    except queues.exceptions.QueueDoesNotExist:
        msg = f"stage {stage} has no queue {name} here"
        raise NotDeployedError(msg) from None


def log_group(stage: str, function: str) -> str:
    """Return the log group of a function."""
    return f"/kroost/{stage}/{function}"


def refuse(detail: str) -> int:
    """Say why something was not done; return the exit status."""
    tell({"type": "https://kroost.invalid/problems/invalid-request", "title": "Not run", "detail": detail})
    return REFUSED


def tell(value: object) -> None:
    """Write a result to standard output."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def _point_at_the_emulator() -> None:
    """Fill in what an emulator asks of every caller; its address is printed by `make run` and must be given."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", EMULATOR_ACCOUNT),
        ("AWS_SECRET_ACCESS_KEY", "local"),
        ("AWS_DEFAULT_REGION", EMULATOR_REGION),
    ):
        os.environ.setdefault(name, value)


def _newest(names: list[str], stage: str, table: Table) -> str:
    form = re.compile(rf"kroost-{re.escape(stage)}-{table.value}-(\d+)")
    found = [(int(match[1]), name) for name in names if (match := form.fullmatch(name))]
    if not found:
        msg = f"stage {stage} has no table {table.value} here"
        raise NotDeployedError(msg)
    return max(found)[1]
