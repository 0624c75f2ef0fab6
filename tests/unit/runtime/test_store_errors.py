"""DynamoDB's errors under the storage seam's words: what the next try may do, what was refused, what is our fault."""

import pytest
from botocore.exceptions import ClientError

from functions.runtime.database import Absent, ConflictError, Put, Table, TransactionRefusedError, UnavailableError
from functions.runtime.dynamodb import DynamoDatabase, StoreRefusedError


class Cancelling:
    """A client whose transactions are cancelled for these reasons."""

    def __init__(self, *codes: str) -> None:
        self._codes = codes

    def transact_write_items(self, **_: object) -> None:
        reasons = [{"Code": code} for code in self._codes]
        answer = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": reasons}
        raise ClientError(answer, "TransactWriteItems")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "error"),
    [
        (("None", "ThrottlingError"), UnavailableError),
        (("None", "ProvisionedThroughputExceeded"), UnavailableError),
        (("TransactionConflict", "ThrottlingError"), ConflictError),
        (("ThrottlingError", "ConditionalCheckFailed"), TransactionRefusedError),
        (("ValidationError", "None"), StoreRefusedError),
    ],
)
def test_a_cancelled_transaction_is_named_by_what_the_caller_can_do(codes: tuple[str, ...], error: type) -> None:
    database = DynamoDatabase(Cancelling(*codes), {Table.GATES: "gates"})  # type: ignore[arg-type]
    with pytest.raises(error):
        database.transact([Put(Table.GATES, {"pk": "a", "sk": "b"}, Absent())])
