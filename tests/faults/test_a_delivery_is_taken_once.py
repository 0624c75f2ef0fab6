"""A fault at any call while a delivery is taken: same facts, same people, same receipt, and the object is gone."""

from collections.abc import Callable

import pytest

from functions.government.reference import Reference
from functions.government.take_delivery import take_delivery
from tests.builders.drops import (
    DropWorld,
    Json,
    cancellation,
    child_number,
    envelope,
    household,
    income,
    number_of,
    written,
)
from tests.fakes.in_memory_objects import etag_of
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state

HEAD, PARTNER, CHILD = number_of(1), number_of(2), child_number(1)


def household_delivery() -> Json:
    """Return a head with an unknown partner and child, a stranger, a broken notification and a repeat."""
    known = household("h1", HEAD, [(PARTNER, 2), (CHILD, 3), (number_of(70), 12)])
    return envelope("HOUSEHOLD", 2, [known, household("h2", number_of(50)), {"ssin": {}}, known])


def income_delivery() -> Json:
    """Return two incomes, an older version below a newer one, a conflict with what stands already, a cancellation."""
    return envelope(
        "INCOME_TAX",
        2,
        [
            income("i1", HEAD, 2_000_000, version=1),
            income("i1", HEAD, 1_000_000),
            income("i2", HEAD, 3_000_000),
            cancellation("i3", HEAD, 1),
        ],
    )


def refused_delivery() -> Json:
    """Return a delivery of a flow that is not carried yet."""
    return envelope("SCHOOL", 1, [{"any": "thing"}])


def world_with(delivery: Json) -> DropWorld:
    """Make a family with an income from an earlier delivery, and put the delivery into the bucket."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.take(envelope("INCOME_TAX", 3, [income("i2", HEAD, 4_000_000), income("i3", HEAD, 5)]))
    world.put(delivery)
    return world


def seams(world: DropWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "drops": world.drops, "receipts": world.receipts}


def run(delivery: Json) -> Callable[[DropWorld], object]:
    key, body = written(delivery)
    reference = Reference(key, etag_of(body), len(body))
    return lambda world: take_delivery(world.post, reference)


def state(world: DropWorld) -> object:
    return resting_state(world.memory.database, world.memory.keyring), world.drops.bodies, world.receipts.bodies


REVIEWED = {
    "household": (
        household_delivery,
        {
            "database.get": 13,
            "database.get_many": 3,
            "database.query": 6,
            "database.transact": 6,
            "database.write": 2,
            "drops.delete": 1,
            "drops.read": 1,
            "receipts.write": 1,
        },
    ),
    "income": (
        income_delivery,
        {
            "database.get": 4,
            "database.get_many": 3,
            "database.query": 5,
            "database.transact": 5,
            "database.write": 2,
            "drops.delete": 1,
            "drops.read": 1,
            "receipts.write": 1,
        },
    ),
    "refused": (
        refused_delivery,
        {
            "database.get": 3,
            "database.get_many": 2,
            "database.query": 3,
            "database.transact": 4,
            "database.write": 2,
            "drops.delete": 1,
            "drops.read": 1,
            "receipts.write": 1,
        },
    ),
}


@pytest.mark.parametrize("name", REVIEWED)
def test_every_fault_heals(name: str) -> None:
    """Given a delivery, when any call fails in any way and the message comes again, then nothing shows of it."""
    make, reviewed = REVIEWED[name]
    delivery = make()
    path = Path(world=lambda: world_with(delivery), seams=seams, run=run(delivery), state=state)
    assert_every_fault_heals(path, reviewed)
