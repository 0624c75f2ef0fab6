"""A crash or refusal at any call of an erasure: the same request again ends as if nothing had happened."""

import json
import re

from functions.rights.rights_state import RightsState
from functions.runtime.database import Table
from tests.builders.erasure import Erasure, begin_erasure
from tests.builders.main_path_erasure import PARTNER, main_path_erasure
from tests.faults.harness import Path, Seam, Way, assert_every_fault_heals
from tests.faults.resting_state import resting_state

# What follows from random keys and ids: digests, key ids and the statement's signature.
CHANCE = re.compile(r"\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b|(?<=value..:..)[A-Za-z0-9_-]{86}")


ID = re.compile(r"[a-z]{3}_[0-9A-Z]{26}")


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
    rows = resting_state(erasure.memory.database, erasure.memory.keyring, scrub=without_chance)
    return rows, len(erasure.journal.bodies)


def without_chance(row: str) -> str:
    """Take digests and key ids out of a row, and the order of a plan's lines, which follows from them."""
    table, _, text = row.partition(": ")
    clear, opened = json.loads(text)
    for part in opened:
        part.get("lines", []).sort(key=lambda line: ID.sub("", CHANCE.sub("", json.dumps(line))))
    return CHANCE.sub("chance", f"{table}: {json.dumps([clear, opened], sort_keys=True)}")


def test_every_fault_of_an_erasure_heals() -> None:
    """Given a person to be erased, when any call fails in any way, then the erasure ends the same."""
    reviewed = {
        "database.get": 42,
        "database.get_many": 30,
        "database.query": 47,
        "database.transact": 34,
        "journal.write": 1,
    }
    assert_every_fault_heals(Path(world=world, seams=seams, run=run, state=state), reviewed)


def test_every_fault_of_an_erasure_after_the_main_path_heals() -> None:
    """Given a person whose form still waits for its term and whose family was paid, then every fault heals too."""

    def paid_family() -> Erasure:
        erasure = main_path_erasure()
        erasure.ask(PARTNER)
        return erasure

    reviewed = {
        "database.get": 52,
        "database.get_many": 35,
        "database.query": 88,
        "database.transact": 37,
        "journal.write": 1,
    }
    ways = (Way.DIES_BEFORE, Way.DIES_AFTER)
    assert_every_fault_heals(Path(world=paid_family, seams=seams, run=run, state=state), reviewed, ways)


def test_every_fault_of_opening_a_request_heals() -> None:
    """Given a request on paper, when any call of opening it fails in any way, then there is one case and one step."""
    reviewed = {"database.get": 5, "database.get_many": 3, "database.query": 1, "database.transact": 2}
    path = Path(world=begin_erasure, seams=seams, run=lambda erasure: erasure.ask(), state=state)
    assert_every_fault_heals(path, reviewed)
