"""Copies of a stage's tables beside the live ones, row by row: what a restore to a point in time would bring back.

For drills in stages without real people. A real restore takes the service's own backup (`kroost restore-table`).
"""

from collections.abc import Mapping
from itertools import batched
from typing import TYPE_CHECKING

from functions.cli.restoring.drill import NEVER_RESTORED
from functions.runtime.attribute_values import item_to_wire
from functions.runtime.database import Database, Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.runtime.whole_tables import WholeTables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TOGETHER = 25


class TableCopies:
    """Copies under the live names with `-drill` behind them."""

    def __init__(self, client: "DynamoDBClient", names: Mapping[Table, str]) -> None:
        """Take a client and the live names."""
        self._client, self._live = client, dict(names)
        self._copied = {
            table: name if table in NEVER_RESTORED else f"{name}-drill" for table, name in self._live.items()
        }

    def take(self) -> None:
        """Copy every table but the journal and the gates."""
        self.drop()
        for table in self._copies():
            self._make(table)
            rows = WholeTables(self._client, self._live).rows(table)
            for together in batched(rows, _TOGETHER, strict=False):
                puts = [{"PutRequest": {"Item": item_to_wire(row)}} for row in together]
                left = {self._copied[table]: puts}
                while left:
                    left = self._client.batch_write_item(RequestItems=left).get("UnprocessedItems", {})  # type: ignore[arg-type,assignment]

    def put_in_place(self) -> tuple[Database, WholeTables]:
        """Return the store in which the copies stand for the live tables."""
        return DynamoDatabase(self._client, self._copied), WholeTables(self._client, self._copied)

    def drop(self) -> None:
        """Delete the copies, and the gates that were opened for them."""
        gates = self._live[Table.GATES]
        for table in self._copies():
            name = self._copied[table]
            self._client.delete_item(TableName=gates, Key={"pk": {"S": name}, "sk": {"S": "gate"}})
            try:
                self._client.delete_table(TableName=name)
            except self._client.exceptions.ResourceNotFoundException:
                continue
            self._client.get_waiter("table_not_exists").wait(TableName=name, WaiterConfig={"Delay": 1})

    def _copies(self) -> list[Table]:
        return [table for table in self._live if table not in NEVER_RESTORED]

    def _make(self, table: Table) -> None:
        live = self._client.describe_table(TableName=self._live[table])["Table"]
        indexes = [
            {name: index[name] for name in ("IndexName", "KeySchema", "Projection")}
            for index in live.get("GlobalSecondaryIndexes", [])
        ]
        self._client.create_table(
            TableName=self._copied[table],
            KeySchema=live["KeySchema"],
            AttributeDefinitions=live["AttributeDefinitions"],
            BillingMode="PAY_PER_REQUEST",
            **({"GlobalSecondaryIndexes": indexes} if indexes else {}),  # type: ignore[arg-type]
        )
        self._client.get_waiter("table_exists").wait(TableName=self._copied[table], WaiterConfig={"Delay": 1})
