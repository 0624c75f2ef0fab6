"""A crash or refusal at any call of the sweep: the next sweeps end as undisturbed ones do, all certified once."""

import json
import re
from collections import Counter
from datetime import date

from functions.retention.store import CERTIFICATES
from functions.runtime.database import Table
from tests.builders.due_records import SweepWorld
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.faults.resting_state import resting_state

TODAY = date(2024, 7, 1)
# What follows from random keys and ids: digests, and the signature of the certificate.
CHANCE = re.compile(r"\b[0-9a-f]{64}\b|(?<=value..:..)[A-Za-z0-9_-]{86}")


class SweepLeftSomethingError(Exception):
    """The sweep told that something is overdue: the schedule wakes it again."""


def world() -> SweepWorld:
    made = SweepWorld()
    made.sweep()
    made.submission(TODAY)
    made.case(TODAY)
    made.dossier(TODAY)
    made.consent(TODAY)
    made.delivery(TODAY, 1)
    return made


def seams(made: SweepWorld) -> dict[str, Seam]:
    return {"database": made.memory.database, "bucket": made.bucket}


def run(made: SweepWorld) -> None:
    if made.sweep().overdue:
        raise SweepLeftSomethingError


def state(made: SweepWorld) -> object:
    """Return what rests, and what all certificates together say: a fault may spread the work over two of them."""
    rows = resting_state(made.memory.database, made.memory.keyring, scrub=lambda row: CHANCE.sub("chance", row))
    rest = {row: number for row, number in rows.items() if '"pk": "certificates"' not in row}
    stored = [row for key, row in made.memory.database.rows[Table.ERASURES].items() if key.pk == CERTIFICATES]
    assert sorted(made.bucket.bodies.values()) == sorted(str(row["document"]).encode() for row in stored)
    lines = [line for row in stored for line in json.loads(str(row["document"]))["destroyed"]]
    return rest, Counter(line["type"] for line in lines for _ in range(line["count"]))


def test_every_fault_of_the_sweep_heals() -> None:
    """Given one due record of each sort, when any call fails in any way, then all goes and is certified once."""
    reviewed = {
        "bucket.write": 1,
        "database.get": 31,
        "database.get_many": 7,
        "database.query": 132,
        "database.transact": 8,
        "database.write": 6,
    }
    assert_every_fault_heals(Path(world=world, seams=seams, run=run, state=state), reviewed)
