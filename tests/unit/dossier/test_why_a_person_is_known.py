"""The reason why a person is known, its role and its period follow from the file, whatever the order of messages."""

from datetime import date
from itertools import permutations

import pytest

from functions.dossier.believed_facts import believed_facts
from functions.dossier.known_because import KnownBecause, known_because
from tests.builders.drops import DropWorld, Json, cancellation, child_number, envelope, household, number_of

HEAD, PARTNER, CHILD, NEWBORN = number_of(1), number_of(2), child_number(1), child_number(2)


def reasons(world: DropWorld, dossier: str) -> dict[str, KnownBecause]:
    """Return the reasons of a file by number."""
    file = world.file(dossier)
    found = known_because(file.root.record, believed_facts(file.facts))
    return {str(file.persons[person].record.national_number): reason for person, reason in found.items()}


def households() -> list[Json]:
    """Return a household with a partner and a child, then one without the partner."""
    return [
        envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(PARTNER, 2), (CHILD, 3)], on="2023-03-01")]),
        envelope("HOUSEHOLD", 2, [household("h2", HEAD, [(PARTNER, 2), (CHILD, 3), (NEWBORN, 3)], on="2023-06-01")]),
        envelope("HOUSEHOLD", 3, [household("h3", HEAD, [(CHILD, 3), (NEWBORN, 3)], on="2024-02-10")]),
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_roles_and_periods(order: tuple[int, ...]) -> None:
    """Given households in any order, then each person has a role, and a partner who left has the last day."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    for place in order:
        world.take(households()[place])
    assert reasons(world, dossier) == {
        HEAD: KnownBecause("102", "family", None, None),
        CHILD: KnownBecause("104", "family", None, None),
        PARTNER: KnownBecause("106", "government", date(2023, 3, 1), date(2024, 2, 9)),
        NEWBORN: KnownBecause("104", "government", date(2023, 6, 1), None),
    }


def test_a_cancelled_household_leaves_no_reason() -> None:
    """Given a household that brought somebody and was cancelled, then no fact says since when the person is known."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    world.take(households()[0])
    world.take(envelope("HOUSEHOLD", 4, [cancellation("h1", HEAD, 1)]))
    assert reasons(world, dossier)[PARTNER] == KnownBecause("106", "government", None, None)
