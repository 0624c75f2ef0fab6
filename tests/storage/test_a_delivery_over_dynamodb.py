"""A delivery over DynamoDB's and S3's own words (moto): the rows are taken as they are written in memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import boto3
import pytest
from moto import mock_aws

from functions.dossier.fact import YearlyIncomeFact
from functions.dossier.family_file import read_family_file
from functions.government.take_delivery import Post, take_delivery
from functions.register.purpose import Purpose
from functions.runtime.database import Put, Table
from functions.runtime.dynamodb import DynamoDatabase
from functions.runtime.objects import S3Objects
from functions.units.clock import SetClock, parse_instant
from functions.units.dropped_object import Reference
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault
from tests.builders.drops import DropWorld, Json, envelope, household, income, number_of, written
from tests.builders.tables import create_tables
from tests.builders.vault import START
from tests.fakes.in_memory_keys import InMemoryKeyring
from tests.fakes.in_memory_objects import etag_of

HEAD, SPOUSE = number_of(1), number_of(2)


@dataclass
class Deployed:
    """Tables and buckets of moto, with the family of a drop world copied into them."""

    database: DynamoDatabase
    vault: Vault
    drops: S3Objects
    receipts: S3Objects
    dossier: str

    def take(self, delivery: Json, form: str) -> bytes:
        key, body = written(delivery, form)
        self.drops.write(key, body, "application/octet-stream")
        post = Post(self.vault, self.drops, self.receipts, synthetic_allowed=True)
        take_delivery(post, Reference(key, etag_of(body), len(body)))
        assert self.drops.read(key) is None
        receipt = self.receipts.read(f"{key}.receipt.json")
        assert receipt is not None
        return receipt


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    with mock_aws():
        database = create_tables(boto3.client("dynamodb", region_name="eu-west-1"))
        for table in Table:
            for item in world.memory.database.rows[table].values():
                database.write(Put(table, item))
            key = gate_key(database.deployed_name(table))
            database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
        s3 = boto3.client("s3", region_name="eu-west-1")
        for bucket in ("drops", "receipts"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        clock = SetClock(parse_instant(START))
        vault = Vault(database, InMemoryKeyring(), Gates(database, clock), clock, clock)
        yield Deployed(database, vault, S3Objects(s3, "drops"), S3Objects(s3, "receipts"), dossier)


def test_the_receipts_are_those_of_the_store_in_memory(deployed: Deployed) -> None:
    """Given deliveries of every outcome, then DynamoDB gives the receipts that the store in memory gives."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    deliveries = [
        (envelope("HOUSEHOLD", 3, [household("h1", HEAD, [(SPOUSE, 2)]), {}]), "jsonl.gz"),
        (envelope("HOUSEHOLD", 1, [household("h1", HEAD), household("h2", number_of(50))]), "json"),
        (envelope("INCOME_TAX", 1, [income("i1", HEAD, 5), income("i1", HEAD, 6), income("i2", SPOUSE, 7)]), "jsonl"),
        (envelope("SCHOOL", 1, [{"mark": "x" * 300_000}]), "json"),
        (envelope("SCHOOL", 2, [{"mark": "x" * 1000}] * 400), "json.gz"),
    ]
    for delivery, form in deliveries:
        world.take(delivery, form)
        key, _ = written(delivery, form)
        assert deployed.take(delivery, form) == world.receipts.bodies[f"{key}.receipt.json"]
        assert deployed.take(delivery, form) == world.receipts.bodies[f"{key}.receipt.json"]
    request = deployed.vault.request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue", Actor.system())
    file = read_family_file(request, deployed.dossier)
    assert len(file.root.record.members) == 2
    assert sorted(row.record.items[0].cents for row in file.facts if isinstance(row.record, YearlyIncomeFact)) == [5, 7]


def test_an_overwritten_delivery_begins_again(deployed: Deployed) -> None:
    """Given a refused delivery, when it comes corrected, then its row begins again on the condition of the old one."""
    key, body = written(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    for content in (body[:-9], body):
        deployed.drops.write(key, content, "application/json")
        post = Post(deployed.vault, deployed.drops, deployed.receipts, synthetic_allowed=True)
        take_delivery(post, Reference(key, etag_of(content), len(content)))
    receipt = deployed.receipts.read(f"{key}.receipt.json")
    assert receipt is not None
    assert b'"status":"OK"' in receipt
