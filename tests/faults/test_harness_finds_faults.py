"""The harness itself: it passes a path that heals, and finds one that writes twice, loses or has changed."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from functions.runtime.database import Absent, ConditionFailedError, Key, Put, Table
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_objects import InMemoryObjects, InMemoryQueue
from tests.faults.harness import Path, assert_every_fault_heals
from tests.faults.resting_state import neutral_names

KEY = "a"


@dataclass
class World:
    database: InMemoryDatabase = field(default_factory=InMemoryDatabase)
    drops: InMemoryObjects = field(default_factory=lambda: InMemoryObjects({KEY: b"1"}))
    queue: InMemoryQueue = field(default_factory=InMemoryQueue)


def careful(world: World) -> None:
    """Take an object in: row, then delete; nothing twice."""
    body = world.drops.read(KEY)
    if body is None:
        return
    with suppress(ConditionFailedError):
        world.database.write(Put(Table.CASES, {"pk": KEY, "sk": "1", "size": len(body)}, Absent()))
    world.drops.delete(KEY)


def losing(world: World) -> None:
    """Delete before the row is written."""
    body = world.drops.read(KEY)
    if body is None:
        return
    world.drops.delete(KEY)
    world.database.write(Put(Table.CASES, {"pk": KEY, "sk": "1", "size": len(body)}))


def sending_twice(world: World) -> None:
    """Send without asking whether it was sent before."""
    world.queue.send(["one"])
    world.drops.delete(KEY)


def path(run: object) -> Path[World]:
    assert callable(run)
    return Path(
        world=World,
        seams=lambda world: {"database": world.database, "drops": world.drops, "queue": world.queue},
        run=run,
        state=lambda world: (world.database.rows[Table.CASES], world.drops.bodies, world.queue.bodies),
    )


CAREFUL = {"drops.read": 1, "database.write": 1, "drops.delete": 1}


def test_a_careful_path_heals_from_every_fault() -> None:
    """Given a path of three calls, then each fails in four ways and the world ends the same."""
    assert assert_every_fault_heals(path(careful), CAREFUL) == 12


@pytest.mark.parametrize(
    ("run", "reviewed"), [(losing, CAREFUL), (sending_twice, {"queue.send": 1, "drops.delete": 1})]
)
def test_a_careless_path_is_found(run: object, reviewed: dict[str, int]) -> None:
    """Given a path that loses or repeats something after a fault, then the harness says at which call."""
    with pytest.raises(AssertionError, match="the world ends differently"):
        assert_every_fault_heals(path(run), reviewed)


def test_a_changed_number_of_calls_is_found() -> None:
    """Given a path that makes another call than was reviewed, then the harness asks for a review."""
    with pytest.raises(AssertionError, match="review them"):
        assert_every_fault_heals(path(careful), {"drops.read": 1})


def test_names_of_random_ids_follow_from_their_rows() -> None:
    """Given two stores that differ only in their ids, then their rows get the same names."""
    first = [f"prs_{'0' * 26} in dos_{'1' * 26}", f"prs_{'2' * 26} child in dos_{'1' * 26}"]
    other = [f"prs_{'8' * 26} in dos_{'7' * 26}", f"prs_{'6' * 26} child in dos_{'7' * 26}"]
    names, others = neutral_names(first), neutral_names(other)
    assert names[f"prs_{'0' * 26}"] == others[f"prs_{'8' * 26}"]
    assert names[f"prs_{'0' * 26}"] != names[f"prs_{'2' * 26}"]
    assert Key(names[f"dos_{'1' * 26}"], "") == Key(others[f"dos_{'7' * 26}"], "")
