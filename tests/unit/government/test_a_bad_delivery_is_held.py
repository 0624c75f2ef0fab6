"""Too many bad notifications hold the whole delivery as one case; a few never block their neighbours."""

from dataclasses import replace
from itertools import count

import pytest

from functions.government.take_delivery import take_delivery
from functions.runtime.database import Table
from functions.vault.errors import TryAgainError
from tests.builders.drops import DropWorld, Json, counts, envelope, income, number_of, written

HEAD = number_of(1)


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    return world


def delivery_of(good: int, bad: int) -> Json:
    """Return a delivery about a stranger: the bad ones, each with an attestation and without a person, come last."""
    fine = [income(f"g{number}", number_of(77), number) for number in range(good)]
    return envelope("INCOME_TAX", 1, [*fine, *({"attestation": {"attestationId": f"b{n}"}} for n in range(bad))])


@pytest.mark.goal("GD-3")
@pytest.mark.parametrize(("good", "bad"), [(1, 5), (95, 5), (114, 6), (4799, 200)])
def test_a_few_bad_ones_block_nobody(world: DropWorld, good: int, bad: int) -> None:
    """Given a handful, or up to 5 % and 200, then each waits in a case of its own and all others are dealt with."""
    receipt = world.receipt_of(delivery_of(good, bad), "jsonl")
    assert receipt["counts"] == counts(unknownPersons=good, quarantined=bad)
    assert len(world.cases()) == bad


@pytest.mark.parametrize(("good", "bad"), [(0, 6), (113, 6), (4000, 201)])
def test_many_bad_ones_hold_the_delivery_as_one_case(world: DropWorld, good: int, bad: int) -> None:
    """Given more, then nothing is used, one case holds the bytes, and the receipt names every bad one."""
    delivery = delivery_of(good, bad)
    receipt = world.receipt_of(delivery, "jsonl")
    assert (receipt["status"], receipt["counts"]) == ("NOK", counts(quarantined=good + bad))
    problems = receipt["problems"]
    assert isinstance(problems, list)
    assert problems[0] == {"attestationId": None, "code": "too_many_bad_notifications", "pointer": ""}
    assert [one["attestationId"] for one in problems[1:]] == [f"b{number}" for number in range(bad)]
    (case,) = world.cases()
    assert (case["code"], case["key"]) == ("too_many_bad_notifications", written(delivery, "jsonl")[0])
    assert world.drops.bodies == {}


def test_a_held_delivery_may_come_again_corrected(world: DropWorld) -> None:
    """Given a held delivery, when its sender drops it corrected under its number, then that one is taken."""
    world.take(delivery_of(0, 6))
    assert world.receipt_of(delivery_of(3, 0))["counts"] == counts(unknownPersons=3)


def test_progress_is_saved_before_the_time_runs_out(world: DropWorld) -> None:
    """Given an invocation that may take two windows, then it stops after them, and the next one goes on from there."""
    delivery = envelope("INCOME_TAX", 1, [income(f"i{n}", HEAD, n) for n in range(600)])
    reference = world.put(delivery, "jsonl")
    asked = count()
    short = replace(world.post, seconds_left=lambda: 200.0 - 90.0 * next(asked))
    with pytest.raises(TryAgainError):
        take_delivery(short, reference)
    (row,) = [row for row in world.memory.database.rows[Table.DELIVERIES].values() if row.get("state")]
    assert (row["state"], row["line"]) == ("begun", 500)
    facts = len(world.memory.database.rows[Table.DOSSIERS])
    take_delivery(world.post, reference)
    assert len(world.memory.database.rows[Table.DOSSIERS]) == facts + 2 * 100
    assert world.receipt(reference.key)["counts"] == counts(accepted=600)
