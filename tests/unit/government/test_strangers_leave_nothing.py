"""Data about people who are not ours is counted and not stored; what waits for a person's decision is sealed, 72 h."""

import json
from datetime import timedelta

import pytest

from functions.government.flow import Flow
from functions.government.roles import flows_of_roles
from functions.retention.sweep_due import Sweep, sweep_due
from functions.runtime.database import Item, Key, Table
from functions.vault.gate import Gates
from functions.vault.subject import State
from tests.builders import statements as said
from tests.builders.drops import (
    DropWorld,
    Json,
    attestation,
    cancellation,
    child_number,
    counts,
    envelope,
    household,
    income,
    number_of,
)
from tests.builders.opened_rows import opened_text
from tests.fakes.in_memory_objects import InMemoryObjects

HEAD, CHILD, STRANGER, OTHER = number_of(1), child_number(1), number_of(70), number_of(71)
SAYS: dict[Flow, Json] = {
    Flow.REGISTER_EVENT: {"registerEvent": {"eventType": "DEATH", "eventDate": "2024-04-01"}},
    Flow.EMPLOYMENT: {
        "employment": {
            "yearQuarter": "2024Q1",
            "employer": {"enterpriseNumber": "0123456789"},
            "occupationPeriod": {"begin": "2024-01-01"},
            "declarationKind": "DIMONA",
        }
    },
    Flow.SCHOOL: {
        "schoolEnrolment": {
            "source": "LP",
            "schoolYear": "2023-2024",
            "period": {"begin": "2023-09-01", "end": "2024-08-31"},
            "level": "PRIMARY",
        }
    },
    Flow.INCAPACITY: {"incapacity": said.INCAPACITY},
    Flow.UNEMPLOYMENT: {"unemployment": said.UNEMPLOYMENT},
    Flow.DISABILITY: {"disability": said.DISABILITY},
    Flow.BENEFIT_ELSEWHERE: {"benefitElsewhere": said.PAID},
}


def about(flow: Flow, person: str, name: str = "n1") -> Json:
    """Return a notification of a flow about a person."""
    if flow is Flow.HOUSEHOLD:
        return household(name, person, [(OTHER, 3)])
    if flow is Flow.INCOME_TAX:
        return income(name, person, 4_242_424)
    return {"ssin": {"value": person}, "attestation": attestation(name), "content": SAYS[flow]}


def family() -> tuple[DropWorld, str]:
    """Return a world with one family."""
    world = DropWorld()
    return world, world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))


def kept(world: DropWorld) -> dict[Table, dict[Key, Item]]:
    """Return every row but those of the deliveries, which hold digests and counts."""
    rows = world.memory.database.rows
    return {table: dict(rows[table]) for table in Table if table is not Table.DELIVERIES}


def everything(world: DropWorld) -> str:
    """Return all that rests anywhere, opened where it is sealed."""
    database, keyring = world.memory.database, world.memory.keyring
    bodies = [*world.drops.bodies.values(), *world.receipts.bodies.values()]
    sealed = (Table.DOSSIERS, Table.CASES)
    clear = {table: rows for table, rows in database.rows.items() if table not in sealed}
    return opened_text(database, keyring, sealed) + str(clear) + json.dumps([body.decode() for body in bodies])


@pytest.mark.goal("GD-8")
@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize("form", ["json", "jsonl.gz"])
def test_a_stranger_is_counted_and_not_stored(flow: Flow, form: str) -> None:
    """Given notifications about somebody who is not ours, then they are counted, and no row, object or digest stays.

    Of every flow there is.
    """
    world, _ = family()
    before = kept(world)
    gone = cancellation("n2", STRANGER, 1)
    receipt = world.receipt_of(envelope(flow, 1, [about(flow, STRANGER), gone]), form)
    assert receipt["counts"] == counts(unknownPersons=2)
    assert receipt["problems"] == []
    assert kept(world) == before
    found = everything(world)
    assert HEAD in found  # the search finds what rests
    for planted in (STRANGER, OTHER, "4242424"):
        assert planted not in found


@pytest.mark.goal("GD-8")
def test_what_waits_for_a_decision_is_sealed_under_its_case_for_72_hours() -> None:
    """Given a message that a person must decide on, then it rests sealed under a case, and is gone after 72 hours."""
    world, _ = family()
    world.family(Cas=(number_of(2), "beneficiary"), Dirk=(child_number(101), "child"))
    replaced: Json = {
        "ssin": {"value": CHILD, "replacedBy": child_number(101)},
        "attestation": attestation("r1"),
        "content": {"registerEvent": {"eventType": "SSIN_REPLACED"}},
    }
    world.take(envelope("REGISTER_EVENT", 1, [replaced]))
    (row,) = world.memory.database.rows[Table.CASES].values()
    clear = {"pk", "sk", "subject", "revision", "state", "cause", "work_list", "due", "destroy_on", "destroy_shard"}
    assert set(row) == clear | {"sealed"}
    assert CHILD not in str({name: value for name, value in row.items() if name != "sealed"})
    assert row["cause"] == "decision"  # which one stands sealed
    assert [case["code"] for case in world.cases()] == ["two_people_are_one"]
    assert str(row["destroy_on"]) == "2024-07-04"
    memory = world.memory
    memory.clock.jump(timedelta(hours=72))
    failures: list[Exception] = []
    gates = Gates(memory.database, memory.clock)
    sweep_due(Sweep(memory.vault, memory.database, gates, InMemoryObjects(), failures.append))
    assert failures == []
    assert memory.database.rows[Table.CASES] == {}
    ended = memory.database.rows[Table.SUBJECTS].values()
    assert [one["state"] for one in ended if one["pk"] == row["pk"]] == [State.ENDED]


@pytest.mark.parametrize("flow", [Flow.SCHOOL])
def test_a_role_that_may_not_receive_a_flow_refuses_the_notification(flow: Flow) -> None:
    """Given a child's flow about a payee, then it is refused, told, and not stored; its neighbour is taken."""
    world, _ = family()
    before = kept(world)
    receipt = world.receipt_of(envelope(flow, 1, [about(flow, HEAD)]))
    assert receipt["counts"] == counts(refused=1)
    assert receipt["problems"] == [
        {"attestationId": "n1", "code": "role_may_not_receive", "pointer": "/data/notifications/0/ssin"}
    ]
    assert kept(world) == before
    mixed = envelope(flow, 2, [about(flow, HEAD, "n2"), about(flow, CHILD, "n3")])
    assert world.receipt_of(mixed)["counts"] == counts(accepted=1, refused=1)


def test_register_data_only_is_register_data_only() -> None:
    """Given the list of roles, then 105 receives registers alone, and only a child what a child's rights look at."""
    flows = flows_of_roles()
    assert flows["105"] == {Flow.HOUSEHOLD, Flow.REGISTER_EVENT}
    assert flows["104"] == set(Flow)
    assert flows["102"] == flows["106"] == set(Flow) - {Flow.SCHOOL, Flow.DISABILITY, Flow.BENEFIT_ELSEWHERE}
