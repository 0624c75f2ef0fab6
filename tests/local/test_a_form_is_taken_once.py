"""Goal IN-3 on the deployed system: a hundred repeats at once are one record and one receipt."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from functions.vault.signature import from_base64url, holds
from tests.builders.forms import interest_form
from tools.local.ask import Answer
from tools.local.repair import session_for
from tools.local.scene import Scene

ROUTE, KEY = "/api/forms/interests", "a-hundred-repeats-at-once"
REPEATS, AT_ONCE = 100, 10


def rows_of(scene: Scene, receipt: str) -> Sequence[Mapping[str, object]]:
    """Return what the table of submissions holds under a receipt, in DynamoDB's own words."""
    dynamodb = session_for(scene.emulator).client("dynamodb", endpoint_url=scene.emulator.url)
    (table,) = [name for name in dynamodb.list_tables()["TableNames"] if "submissions" in name]
    key = {":pk": {"S": receipt}}
    found = dynamodb.query(TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=key)
    return found["Items"]


@pytest.mark.goal("IN-3")
def test_a_hundred_repeats_at_once_are_one_record_and_one_receipt(scene: Scene) -> None:
    """Given one form and key, when it is posted a hundred times at once, then one row and a hundred equal receipts.

    The same key with another body is 409, the row holds nothing of the form in clear, and it has a day of its end.
    """
    form = interest_form(name="Repeated Visitor")
    post = partial(scene.asker().post, ROUTE, headers={"Idempotency-Key": KEY})

    def repeat(_: int) -> Answer:
        return scene.asker().post(ROUTE, form, expect=202, headers={"Idempotency-Key": KEY})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(repeat, range(REPEATS)))
    assert len(answers) == REPEATS
    assert len({answer.body for answer in answers}) == 1

    receipt = answers[0].json()
    keys = scene.asker().get("/api/keys").json()["keys"]
    public = next(key["public_key"] for key in keys if key["key"] == receipt["signature"]["key"])
    assert holds(receipt, from_base64url(public))

    refused = post(form | {"name": "Somebody Else"}, expect=409)
    assert refused.header("Content-Type") == "application/problem+json"

    (row,) = rows_of(scene, receipt["receipt"])
    clear = json.dumps({name: value for name, value in row.items() if name != "sealed"}, default=str)
    said = [str(form[name]) for name in ("name", "email", "postal_code")]
    assert not [value for value in said if value in clear]
    assert {"destroy_on", "destroy_shard"} <= set(row)
