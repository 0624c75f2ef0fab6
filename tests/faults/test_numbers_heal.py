"""A fault at any call while a number is replaced, or two persons become one: nothing is lost, and all ends as one."""

from collections.abc import Callable

import pytest

from functions.government.take_delivery import take_delivery
from functions.runtime.database import Table
from functions.units.dropped_object import Reference
from tests.builders.drops import DropWorld, Json, attestation, child_number, envelope, household, number_of, written
from tests.fakes.in_memory_objects import etag_of
from tests.faults.harness import Path, Seam, assert_every_fault_heals

HEAD, CHILD, NEW_CHILD = number_of(1), child_number(1), child_number(101)


def replacement() -> Json:
    """Return the register's event: the child's number was replaced."""
    said: Json = {
        "ssin": {"value": CHILD, "replacedBy": NEW_CHILD},
        "attestation": attestation("r1"),
        "content": {"registerEvent": {"eventType": "SSIN_REPLACED"}},
    }
    return envelope("REGISTER_EVENT", 1, [said])


def known_once() -> DropWorld:
    """Make a family whose child is known under the old number only."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    return world


def known_twice() -> DropWorld:
    """Make a family in which a household named the child by its new number too."""
    world = known_once()
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(CHILD, 3), (NEW_CHILD, 3)])]))
    return world


def known_in_two_files() -> DropWorld:
    """Make two families that each have the child under one of the numbers."""
    world = known_once()
    world.family(Cas=(number_of(2), "beneficiary"), Dirk=(NEW_CHILD, "child"))
    return world


def seams(world: DropWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "drops": world.drops, "receipts": world.receipts}


def run(world: DropWorld) -> object:
    key, body = written(replacement())
    return take_delivery(world.post, Reference(key, etag_of(body), len(body)))


def state(world: DropWorld) -> object:
    """Return who is known by what, and what each file says, without ids, instants and sealed bytes."""
    names = {world.person(number): number for number in (HEAD, CHILD, NEW_CHILD, number_of(2))}
    rows = world.memory.database.rows

    def text(value: object) -> str:
        found = str(value)
        for person, number in names.items():
            found = found.replace(person or "-", f"<{number}>")
        return found

    dossiers = sorted(str(row["pk"]) for row in rows[Table.DOSSIERS].values() if row["sk"] == "root")
    files = [world.file(dossier) for dossier in dossiers]
    said = sorted(
        (
            sorted(text(member.model_dump_json()) for member in file.root.record.members),
            sorted(text(fact.record.model_dump_json()) for fact in file.facts),
            sorted(text(row.record.model_dump_json()) for row in file.persons.values()),
        )
        for file in files
    )
    states = sorted(str(row["state"]) for row in rows[Table.SUBJECTS].values())
    cases = sorted(str(case["code"]) for case in world.cases())
    return len(names), said, states, cases, world.drops.bodies, world.receipts.bodies


ONCE = {"database.write": 2, "drops.delete": 1, "drops.read": 1, "receipts.write": 1}
REVIEWED: dict[str, tuple[Callable[[], DropWorld], dict[str, int]]] = {
    "one person": (
        known_once,
        {"database.get": 12, "database.get_many": 5, "database.query": 14, "database.transact": 9, **ONCE},
    ),
    "two persons of one file": (
        known_twice,
        {"database.get": 10, "database.get_many": 9, "database.query": 35, "database.transact": 18, **ONCE},
    ),
    "two files": (
        known_in_two_files,
        {"database.get": 13, "database.get_many": 9, "database.query": 21, "database.transact": 12, **ONCE},
    ),
}


@pytest.mark.parametrize("name", REVIEWED)
def test_every_fault_heals(name: str) -> None:
    """Given a replaced number, when any call fails in any way and the message comes again, nothing shows of it."""
    make, reviewed = REVIEWED[name]

    def world() -> DropWorld:
        made = make()
        made.put(replacement())
        return made

    assert_every_fault_heals(Path(world=world, seams=seams, run=run, state=state), reviewed)
