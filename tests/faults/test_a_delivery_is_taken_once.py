"""A fault at any call while a delivery is taken: same facts, same people, same receipt, and the object is gone."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from functions.government.check_notification import Rules
from functions.government.decide_case import Decision, decide_case
from functions.government.settle_case import settle_case
from functions.government.take_delivery import take_delivery
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.dropped_object import Reference
from functions.vault.ledger_entry import Actor
from functions.vault.outbox import EventKind
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
    """Return a delivery under a legal context that the register does not know."""
    delivery = envelope("SCHOOL", 1, [{"any": "thing"}])
    data = delivery["data"]
    assert isinstance(data, dict)
    return {**delivery, "data": {**data, "legalContext": "NOBODY:KNOWS"}}


def held_delivery() -> Json:
    """Return a delivery of which too much is wrong."""
    return envelope("INCOME_TAX", 2, [income("i1", HEAD, 1), *({} for _ in range(9))])


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
    "held": (
        held_delivery,
        {
            "database.get": 3,
            "database.get_many": 2,
            "database.query": 3,
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


@pytest.mark.goal("GD-3")
@pytest.mark.parametrize("name", REVIEWED)
def test_every_fault_heals(name: str) -> None:
    """Given a delivery, when any call fails in any way and the message comes again, then nothing shows of it."""
    make, reviewed = REVIEWED[name]
    delivery = make()
    path = Path(world=lambda: world_with(delivery), seams=seams, run=run(delivery), state=state)
    assert_every_fault_heals(path, reviewed)


def decided_world(decision: Decision, text: str | None, delivery: Json) -> DropWorld:
    """Put a delivery (or one of its notifications) aside, and let a case worker decide on the case."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.take(delivery)
    (case,) = {key.pk for key in world.memory.database.rows[Table.CASES]}
    vault = world.memory.vault
    request = vault.request(Purpose.SETTLE_QUARANTINE, "staff-api", Actor.staff("stf_00000000000000000000000001"))
    rules = Rules(date(2024, 7, 1), synthetic_allowed=True)
    decide_case(request, case, decision, text, rules)
    return world


def settle(world: DropWorld) -> None:
    """Carry the decision out, as its message asks."""
    events = world.memory.database.rows[Table.OUTBOX].values()
    (ids,) = [row["ids"] for row in events if row["kind"] == EventKind.QUARANTINE_DECIDED]
    assert isinstance(ids, list)
    settle_case(world.post, str(ids[0]))


SETTLED = {
    "corrected": (
        Decision.CORRECT,
        json.dumps(income("i1", HEAD, 5)),
        envelope("INCOME_TAX", 1, [{**income("i1", HEAD, 5), "ssin": {}}]),
        {
            "database.get": 3,
            "database.get_many": 4,
            "database.query": 6,
            "database.transact": 4,
        },
    ),
    "released whole": (
        Decision.RELEASE,
        None,
        held_delivery(),
        {
            "database.get": 4,
            "database.get_many": 12,
            "database.query": 7,
            "database.transact": 16,
            "receipts.write": 1,
        },
    ),
    "destroyed": (
        Decision.DESTROY,
        None,
        envelope("INCOME_TAX", 1, [{}]),
        {
            "database.get": 1,
            "database.get_many": 1,
            "database.query": 1,
            "database.transact": 1,
        },
    ),
}


@pytest.mark.parametrize("name", SETTLED)
def test_every_fault_of_settling_heals(name: str) -> None:
    """Given a decision on quarantine, when any call fails and its message comes again, then once is enough."""
    decision, text, delivery, reviewed = SETTLED[name]
    path = Path(world=lambda: decided_world(decision, text, delivery), seams=seams, run=settle, state=state)
    assert_every_fault_heals(path, reviewed)
