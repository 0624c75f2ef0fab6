"""What is put aside is gone after its three days: keys, notification, every part of a delivery; deliveries later."""

from datetime import timedelta

from functions.retention.sweep_due import Sweep, sweep_due
from functions.runtime.database import Table
from functions.vault.gate import Gates
from functions.vault.subject import State
from tests.builders.drops import DropWorld, envelope, income, number_of
from tests.fakes.in_memory_objects import InMemoryObjects

HEAD = number_of(1)


def swept(world: DropWorld, days: int) -> int:
    """Let days pass and sweep; return what was destroyed."""
    memory = world.memory
    failures: list[Exception] = []
    memory.clock.jump(timedelta(days=days))
    gates = Gates(memory.database, memory.clock)
    done = sweep_due(Sweep(memory.vault, memory.database, gates, InMemoryObjects(), failures.append))
    assert failures == []
    assert done.overdue == 0
    return done.destroyed


def test_quarantine_and_deliveries_end_on_their_days() -> None:
    """Given a notification and a whole delivery in quarantine, then both go after three days, keys first."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5), {"ssin": {}}]))
    refused = envelope("SCHOOL", 1, [{"mark": "x" * 1000}] * 600)
    data = refused["data"]
    assert isinstance(data, dict)
    data["legalContext"] = "FAMILY_BENEFITS:DISABILITY"
    world.take(refused)
    cases = {key.pk for key in world.memory.database.rows[Table.CASES]}
    assert len(cases) == 2
    assert swept(world, 2) == 0
    assert swept(world, 1) == 2
    assert world.memory.database.rows[Table.CASES] == {}
    ended = [row for row in world.memory.database.rows[Table.SUBJECTS].values() if row["pk"] in cases]
    assert [row["state"] for row in ended] == [State.ENDED, State.ENDED]
    assert not any(name == "key_case" for row in ended for name in row)
    before = len(world.memory.database.rows[Table.DELIVERIES])
    assert swept(world, 31 * 24) == 3
    left = world.memory.database.rows[Table.DELIVERIES]
    assert before - len(left) == 3
    assert {key.pk for key in left} == {"series"}
