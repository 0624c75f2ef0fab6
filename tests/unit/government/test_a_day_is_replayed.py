"""Replaying any day from the sealed notifications gives the same state and sends nothing twice; the erased stay so."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from functions.dossier.dossier import Dossier
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.places import FACT, ROOT, SENT
from functions.government.replay_day import Replayed, replay_day
from functions.register.purpose import Purpose
from functions.rights.rights_state import RightsState
from functions.runtime.database import Item, Key, Table
from functions.vault.outbox import EventKind
from functions.vault.place import Place
from functions.vault.subject import CHILD_OF, State
from tests.builders.drops import DropWorld, cancellation, child_number, envelope, household, income, number_of
from tests.builders.erasable_family import Family
from tests.builders.erasure import Erasure
from tests.builders.opened_rows import opened_text
from tests.builders.payment_run import PaymentRun
from tests.builders.statements import FLOWS, any_content, event, statement
from tests.faults.harness import Path, Seam, assert_every_fault_heals

HEAD, PARTNER, CHILD, OTHER = number_of(1), number_of(2), child_number(1), number_of(3)
OWN_CHILD, NEW_NUMBER = child_number(7), child_number(8)
SHARDS = tuple(f"{shard:02x}" for shard in range(256))
FIRST, SECOND = date(2024, 7, 1), date(2024, 7, 2)
# Every read is told in the ledger.
LEFT_OUT = frozenset({Table.LEDGER})


def filled() -> DropWorld:
    """Give two days of deliveries of all nine flows.

    People whom households bring, duplicates, disorder, versions, conflicts, a cancellation, a replaced number, a
    withheld member, strangers in households and incomes, and one broken notification.
    """
    choose = random.Random(7)  # noqa: S311 - a repeatable choice, no secret
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"), Di=(OWN_CHILD, "child"))
    world.family(Bo=(OTHER, "beneficiary"))
    strangers = [(number_of(80), 12), (number_of(0), 12)]
    joins = household("h1", HEAD, [(PARTNER, 2), (CHILD, 3), (OWN_CHILD, 3), *strangers])
    world.take(envelope("HOUSEHOLD", 1, [joins, household("h2", OTHER)]))
    world.take(envelope("INCOME_TAX", 3, [income("i1", HEAD, 5, version=1), income("i2", OTHER, 6)]))
    for flow in FLOWS[1:]:
        said = [any_content(choose, flow, [HEAD, PARTNER, number_of(70)]) for _ in range(4)]
        world.take(envelope(flow, 10, [statement(f"n{n}", OWN_CHILD, one) for n, one in enumerate(said)]))
        filtered = statement("f1", OWN_CHILD, any_content(choose, flow, [HEAD]), filters=["period"])
        world.take(envelope(flow, 11, [filtered]))
    world.memory.clock.jump(timedelta(days=1))
    world.take(
        envelope("INCOME_TAX", 2, [income("i1", HEAD, 4), income("i2", OTHER, 7), income("x", number_of(70), 1)])
    )
    world.take(envelope("INCOME_TAX", 4, [cancellation("i1", HEAD, 2), income("i3", PARTNER, 8), {}]))
    replaced = statement("r1", CHILD, event("SSIN_REPLACED", eventDate="2024-03-01"), replacedBy=NEW_NUMBER)
    world.take(envelope("REGISTER_EVENT", 20, [replaced]))
    world.take(envelope("HOUSEHOLD", 2, [household("h3", HEAD, [(PARTNER, 2), (NEW_NUMBER, 3)], on="2024-06-01")]))
    world.memory.clock.jump(timedelta(days=30))
    return world


@pytest.fixture
def world() -> DropWorld:
    return filled()


def resting(world: DropWorld) -> dict[Table, dict[Key, Item]]:
    """Return every row, byte for byte, but those of the ledger."""
    return {table: dict(world.memory.database.rows[table]) for table in Table if table not in LEFT_OUT}


def opened(world: DropWorld) -> bytes:
    """Return what rests, opened, without revisions and random sealing: equal states give equal bytes."""
    rows = world.memory.database.rows
    shown = opened_text(world.memory.database, world.memory.keyring, [Table.DOSSIERS])
    revisions = Counter(str(row["revision"]) for row in rows[Table.DOSSIERS].values())
    for revision in revisions:
        shown = shown.replace(f'"revision": {revision},', "")
    claims = sorted(
        (key.pk, str(row.get(CHILD_OF)), str(row.get("look_ups"))) for key, row in rows[Table.SUBJECTS].items()
    )
    looks = sorted((key.pk, str(row["subject"])) for key, row in rows[Table.LOOK_UPS].items())
    return f"{shown}{claims}{looks}".encode()


def replayed(world: DropWorld, *days: date) -> Replayed:
    """Replay days in every shard that holds a file."""
    whole = Replayed()
    dossiers = world.memory.database.rows[Table.DOSSIERS].values()
    shards = sorted({str(row["run_shard"]) for row in dossiers if "run_shard" in row})
    for day in days:
        for shard in shards:
            one = replay_day(world.memory.vault, day, shard)
            whole.notifications += one.notifications
            whole.families += one.families
            whole.restored += one.restored
    return whole


def events(world: DropWorld) -> Counter[str]:
    return Counter(str(row["kind"]) for row in world.memory.database.rows[Table.OUTBOX].values())


@pytest.mark.goal("GD-7")
def test_replaying_any_day_of_a_healthy_fund_writes_and_sends_nothing(world: DropWorld) -> None:
    """Given two days of all flows, when each is replayed, twice and in any order, then nothing is written or sent.

    Only the ledger is told what was opened, once a page of files.
    """
    before, receipts = resting(world), dict(world.receipts.bodies)
    transacted = world.memory.database.calls["transact"]
    for day in (SECOND, FIRST, SECOND):
        found = replayed(world, day)
        assert found.restored == 0
        assert found.notifications >= 5
        assert found.families == 2 if day == FIRST else found.families >= 1
        assert resting(world) == before
    assert world.receipts.bodies == receipts
    assert world.memory.database.calls["transact"] - transacted == 2 * 3  # one page a shard and replay
    assert replayed(world, date(2024, 6, 30)).notifications == 0


def lose(world: DropWorld, is_lost: Callable[[Key, Item], bool], table: Table = Table.DOSSIERS) -> int:
    """Delete rows of a table behind the vault's back; return how many."""
    rows = world.memory.database.rows[table]
    lost = [key for key, row in rows.items() if is_lost(key, row)]
    for key in lost:
        del rows[key]
    return len(lost)


def lose_facts_of_authorities(world: DropWorld) -> int:
    """Lose every fact that has a notification beside it."""
    sent = {key.sk.removeprefix(SENT).removesuffix("#1") for key in world.memory.database.rows[Table.DOSSIERS]}
    return lose(world, lambda key, _: key.sk.startswith(FACT) and key.sk.removeprefix(FACT) in sent)


def lose_a_member(world: DropWorld) -> int:
    """Write the first file again without the people whom authorities brought."""
    request = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    rows = [
        request.fetch(Place(Table.DOSSIERS, key.pk, key.sk))
        for key in world.memory.database.rows[Table.DOSSIERS]
        if key.sk == ROOT
    ]
    lost = 0
    for row in rows:
        assert row is not None
        (root,) = request.open([row], Dossier)
        kept = tuple(one for one in root.record.members if one.brought_by is None)
        lost += len(root.record.members) - len(kept)
        change = request.change("damage")
        change.put(root.place, root.subject, Dossier(members=kept), root.clear, root)
        change.send()
    return lost


def brought_people(world: DropWorld) -> set[str]:
    """Return whom authorities brought."""
    rows = world.memory.database.rows[Table.DOSSIERS]
    return {str(row["subject"]) for key, row in rows.items() if key.sk.endswith("#brought")}


def lose_people(world: DropWorld) -> int:
    """Lose the rows of the people whom authorities brought, and all their look-ups."""
    brought = brought_people(world)
    rows = lose(world, lambda key, row: key.sk.startswith("person#") and row["subject"] in brought)
    return rows + lose(world, lambda _, row: row["subject"] in brought, Table.LOOK_UPS)


def lose_claims(world: DropWorld) -> int:
    """Lose in which file a brought person is a child."""
    subjects = world.memory.database.rows[Table.SUBJECTS]
    brought = brought_people(world)
    rows = [row for key, row in subjects.items() if key.pk in brought and CHILD_OF in row]
    for row in rows:
        del row[CHILD_OF]
    return len(rows)


def alter_facts(world: DropWorld) -> int:
    """Seal something else over the facts of authorities: another place, another day, void where it was not."""
    request = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
    altered = 0
    for dossier in {key.pk for key in world.memory.database.rows[Table.DOSSIERS]}:
        facts = [row for row in request.query(Table.DOSSIERS, dossier) if row.place.sk.startswith(FACT)]
        for row in request.open(facts, FACT_KINDS):
            change = request.change("damage")
            moved = row.record.provenance.model_copy(update={"sequence": 99 if altered % 2 else 1, "stated_on": None})
            other = row.record.model_copy(update={"provenance": moved, "void": not row.record.void})
            change.put(row.place, row.subject, other, row.clear, row)
            change.send()
            altered += 1
    return altered


DAMAGES = (lose_facts_of_authorities, lose_a_member, lose_people, lose_claims, alter_facts)


@pytest.mark.goal("GD-7")
@pytest.mark.parametrize("damage", [*DAMAGES, None], ids=lambda one: getattr(one, "__name__", "all together"))
def test_what_was_lost_or_altered_stands_again_byte_for_byte(
    world: DropWorld, damage: Callable[[DropWorld], int] | None
) -> None:
    """Given files whose derived rows are gone or altered, when the days are replayed, then the state is as it was.

    The months of facts that came back are asked for again, in the transaction that brings them back; a second replay
    finds nothing to do.
    """
    before, asked = opened(world), events(world)
    for one in (lose_a_member, lose_people, lose_claims, lose_facts_of_authorities) if damage is None else (damage,):
        assert one(world) > 0
    assert opened(world) != before
    found = replayed(world, FIRST, SECOND)
    assert found.restored > 0
    assert opened(world) == before
    again = events(world) - asked
    assert set(again) <= {EventKind.FACTS_CHANGED.value}
    assert bool(again) == (damage in {None, lose_facts_of_authorities, lose_a_member, alter_facts})
    rests = resting(world)
    assert replayed(world, FIRST, SECOND).restored == 0
    assert resting(world) == rests


@pytest.mark.goal("GD-7")
def test_a_replay_after_payment_pays_nothing_twice(world: DropWorld) -> None:
    """Given a fund that paid, when the days are replayed, then no payment, event or row is new."""
    run = PaymentRun(memory=world.memory)
    run.whole("flanders")
    before = resting(world)
    assert any(before[Table.PAYMENTS])
    replayed(world, FIRST, SECOND, FIRST)
    assert resting(world) == before


@pytest.mark.goal("GD-7")
def test_erased_people_stay_erased_on_replay(world: DropWorld) -> None:
    """Given a person who was erased as the law has it, when the days are replayed, then nothing comes back."""
    people = [world.person(one) or "" for one in (HEAD, PARTNER, CHILD)]
    rows = world.memory.database.rows
    dossiers = [key.pk for key, row in rows[Table.DOSSIERS].items() if row["subject"] == people[0]]
    erasure = Erasure(world.memory, Family(dossiers[0], *people))
    gone = world.person(PARTNER)
    assert gone is not None
    assert erasure.run(erasure.ask(PARTNER)) is RightsState.CLOSED
    assert rows[Table.SUBJECTS][Key(gone, "subject")]["state"] == State.ENDED.value
    assert not [key for key, row in rows[Table.DOSSIERS].items() if row["subject"] == gone and key.sk.startswith(SENT)]
    before = resting(world)
    assert replayed(world, FIRST, SECOND).restored == 0
    assert resting(world) == before
    lose_facts_of_authorities(world)
    lose_a_member(world)
    replayed(world, FIRST, SECOND)
    assert world.person(PARTNER) is None
    assert not [row for row in rows[Table.DOSSIERS].values() if row.get("person") == gone and "destroy_on" not in row]
    members = {one.person for dossier in dossiers for one in world.file(dossier).root.record.members}
    assert gone not in members


REVIEWED = {"database.get": 8, "database.get_many": 5, "database.query": 10, "database.transact": 3}


@pytest.mark.goal("GD-7")
def test_a_replay_that_dies_at_any_call_is_run_again_and_ends_alike() -> None:
    """Given files that lost facts and people, when any call of the replay fails and it is run again, then it heals."""

    def small() -> DropWorld:
        world = DropWorld()
        world.family(An=(HEAD, "beneficiary"))
        world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3)])]))
        world.take(envelope("INCOME_TAX", 1, [income("i1", PARTNER, 4)]))
        for damage in DAMAGES[:3]:
            assert damage(world) > 0
        return world

    def state(world: DropWorld) -> object:
        names = {world.person(number) or "-": f"<{number}>" for number in (HEAD, PARTNER, CHILD)}
        (dossier,) = {key.pk for key in world.memory.database.rows[Table.DOSSIERS]}
        file = world.file(dossier)
        rows = [*file.root.record.members, *(one.record for one in [*file.facts, *file.persons.values()])]
        texts = [repr(row) for row in rows]
        for person, name in names.items():
            texts = [text.replace(person, name) for text in texts]
        return sorted(texts), len(names), len(world.memory.database.rows[Table.DOSSIERS])

    def seams(world: DropWorld) -> dict[str, Seam]:
        return {"database": world.memory.database}

    def run(world: DropWorld) -> object:
        return replayed(world, FIRST)

    assert_every_fault_heals(Path(world=small, seams=seams, run=run, state=state), REVIEWED)
