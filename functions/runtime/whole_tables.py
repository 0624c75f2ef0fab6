"""Whole tables, row by row: for an operator's hand after a restore. No function's role may do this."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from functions.runtime.attribute_values import item_from_wire
from functions.runtime.database import Item, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class WholeTables:
    """Reads every row of a table, consistently, page by page."""

    def __init__(self, client: "DynamoDBClient", names: Mapping[Table, str]) -> None:
        """Take a client and the deployed names of the tables."""
        self._client, self._names = client, names

    def rows(self, table: Table) -> Iterator[Item]:
        """Yield every row; what is written meanwhile may be missed, so nothing else may write."""
        pages = self._client.get_paginator("scan").paginate(TableName=self._names[table], ConsistentRead=True)
        for page in pages:
            for item in page["Items"]:
                yield item_from_wire(cast("Mapping[str, Mapping[str, object]]", item))
