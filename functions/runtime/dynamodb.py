"""The storage seam over DynamoDB: the words of `database.py`, and its errors and no others."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as BotoConnectionError

from functions.runtime.attribute_values import item_from_wire, item_to_wire
from functions.runtime.database import (
    INDEX_KEYS,
    Action,
    ConditionFailedError,
    ConflictError,
    DatabaseError,
    Delete,
    Index,
    Item,
    Key,
    Page,
    Put,
    Refusal,
    Table,
    TransactionRefusedError,
    UnavailableError,
    Update,
)
from functions.runtime.expressions import key_condition, key_to_wire, request_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TRY_AGAIN = frozenset(
    {
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
        "ThrottlingError",
        "RequestTimeout",
        "500",
        "503",
    }
)
_CONFLICT = frozenset({"TransactionConflictException", "TransactionInProgressException", "TransactionConflict"})
_REFUSED = "ConditionalCheckFailed"


class StoreRefusedError(DatabaseError):
    """DynamoDB refuses the call itself (access, shape): our fault; the text is DynamoDB's code only."""


class DynamoDatabase:
    """DynamoDB under the words of the storage seam."""

    def __init__(self, client: "DynamoDBClient", names: Mapping[Table, str]) -> None:
        """Take a client and the deployed name of every table that the function may use."""
        self._client, self._names = client, names

    def deployed_name(self, table: Table) -> str:
        """Return the deployed name of a table; KeyError when the function has no such table."""
        return self._names[table]

    def get(self, table: Table, key: Key) -> Item | None:
        """Read one row, strongly consistent."""
        answer = self._call(
            "get_item", {"TableName": self._names[table], "Key": key_to_wire(key), "ConsistentRead": True}
        )
        item = answer.get("Item")
        return None if item is None else item_from_wire(cast("Mapping[str, Mapping[str, object]]", item))

    def get_many(self, table: Table, keys: Sequence[Key]) -> list[Item]:
        """Read up to 100 rows, strongly consistent."""
        name = self._names[table]
        asked: object = {"Keys": [key_to_wire(key) for key in keys], "ConsistentRead": True}
        found: list[Item] = []
        while asked:
            answer = self._call("batch_get_item", {"RequestItems": {name: asked}})
            responses = cast("Mapping[str, list[Mapping[str, Mapping[str, object]]]]", answer["Responses"])
            found += [item_from_wire(item) for item in responses.get(name, [])]
            asked = cast("Mapping[str, object]", answer.get("UnprocessedKeys", {})).get(name)
        return found

    def query(  # noqa: PLR0913 - the seam's own signature
        self,
        table: Table,
        partition: str,
        *,
        index: Index | None = None,
        begins_with: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: Item | None = None,
        consistent: bool = True,
    ) -> Page:
        """Read one page of a partition or index."""
        names = ("pk", "sk") if index is None else INDEX_KEYS[index]
        members: dict[str, object] = {
            "TableName": self._names[table],
            "ScanIndexForward": not descending,
            "ConsistentRead": consistent and index is None,
            **key_condition(names, partition, begins_with),
        }
        if index is not None:
            members["IndexName"] = index.value
        if limit is not None:
            members["Limit"] = limit
        if after is not None:
            members["ExclusiveStartKey"] = item_to_wire(after)
        answer = self._call("query", members)
        items = cast("list[Mapping[str, Mapping[str, object]]]", answer["Items"])
        last = cast("Mapping[str, Mapping[str, object]] | None", answer.get("LastEvaluatedKey"))
        return Page([item_from_wire(item) for item in items], None if not last else item_from_wire(last))

    def write(self, action: Put | Update | Delete) -> None:
        """Do one action."""
        operation, members = request_of(action, self._names[action.table])
        self._call(f"{operation.lower()}_item", members)

    def transact(self, actions: Sequence[Action]) -> None:
        """Do all or nothing; the client's own retries carry one token, so a repeat never writes twice."""
        steps = []
        for action in actions:
            operation, members = request_of(action, self._names[action.table])
            steps.append({operation: members})
        self._call("transact_write_items", {"TransactItems": steps})

    def _call(self, operation: str, members: Mapping[str, object]) -> Mapping[str, object]:
        try:
            return cast("Mapping[str, object]", getattr(self._client, operation)(**members))
        except ClientError as error:
            raise _named(error) from None
        except (BotoConnectionError, HTTPClientError) as error:
            raise UnavailableError(type(error).__name__) from None


def _named(error: ClientError) -> DatabaseError:
    response = cast("Mapping[str, object]", error.response)
    code = str(cast("Mapping[str, object]", response.get("Error", {})).get("Code", ""))
    if code == "ConditionalCheckFailedException":
        return ConditionFailedError(_row(response.get("Item")))
    if code == "TransactionCanceledException":
        return _cancelled(cast("Sequence[Mapping[str, object]]", response.get("CancellationReasons", ())))
    if code in _CONFLICT:
        return ConflictError(code)
    if code in _TRY_AGAIN:
        return UnavailableError(code)
    return StoreRefusedError(code)


def _cancelled(reasons: Sequence[Mapping[str, object]]) -> DatabaseError:
    codes = [str(reason.get("Code", "None")) for reason in reasons]
    if _REFUSED in codes:
        return TransactionRefusedError(
            tuple(
                Refusal(position, _row(reason.get("Item")))
                for position, reason in enumerate(reasons)
                if reason.get("Code") == _REFUSED
            )
        )
    for code in codes:
        if code in _CONFLICT:
            return ConflictError(code)
    for code in codes:
        if code != "None" and code not in _TRY_AGAIN:
            return StoreRefusedError(code)
    return UnavailableError("TransactionCanceledException")


def _row(item: object) -> Item | None:
    if not item:
        return None
    return item_from_wire(cast("Mapping[str, Mapping[str, object]]", item))
