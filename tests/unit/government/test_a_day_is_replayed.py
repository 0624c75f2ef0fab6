"""Replaying any day ends in the same state and does nothing twice; erased people stay erased."""

from datetime import date, timedelta

import pytest

from functions.benefits.parameters import current_parameters
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.places import FACT
from functions.government.replay_day import Replayed, replay_day
from functions.payments.recalculate import Recalculation, recalculate
from functions.register.purpose import Purpose
from functions.runtime.database import Item, Key, Table
from functions.vault.outbox import EventKind
from functions.vault.subject import State
from tests.builders.drops import DropWorld, cancellation, child_number, envelope, household, income, number_of
from tests.builders.payment_run import PaymentRun

HEAD, PARTNER, CHILD, OTHER = number_of(1), number_of(2), child_number(1), number_of(3)
SHARDS = tuple(f"{shard:02x}" for shard in range(256))
# Every read is told in the ledger; what the outbox asks for is looked at by itself.
LEFT_OUT = frozenset({Table.LEDGER, Table.OUTBOX})
FIRST, SECOND = date(2024, 7, 1), date(2024, 7, 2)


@pytest.fixture
def world() -> DropWorld:
    """Give two days of deliveries: people who join, duplicates, disorder, versions, a cancellation, a stranger."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.family(Bo=(OTHER, "beneficiary"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3)]), household("h2", OTHER)]))
    world.take(envelope("INCOME_TAX", 3, [income("i1", HEAD, 5, version=1), income("i2", OTHER, 6)]))
    world.memory.clock.jump(timedelta(days=1))
    world.take(
        envelope("INCOME_TAX", 2, [income("i1", HEAD, 4), income("i2", OTHER, 7), income("i9", number_of(70), 1)])
    )
    world.take(envelope("INCOME_TAX", 4, [cancellation("i1", HEAD, 2), income("i3", PARTNER, 8), {}]))
    world.memory.clock.jump(timedelta(days=30))
    return world


def resting(world: DropWorld) -> dict[Table, dict[Key, Item]]:
    """Return every row, byte for byte, but what is asked for and who asked."""
    return {table: dict(world.memory.database.rows[table]) for table in Table if table not in LEFT_OUT}


def replayed(world: DropWorld, day: date) -> Replayed:
    """Replay a day in every shard."""
    whole = Replayed()
    for shard in SHARDS:
        one = replay_day(world.memory.vault, day, shard)
        whole = Replayed(whole.facts + one.facts, whole.families + one.families, whole.differs + one.differs)
    return whole


def events(world: DropWorld) -> list[Item]:
    return list(world.memory.database.rows[Table.OUTBOX].values())


def test_replaying_any_day_gives_the_same_state_byte_for_byte(world: DropWorld) -> None:
    """Given two days, when each is replayed, twice and in any order, then every row and receipt is the same."""
    before, receipts = resting(world), dict(world.receipts.bodies)
    for day in (SECOND, FIRST, SECOND):
        found = replayed(world, day)
        assert (found.differs, found.families) == (0, 2)
        assert found.facts > 0
        assert resting(world) == before
    assert world.receipts.bodies == receipts
    assert replayed(world, date(2024, 6, 30)) == Replayed()


def test_a_replay_asks_for_decisions_again_and_sends_nothing_else(world: DropWorld) -> None:
    """Given a fund that paid, when a day is replayed and what it asks for is done, then nothing is paid or sent."""
    run = PaymentRun(memory=world.memory)
    run.whole("flanders")
    for event in events(world):
        if event["kind"] == EventKind.FACTS_CHANGED:
            _recalculate(world, event)
    before, asked = resting(world), [event["sk"] for event in events(world)]
    replayed(world, FIRST)
    replayed(world, FIRST)
    new = [event for event in events(world) if event["sk"] not in asked]
    assert {str(event["kind"]) for event in new} == {EventKind.FACTS_CHANGED.value}
    for event in new:
        _recalculate(world, event)
    assert resting(world) == before


def test_erased_people_stay_erased_on_replay(world: DropWorld) -> None:
    """Given a person whose keys were destroyed, when the day is replayed, then nothing of theirs comes back."""
    person = world.person(PARTNER)
    assert person is not None
    request = world.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    change = request.change("erase")
    change.destroy_keys(person)
    change.set_state(person, State.ENDED)
    change.send()
    before = resting(world)
    found = replayed(world, SECOND)
    assert found.differs == 0
    assert resting(world) == before
    assert all(event["ids"] != [person] for event in events(world))


def test_a_row_that_does_not_follow_from_the_notifications_is_counted(world: DropWorld) -> None:
    """Given a fact that was put over another row of its file, then the replay counts it and writes nothing."""
    rows = world.memory.database.rows[Table.DOSSIERS]
    dossier = next(key.pk for key in rows if key.sk.startswith(FACT))
    request = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    facts = [row for row in request.query(Table.DOSSIERS, dossier) if row.place.sk.startswith(FACT)]
    first = request.open(facts, FACT_KINDS)[0]
    change = request.change("damage")
    moved = first.record.provenance.model_copy(update={"version": 9})
    change.put(first.place, first.subject, first.record.model_copy(update={"provenance": moved}), None, first)
    change.send()
    assert replayed(world, FIRST).differs + replayed(world, SECOND).differs > 0


def _recalculate(world: DropWorld, event: Item) -> None:
    ids = event["ids"]
    assert isinstance(ids, list)
    recalculate(Recalculation(world.memory.vault, current_parameters(), world.memory.clock), str(ids[0]))
