"""Everything that rests or was said, as raw bytes: of the in-memory fakes, and of a deployed system's stores."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from functions.runtime.attribute_values import item_from_wire
from functions.runtime.database import Item, Table, Value
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryObjects, InMemoryQueue
from tests.privacy.planted_values import Place

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient


def rows_of(database: InMemoryDatabase) -> Iterator[Place]:
    """Yield every row of every table of the in-memory store."""
    for table in Table:
        for item in database.rows[table].values():
            yield Place(f"table {table}", row_bytes(item))


def objects_of(name: str, objects: InMemoryObjects) -> Iterator[Place]:
    """Yield every object of a bucket, with its key."""
    for key, body in objects.bodies.items():
        yield Place(f"key in bucket {name}", key.encode())
        yield Place(f"bucket {name}", body)


def messages_of(name: str, queue: InMemoryQueue) -> Iterator[Place]:
    """Yield every message that a queue took."""
    for body, attributes in zip(queue.bodies, queue.attributes, strict=True):
        yield Place(f"queue {name}", body.encode())
        yield Place(f"queue {name}", repr(attributes).encode())


def deployed_rows(client: "DynamoDBClient", tables: Iterable[str]) -> Iterator[Place]:
    """Yield every row of deployed tables (a scan: only tests may do that)."""
    for table in tables:
        for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
            for item in page["Items"]:
                yield Place(f"table {table}", row_bytes(item_from_wire(item)))


def deployed_objects(client: "S3Client", buckets: Iterable[str]) -> Iterator[Place]:
    """Yield every object of deployed buckets, with its key."""
    for bucket in buckets:
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for told in page.get("Contents", []):
                yield Place(f"key in bucket {bucket}", told["Key"].encode())
                yield Place(f"bucket {bucket}", client.get_object(Bucket=bucket, Key=told["Key"])["Body"].read())


def deployed_messages(client: "SQSClient", urls: Mapping[str, str]) -> Iterator[Place]:
    """Yield the messages that stand in deployed queues (dead letters too) and leave them there."""
    for name, url in urls.items():
        while True:
            answer = client.receive_message(
                QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=60, MessageAttributeNames=["All"]
            )
            messages = answer.get("Messages", [])
            if not messages:
                break
            for message in messages:
                yield Place(f"queue {name}", (message["Body"] + repr(message.get("MessageAttributes"))).encode())


def row_bytes(item: Item) -> bytes:
    """Return the names and values of a row as raw bytes, one after the other."""
    return b"\n".join(_bytes_of(item))


def _bytes_of(value: Value) -> Iterator[bytes]:
    match value:
        case bytes():
            yield value
        case Mapping():
            for name, part in value.items():
                yield str(name).encode()
                yield from _bytes_of(part)
        case list() | tuple():
            for part in value:
                yield from _bytes_of(part)
        case _:
            yield str(value).encode()
