"""A monthly run over DynamoDB's own words: claims, checkpoints, work lists and releases behave as in memory."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import boto3
import pytest
from moto import mock_aws

from functions.payments.release_file import ReleaseRefusedError, read_release, release_file
from functions.payments.report_run import tell_files, tell_run
from functions.payments.run_rows import FILES_READY, STOPPED
from functions.register.purpose import Purpose
from functions.runtime.database import Database, Item, Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.units.year_month import YearMonth
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.ledger_entry import Actor
from functions.vault.vault import Vault
from tests.builders.paid_families import FundFamily, fixed_id, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.builders.tables import create_tables
from tests.builders.vault import START, MemoryVault
from tests.fakes.in_memory_keys import InMemoryKeyring

if TYPE_CHECKING:
    from tests.fakes.in_memory_database import InMemoryDatabase

FAMILIES = [
    FundFamily(1, "flanders", (date(2021, 2, 3), date(2022, 3, 4))),
    FundFamily(2, "flanders", iban=None),
    FundFamily(3, "brussels"),
    FundFamily(4, "flanders", income_cents=None),
]
OFFICERS = (fixed_id("stf", "anna"), fixed_id("stf", "bert"))


@pytest.fixture
def fund(monkeypatch: pytest.MonkeyPatch) -> Iterator[PaymentRun]:
    """Return a fund over DynamoDB as moto gives it, with memory's keys, clock and bucket."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        database: Database = create_tables(boto3.client("dynamodb", region_name="eu-central-1"))
        for table in Table:
            key = gate_key(database.deployed_name(table))
            database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
        clock, keyring = SetClock(parse_instant(START)), InMemoryKeyring()
        vault = Vault(database, keyring, Gates(database, clock), clock, clock, pause=lambda _: None)
        memory = MemoryVault(cast("InMemoryDatabase", database), keyring, clock, vault)
        for family in FAMILIES:
            put_fund_family(memory, family)
        yield PaymentRun(memory)


def test_a_month_is_decided_written_released_and_run_again(fund: PaymentRun) -> None:
    """Given families in DynamoDB, then run, rerun and two releases end as they do in memory."""
    done = fund.whole("flanders")
    told = tell_run(fund.store, done)
    assert (done.state, told["payments"], told["with_undecided_rights"]) == (FILES_READY, 2, 1)
    assert told["not_paid"] == [FAMILIES[1].dossier]
    (file,) = tell_files(fund.store, done)
    sealed = dict(fund.objects.bodies)
    assert fund.whole("flanders") == done
    assert fund.objects.bodies == sealed
    for number, staff in enumerate((OFFICERS[0], OFFICERS[0], OFFICERS[1])):
        request = fund.memory.request(Purpose.RELEASE_PAYMENT_FILE, "staff-api", actor=Actor.staff(staff))
        shown = read_release(request, done.run, 1)
        if number == 1:
            with pytest.raises(ReleaseRefusedError):
                release_file(request, done.run, 1, staff, shown.sha256, shown.stops)
        else:
            release_file(request, done.run, 1, staff, shown.sha256, shown.stops)
    (released,) = tell_files(fund.store, done)
    assert (file["state"], released["state"], released["releases"]) == ("ready", "released", 2)
    kinds = [str(event["kind"]) for event in outbox(fund)]
    assert sorted(kinds) == ["message_wanted", "message_wanted", "message_wanted", "send_file"]


def outbox(fund: PaymentRun) -> list[Item]:
    """Return every event: what nobody handles yet waits in partitions of its own, the others by their kind."""
    database = fund.memory.database
    day = fund.memory.clock.real_now().date().isoformat()
    names = [f"{group}#{shard}" for group in ("waiting", day) for shard in range(8)]
    return [event for name in names for event in database.query(Table.OUTBOX, name).items]


def test_a_stopped_run_keeps_its_list(fund: PaymentRun) -> None:
    """Given a month past the last known amount, then the run stops in DynamoDB too, with the amounts by name."""
    fund.memory.clock.jump(date(2027, 9, 1) - date(2024, 7, 1))
    done = fund.whole("flanders", YearMonth(2027, 8))
    assert (done.state, done.files) == (STOPPED, 0)
    assert "flanders/base/new" in cast("list[str]", tell_run(fund.store, done)["unconfirmed"])


def test_the_file_is_the_same_as_over_the_store_in_memory(fund: PaymentRun) -> None:
    """Given the same families in both stores, then the file's bytes are the same."""
    memory = PaymentRun()
    for family in FAMILIES:
        put_fund_family(memory.memory, family)
    expected = sha256(memory.file(memory.whole("flanders").run)).hexdigest()
    (told,) = tell_files(fund.store, fund.whole("flanders"))
    assert told["sha256"] == expected
