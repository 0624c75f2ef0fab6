"""An erasure and a sweep over DynamoDB's own words: conditions, transactions and indexes behave as in memory."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import boto3
import pytest
from moto import mock_aws

from functions.register.purpose import Purpose
from functions.retention.store import SweepStore
from functions.retention.sweep_due import EVERY_STATE, TABLES, Swept
from functions.rights.rights_state import RightsState
from functions.runtime.database import Database, Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.subject import State
from functions.vault.vault import Vault
from tests.builders.due_records import SweepWorld
from tests.builders.erasure import begin_erasure
from tests.builders.tables import create_tables
from tests.builders.vault import START, MemoryVault
from tests.fakes.in_memory_keys import InMemoryKeyring

if TYPE_CHECKING:
    from tests.fakes.in_memory_database import InMemoryDatabase


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryVault]:
    """Return a vault over DynamoDB as moto gives it, with memory's keys and clock."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with mock_aws():
        database: Database = create_tables(boto3.client("dynamodb", region_name="eu-central-1"))
        for table in Table:
            key = gate_key(database.deployed_name(table))
            database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
        clock, keyring = SetClock(parse_instant(START)), InMemoryKeyring()
        pauses: list[float] = []
        vault = Vault(database, keyring, Gates(database, clock), clock, clock, pause=pauses.append)
        yield MemoryVault(cast("InMemoryDatabase", database), keyring, clock, vault, pauses)


def test_a_person_is_erased_and_what_stayed_goes_on_its_day(memory: MemoryVault) -> None:
    erasure = begin_erasure(memory)
    world = SweepWorld(memory)
    for name in (*TABLES, Table.ERASURES):
        SweepStore(memory.database, Gates(memory.database, memory.clock)).set_watermark(name, date(2024, 7, 1))
    assert erasure.run(erasure.ask()) is RightsState.CLOSED
    request = memory.request(Purpose.DESTROY_PAST_TERM, states=EVERY_STATE)
    subject = request.subject(erasure.family.partner)
    assert (subject.state, len(subject.wrapped), subject.look_ups) == (State.ENDED, 1, ())
    receipt, _ = world.submission(date(2024, 7, 1))
    world.dossier(date(2024, 7, 1))
    world.delivery(date(2024, 7, 1), 1)
    world.consent(date(2024, 7, 2))
    assert world.sweep() == Swept(destroyed=3, overdue=0, certificates=1)
    assert world.failures == []
    assert memory.database.query(Table.SUBMISSIONS, receipt).items == []
    memory.clock.jump(timedelta(days=1))
    assert world.sweep() == Swept(destroyed=1, overdue=0, certificates=1)
