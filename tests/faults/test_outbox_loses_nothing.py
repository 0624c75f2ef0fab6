"""A fault at any call of the outbox: every event is sent at least once, and no row stays behind."""

from dataclasses import dataclass, field
from datetime import timedelta

from functions.outbox.publish_event import OUTSIDE, QUEUE_OF
from functions.outbox.sweep_outbox import sweep_outbox
from functions.runtime.database import Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.outbox import EventKind, outbox_item
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryQueue
from tests.faults.harness import Path, Seam, assert_every_fault_heals

START = parse_instant("2024-07-01T06:00:00Z")
SHARDS, DAYS = 8, 15


def store() -> InMemoryDatabase:
    database = InMemoryDatabase()
    for number, kind in enumerate([EventKind.RIGHTS_STEP, EventKind.SUBMISSION_RECEIVED, EventKind.MESSAGE_WANTED]):
        item = outbox_item(kind, (f"rcp_{number:026d}",), SetClock(START)) | {"sk": f"evt_{number:026d}"}
        database.write(Put(Table.OUTBOX, item))
    return database


@dataclass
class World:
    database: InMemoryDatabase = field(default_factory=store)
    queues: dict[str, InMemoryQueue] = field(
        default_factory=lambda: {name: InMemoryQueue() for name in QUEUE_OF.values()}
    )


def seams(world: World) -> dict[str, Seam]:
    return {"database": world.database} | {name: world.queues[name] for name in ("rights", "submissions", OUTSIDE)}


def test_every_fault_of_the_sweep_heals() -> None:
    """Given three events, when any call of the sweep fails in any way, then all that can be sent is sent."""
    path = Path(
        world=World,
        seams=seams,
        run=lambda world: sweep_outbox(world.database, world.queues, START + timedelta(minutes=10)),
        state=lambda world: (
            sorted(key.sk for key in world.database.rows[Table.OUTBOX]),
            {name: set(queue.bodies) for name, queue in world.queues.items()},
        ),
    )
    reviewed = {
        "database.get": 1,
        "database.query": SHARDS * (DAYS + 1),
        "database.write": 4,
        f"{OUTSIDE}.send": 1,
        "rights.send": 1,
        "submissions.send": 1,
    }
    assert_every_fault_heals(path, reviewed)
