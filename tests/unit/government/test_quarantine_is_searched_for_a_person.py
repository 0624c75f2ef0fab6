"""What waits in quarantine about a person is found when the person is erased, however it names the person."""

import json

import pytest

from functions.government.holdings import GovernmentHolding
from functions.register.purpose import Purpose
from functions.register.record_type import RecordType
from functions.vault.holding import Link
from tests.builders.drops import DropWorld, Json, envelope, household, income, number_of

HEAD, OTHER = number_of(1), number_of(2)


@pytest.fixture
def world() -> DropWorld:
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    world.family(Bo=(OTHER, "beneficiary"))
    return world


def found(world: DropWorld, number: str) -> list[tuple[RecordType, Link]]:
    person = world.person(number)
    assert person is not None
    request = world.memory.request(Purpose.ERASE_PERSON, "rights-queue")
    return [(row.record_type, row.link) for row in GovernmentHolding().find(request, person)]


WHOLE = [(RecordType.QUARANTINE, Link.WHOLE)]


@pytest.mark.parametrize(
    "notification",
    [
        {**income("i1", HEAD, 5), "attestation": {}},
        {**income("i1", HEAD, 5, year=9998)},
        {**household("h1", OTHER, [(HEAD, 2)]), "attestation": {}},
        {**income("i1", HEAD, 5), "attestation": {"attestationId": "cafe\u0301"}},
    ],
    ids=["broken", "refused", "member of another", "text of another normal form"],
)
def test_a_message_that_names_the_number_is_found(world: DropWorld, notification: Json) -> None:
    """Given a message in quarantine, then it is found for the person whom it names, and for nobody else it does not."""
    flow = "HOUSEHOLD" if "household" in json.dumps(notification) else "INCOME_TAX"
    body = envelope(flow, 1, [notification])
    world.take(body)
    (case,) = world.cases()
    assert (case["encoding"] == "base64") == ("cafe" in json.dumps(notification))
    assert found(world, HEAD) == WHOLE
    assert found(world, OTHER) == (WHOLE if flow == "HOUSEHOLD" else [])


def test_a_fact_that_was_put_aside_is_found_by_the_person_s_id(world: DropWorld) -> None:
    """Given a fact that a message with a lower number replaced, then what stood before is found too."""
    world.take(envelope("INCOME_TAX", 2, [income("i1", HEAD, 5)]))
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 6)]))
    assert [case["code"] for case in world.cases()] == ["content_conflict"]
    assert found(world, HEAD) == WHOLE
    assert found(world, OTHER) == []
