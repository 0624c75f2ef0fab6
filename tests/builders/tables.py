"""Creates the tables of the storage seam in an AWS-shaped store (moto, emulator)."""

from typing import TYPE_CHECKING

from functions.runtime.database import INDEX_KEYS, INDEXES_OF, Table
from functions.runtime.dynamodb import DynamoDatabase

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def create_tables(client: "DynamoDBClient", pattern: str = "kroost-test-{table}-1") -> DynamoDatabase:
    """Create every table with its indexes and return the seam over them."""
    names = {table: pattern.format(table=table.value) for table in Table}
    for table, name in names.items():
        indexes = INDEXES_OF.get(table, ())
        attributes = sorted({"pk", "sk"} | {attribute for index in indexes for attribute in INDEX_KEYS[index]})
        more = {}
        if indexes:
            more["GlobalSecondaryIndexes"] = [
                {
                    "IndexName": index.value,
                    "KeySchema": _schema(*INDEX_KEYS[index]),
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                }
                for index in indexes
            ]
        client.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=_schema("pk", "sk"),  # type: ignore[arg-type]
            AttributeDefinitions=[{"AttributeName": attribute, "AttributeType": "S"} for attribute in attributes],
            **more,  # type: ignore[arg-type]
        )
    return DynamoDatabase(client, names)


def _schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]
