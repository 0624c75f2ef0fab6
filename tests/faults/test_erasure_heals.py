"""A crash or refusal at any call of an erasure: the same request again ends as if nothing had happened."""

import re

from functions.rights.rights_state import RightsState
from functions.runtime.database import Table
from tests.builders.erasure import Erasure, begin_erasure
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state

# What follows from random keys and ids: digests, key ids and the statement's signature.
CHANCE = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b|(?<=value..:..)[A-Za-z0-9_-]{86}")


def world() -> Erasure:
    erasure = begin_erasure()
    erasure.ask()
    return erasure


def seams(erasure: Erasure) -> dict[str, Seam]:
    return {"database": erasure.memory.database, "journal": erasure.journal}


def run(erasure: Erasure) -> None:
    case = next(key.pk for key in erasure.memory.database.rows[Table.CASES])
    assert erasure.run(case) is RightsState.CLOSED


def state(erasure: Erasure) -> object:
    rows = resting_state(erasure.memory.database, erasure.memory.keyring, scrub=lambda row: CHANCE.sub("chance", row))
    return rows, len(erasure.journal.bodies)


def test_every_fault_of_an_erasure_heals() -> None:
    """Given a person to be erased, when any call fails in any way, then the erasure ends the same."""
    reviewed = {
        "database.get": 33,
        "database.get_many": 23,
        "database.query": 43,
        "database.transact": 34,
        "journal.write": 1,
    }
    assert_every_fault_heals(Path(world=world, seams=seams, run=run, state=state), reviewed)
