"""The storage seam means the same in memory, on disk and over DynamoDB's words (moto): one set of promises."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from bench.disk_store import DiskStore
from functions.runtime.database import (
    Absent,
    Check,
    ConditionFailedError,
    Database,
    Delete,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Table,
    TransactionRefusedError,
    Update,
)
from tests.builders.tables import create_tables
from tests.fakes.in_memory_database import InMemoryDatabase


@pytest.fixture(params=["memory", "disk", "moto"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Database]:
    """Give each promise every store."""
    if request.param == "memory":
        yield InMemoryDatabase()
        return
    if request.param == "disk":
        store = DiskStore(tmp_path / "store")
        yield store
        store.close()
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield create_tables(boto3.client("dynamodb", region_name="eu-west-1"))


ROW: Item = {"pk": "a", "sk": "1", "n": 3, "blob": b"\x00\xff", "list": [b"x", "y", 2], "map": {"k": True}, "on": False}


def test_a_row_comes_back_as_it_was_written(database: Database) -> None:
    """Given a row with every kind of value, when it is read, then it is equal; members without value are left out."""
    database.write(Put(Table.CASES, {**ROW, "none": None}))
    assert database.get(Table.CASES, Key("a", "1")) == ROW
    assert database.get(Table.CASES, Key("a", "2")) is None
    assert database.get_many(Table.CASES, [Key("a", "1"), Key("a", "2")]) == [ROW]


def test_a_new_row_meets_the_one_that_stands_there(database: Database) -> None:
    """Given a row, when another is put as new, then the row that stands is handed back and kept."""
    database.write(Put(Table.CASES, ROW, Absent()))
    with pytest.raises(ConditionFailedError) as caught:
        database.write(Put(Table.CASES, {"pk": "a", "sk": "1", "n": 4}, Absent()))
    assert caught.value.item == ROW
    assert database.get(Table.CASES, Key("a", "1")) == ROW


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Matches({"n": 3}), True),
        (Matches({"n": 4}), False),
        (Matches({"other": 1}), False),
        (Matches(missing=("other",)), True),
        (Matches(missing=("n",)), False),
        (Matches(at_most={"n": 3}), True),
        (Matches(at_most={"n": 2}), False),
        (Matches(at_most={"sk": "2"}), True),
        (Matches(at_most={"other": "2"}), False),
    ],
)
def test_conditions_mean_the_same(database: Database, condition: Matches, *, holds: bool) -> None:
    """Given a row, when an update states a condition, then both stores agree whether it holds."""
    database.write(Put(Table.CASES, ROW))
    update = Update(Table.CASES, Key("a", "1"), set={"seen": True}, condition=condition)
    if holds:
        database.write(update)
        return
    with pytest.raises(ConditionFailedError):
        database.write(update)


def test_a_condition_on_a_missing_row_does_not_hold(database: Database) -> None:
    """Given no row, when a check asks for one, then it refuses without a row."""
    with pytest.raises(TransactionRefusedError) as caught:
        database.transact([Check(Table.CASES, Key("a", "1"), Matches(missing=("n",)))])
    assert [(refusal.position, refusal.item) for refusal in caught.value.refusals] == [(0, None)]


def test_an_update_sets_adds_and_removes(database: Database) -> None:
    """Given a row, when it is updated, then it is changed as said; without a row one is made."""
    database.write(Put(Table.CASES, ROW))
    database.write(Update(Table.CASES, Key("a", "1"), set={"on": True}, add={"n": 2}, remove=("blob", "list")))
    assert database.get(Table.CASES, Key("a", "1")) == {"pk": "a", "sk": "1", "n": 5, "map": {"k": True}, "on": True}
    database.write(Update(Table.CASES, Key("b", "1"), add={"n": 1}))
    assert database.get(Table.CASES, Key("b", "1")) == {"pk": "b", "sk": "1", "n": 1}


def test_a_transaction_is_all_or_nothing_and_names_each_refusal(database: Database) -> None:
    """Given one action that refuses, when the transaction is sent, then nothing is written and the row comes back."""
    database.write(Put(Table.CASES, ROW))
    with pytest.raises(TransactionRefusedError) as caught:
        database.transact(
            [
                Put(Table.PEOPLE, {"pk": "p", "sk": "1"}, Absent()),
                Put(Table.CASES, {"pk": "a", "sk": "1"}, Absent()),
                Check(Table.CASES, Key("x", "1"), Matches()),
            ]
        )
    assert [(refusal.position, refusal.item) for refusal in caught.value.refusals] == [(1, ROW), (2, None)]
    assert database.get(Table.PEOPLE, Key("p", "1")) is None
    database.transact([Put(Table.PEOPLE, {"pk": "p", "sk": "1"}, Absent()), Delete(Table.CASES, Key("a", "1"))])
    assert database.get(Table.PEOPLE, Key("p", "1")) is not None
    assert database.get(Table.CASES, Key("a", "1")) is None


def test_a_partition_is_read_in_order_and_in_pages(database: Database) -> None:
    """Given rows of one partition, when they are read by page, then none is missed, repeated or out of order."""
    for number in range(9):
        database.write(Put(Table.LEDGER, {"pk": "c", "sk": f"{number:03d}"}))
    database.write(Put(Table.LEDGER, {"pk": "d", "sk": "000"}))
    for descending in (False, True):
        seen: list[str] = []
        after = None
        while True:
            page = database.query(Table.LEDGER, "c", descending=descending, limit=4, after=after)
            seen += [str(item["sk"]) for item in page.items]
            after = page.after
            if after is None:
                break
        assert seen == sorted((f"{number:03d}" for number in range(9)), reverse=descending)
    assert len(database.query(Table.LEDGER, "c", begins_with="00").items) == 9


def test_an_index_holds_only_rows_that_carry_its_keys_and_only_keys(database: Database) -> None:
    """Given rows with and without an index key, when the index is read, then only keys of the first come."""
    for number in range(5):
        database.write(Put(Table.DOSSIERS, {"pk": f"d{number}", "sk": "root", "run_shard": "0a", "x": 1}))
    database.write(Put(Table.DOSSIERS, {"pk": "d9", "sk": "root", "x": 1}))
    page = database.query(Table.DOSSIERS, "0a", index=Index.RUN_SHARD, limit=3)
    assert [item["pk"] for item in page.items] == ["d0", "d1", "d2"]
    assert set(page.items[0]) == {"pk", "sk", "run_shard"}
    rest = database.query(Table.DOSSIERS, "0a", index=Index.RUN_SHARD, after=page.after)
    assert [item["pk"] for item in rest.items] == ["d3", "d4"]
