"""The operator's command after a restore, over DynamoDB's own tables: restored ones refuse, are replayed, and serve."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from functions.cli.main import main
from functions.composition import System
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.runtime.clients import client
from functions.runtime.database import Key, Put, Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.runtime.whole_tables import WholeTables
from functions.units.clock import SetClock, parse_instant
from functions.vault.errors import GateClosedError
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.ledger_entry import Actor
from functions.vault.segment import Told, lines_of
from functions.vault.vault import Vault
from tests.builders.erasure import Erasure, begin_erasure
from tests.builders.tables import create_tables
from tests.builders.vault import START, MemoryVault
from tests.fakes.in_memory_keys import InMemoryKeyring

if TYPE_CHECKING:
    from functions.runtime.database import Item

LIVE, RESTORED = "kroost-test-{table}-1", "kroost-test-{table}-2"
STAYS = {Table.ERASURES, Table.GATES}


@pytest.fixture
def erasure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Erasure]:
    """Return a family over DynamoDB as moto gives it, with memory's keys and clock in the command too."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    clock, keyring = SetClock(parse_instant(START)), InMemoryKeyring()
    monkeypatch.setattr(System, "keyring", keyring)
    monkeypatch.setattr(System, "clock", clock)
    client.cache_clear()
    with mock_aws():
        database = create_tables(boto3.client("dynamodb"), LIVE)
        for table in Table:
            key = gate_key(database.deployed_name(table))
            database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
        vault = Vault(database, keyring, Gates(database, clock), clock, clock)
        yield begin_erasure(MemoryVault(database, keyring, clock, vault))  # type: ignore[arg-type]
    client.cache_clear()


def names(pattern: str) -> dict[Table, str]:
    return {table: pattern.format(table=table.value) for table in Table}


def restored_names() -> dict[Table, str]:
    return {table: name if table not in STAYS else names(LIVE)[table] for table, name in names(RESTORED).items()}


def test_the_command_erases_again_and_opens_the_gates(erasure: Erasure, capsys: pytest.CaptureFixture[str]) -> None:
    dynamodb = boto3.client("dynamodb")
    before: dict[Table, list[Item]] = {
        table: list(WholeTables(dynamodb, names(LIVE)).rows(table)) for table in Table if table not in STAYS
    }
    assert erasure.run(erasure.ask()) is RightsState.CLOSED
    copies = create_tables(dynamodb, RESTORED)
    for table, rows in before.items():
        for row in rows:
            copies.write(Put(table, row))

    restored = DynamoDatabase(dynamodb, restored_names())
    memory = erasure.memory
    vault = Vault(restored, memory.keyring, Gates(restored, memory.clock), memory.clock, memory.clock)
    request = vault.request(Purpose.CALCULATE_AND_PAY, "payments-worker", Actor.system())
    with pytest.raises(GateClosedError):
        request.query(Table.DOSSIERS, erasure.family.dossier)

    objects = boto3.client("s3", region_name="eu-central-1")
    bucket = f"kroost-test-ledger-segments-123456789012-{objects.meta.region_name}"
    region = {"LocationConstraint": objects.meta.region_name}
    objects.create_bucket(Bucket=bucket, CreateBucketConfiguration=region)  # type: ignore[arg-type]
    pairs = [f"--restored={table.value}={name}" for table, name in names(RESTORED).items() if table not in STAYS]
    # A day after the restored moment would pass over whoever was erased between them: refused, no gate opens.
    assert main(["replay-journal", "--stage=test", "--since=2999-01-01", *pairs]) == 2
    with pytest.raises(GateClosedError):
        request.query(Table.DOSSIERS, erasure.family.dossier)
    assert main(["replay-journal", "--stage=test", "--since=2024-06-30", *pairs]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["leftovers"], told["promises"], told["withdrawals"]) == (1, 0, 0, 0)
    (segment,) = objects.list_objects_v2(Bucket=bucket)["Contents"]
    body = objects.get_object(Bucket=bucket, Key=segment["Key"])["Body"].read()
    assert {line.told for line in lines_of(body)} == {Told.RESTORED}
    assert len(list(lines_of(body))) == told["chains"]

    rows_now = request.query(Table.DOSSIERS, erasure.family.dossier)
    (kept,) = [row for row in rows_now if row.subject == erasure.family.partner]
    assert kept.place.sk.startswith("fact#")
    subject = restored.get(Table.SUBJECTS, Key(erasure.family.partner, "subject"))
    assert subject is not None
    assert sorted(name for name in subject if name.startswith("key_")) == ["key_hold", "key_version"]


@pytest.mark.parametrize("pair", ["erasures=x", "gates=x", "nonsense=x", "dossiers"])
def test_the_journal_and_the_gates_are_never_restored(pair: str) -> None:
    assert main(["replay-journal", "--stage=test", "--since=2024-06-30", f"--restored={pair}"]) == 2
