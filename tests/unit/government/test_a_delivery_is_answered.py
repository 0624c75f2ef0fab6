"""Every delivery is answered once: a receipt that adds up, the object gone, and what was refused kept sealed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.dossier.fact import HouseholdFact, YearlyIncomeFact
from functions.government.take_delivery import take_delivery
from functions.runtime.database import Key, Table
from tests.builders.drops import (
    TAX,
    DropWorld,
    counts,
    envelope,
    household,
    income,
    number_of,
    written,
)
from tests.builders.opened_rows import opened_rows

HEAD = number_of(1)


@pytest.fixture
def world() -> DropWorld:
    return DropWorld()


@pytest.fixture
def dossier(world: DropWorld) -> str:
    return world.family(An=(HEAD, "beneficiary"))


@pytest.mark.parametrize("form", ["json", "jsonl", "json.gz", "jsonl.gz"])
def test_the_receipt_is_the_contract_s(world: DropWorld, dossier: str, form: str) -> None:
    """Given a mixed delivery, then the receipt names counts and problems as agreed, and the object is gone."""
    notifications = [
        income("i1", HEAD, 1),
        income("i1", HEAD, 1),
        income("i2", HEAD, 1, version=1),
        income("i2", HEAD, 1),
        income("i3", number_of(44), 1),
        {"attestation": {"attestationId": "i4"}},
        {"ssin": {"value": HEAD, "canceled": True}}
        | income("i5", HEAD, 1)
        | {"ssin": {"value": HEAD, "canceled": True}},
    ]
    receipt = world.receipt_of(envelope("INCOME_TAX", 1, notifications), form)
    assert receipt == {
        "sequenceNumber": 1,
        "flow": "INCOME_TAX",
        "receivedAt": "2024-07-01T06:00:00Z",
        "status": "PARTIAL",
        "counts": counts(accepted=3, duplicates=1, superseded=1, unknownPersons=1, quarantined=1),
        "problems": [{"attestationId": "i4", "code": "missing", "pointer": "/data/notifications/5/ssin"}],
    }
    assert world.drops.bodies == {}
    assert [case["code"] for case in world.cases()] == ["missing"]


def test_the_same_delivery_again_gives_the_same_receipt(world: DropWorld, dossier: str) -> None:
    """Given a delivery that is dropped again an hour later, then its receipt has the same bytes."""
    delivery = envelope("INCOME_TAX", 1, [income("i1", HEAD, 5), {}])
    world.take(delivery)
    first = dict(world.receipts.bodies)
    world.memory.clock.jump(timedelta(hours=1))
    world.take(delivery)
    assert world.receipts.bodies == first
    assert world.drops.bodies == {}


def test_another_delivery_under_the_same_number_is_put_aside(world: DropWorld, dossier: str) -> None:
    """Given a second delivery under a number that is done, then the first keeps its receipt and the second is kept."""
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    first = dict(world.receipts.bodies)
    assert world.take(envelope("INCOME_TAX", 1, [income("i9", HEAD, 9)])).refused == 1
    assert first.items() <= world.receipts.bodies.items()
    (name,) = set(world.receipts.bodies) - set(first)
    assert name.startswith(f"{TAX}/income_tax/000000000000001.json.")
    assert [case["code"] for case in world.cases()] == ["sequence_number_reused"]
    assert len(world.facts(dossier, YearlyIncomeFact)) == 1
    assert world.drops.bodies == {}


def test_a_refused_delivery_is_kept_whole(world: DropWorld, dossier: str) -> None:
    """Given a delivery under the context of another flow, then it is refused, counted, and sealed to the last byte."""
    delivery = envelope("SCHOOL", 1, [{"mark": "x" * 1000}] * 900)
    data = delivery["data"]
    assert isinstance(data, dict)
    data["legalContext"] = "FAMILY_BENEFITS:DISABILITY"
    receipt = world.receipt_of(delivery)
    assert (receipt["status"], receipt["counts"]) == ("NOK", counts(refused=900))
    assert receipt["problems"] == [
        {"attestationId": None, "code": "unknown_legal_context", "pointer": "/data/legalContext"}
    ]
    rows = opened_rows(world.memory.database, world.memory.keyring, Table.CASES)
    parts = [members for clear, (members,) in rows if str(clear["sk"]).startswith("part#")]
    assert len(parts) == 4
    assert world.drops.bodies == {}


def test_a_refused_delivery_may_come_again_corrected(world: DropWorld, dossier: str) -> None:
    """Given a delivery that was refused as a whole, when it comes corrected under its number, then it is taken."""
    key, body = written(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    take_delivery(world.post, world.put_bytes(key, body[:-20]))
    assert world.receipt(key)["status"] == "NOK"
    take_delivery(world.post, world.put_bytes(key, body))
    assert world.receipt(key)["counts"] == counts(accepted=1)


def test_an_object_with_a_strange_key_is_kept_sealed(world: DropWorld) -> None:
    """Given an object whose key has another form, then it is kept under a case, and no receipt shows its key."""
    report = take_delivery(world.post, world.put_bytes("An Peeters.json", b"{}"))
    assert report.refused == 1
    assert world.receipts.bodies == {}
    assert world.drops.bodies == {}
    assert [case["code"] for case in world.cases()] == ["key_of_another_form"]


def test_an_object_that_was_overwritten_is_left_to_its_own_message(world: DropWorld, dossier: str) -> None:
    """Given a message about an object that was overwritten meanwhile, then nothing is read or deleted for it."""
    old = world.put(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    new = world.put(envelope("INCOME_TAX", 1, [income("i1", HEAD, 6)]))
    assert take_delivery(world.post, old).gone == 1
    assert len(world.drops.bodies) == 1
    take_delivery(world.post, new)
    (fact,) = world.facts(dossier, YearlyIncomeFact)
    assert fact.items[0].cents == 6


def test_an_object_that_is_too_large_is_refused_unread(world: DropWorld) -> None:
    """Given an object larger than any delivery, then it is not read, the sender is told, and it goes."""
    reference = world.put(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    take_delivery(world.post, replace(reference, size=10**9))
    assert world.drops.calls["read"] == 0
    assert world.receipt(reference.key)["problems"] == [{"attestationId": None, "code": "too_large", "pointer": ""}]
    assert world.drops.bodies == {}


def test_missing_numbers_are_seen(world: DropWorld, dossier: str) -> None:
    """Given numbers 2, 6 and 4 of one flow, then 3 and 5 are missing; another flow has its own numbers."""
    missing = [
        world.take(envelope("INCOME_TAX", number, [income("i", HEAD, 1)])).missing_numbers for number in (2, 6, 4)
    ]
    assert missing == [0, 3, 2]
    assert world.take(envelope("HOUSEHOLD", 9, [household("h", HEAD)])).missing_numbers == 0


def test_a_damaged_file_keeps_no_other_family_waiting(world: DropWorld, dossier: str) -> None:
    """Given a row that was altered in the store, then messages about its file wait sealed and all others are taken."""
    other = world.family(Bo=(number_of(2), "beneficiary"))
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 5)]))
    rows = world.memory.database.rows[Table.DOSSIERS]
    (fact,) = [row for key, row in rows.items() if key.pk == dossier and key.sk.startswith("fact#")]
    blobs = fact["sealed"]
    assert isinstance(blobs, list)
    fact["sealed"] = [bytes(blob)[:-1] + bytes([bytes(blob)[-1] ^ 1]) for blob in blobs]
    later = [income("i1", HEAD, 6, version=1), income("i2", number_of(2), 7)]
    receipt = world.receipt_of(envelope("INCOME_TAX", 2, later))
    assert receipt["counts"] == counts(accepted=1, quarantined=1)
    assert receipt["problems"] == [
        {"attestationId": "i1", "code": "file_not_usable", "pointer": "/data/notifications/0"}
    ]
    assert len(world.facts(other, YearlyIncomeFact)) == 1
    assert [case["code"] for case in world.cases()] == ["file_not_usable"]


def test_a_file_without_root_keeps_no_other_family_waiting(world: DropWorld, dossier: str) -> None:
    """Given a file that lost its root, then a household about it waits sealed, and its neighbour is taken."""
    other = world.family(Bo=(number_of(2), "beneficiary"))
    del world.memory.database.rows[Table.DOSSIERS][Key(dossier, "root")]
    receipt = world.receipt_of(envelope("HOUSEHOLD", 1, [household("h1", HEAD), household("h2", number_of(2))]))
    assert receipt["counts"] == counts(accepted=1, quarantined=1)
    assert len(world.facts(other, HouseholdFact)) == 1
