"""A fault at any call while an earlier fund is asked, asked again, or answers: one question, in one state."""

from datetime import timedelta

from functions.government.ask_earlier_fund import ask_earlier_fund
from functions.government.take_delivery import take_delivery
from functions.government.work import open_request
from functions.runtime.database import Table
from functions.units.dropped_object import Reference
from tests.builders.drops import DropWorld, envelope, written
from tests.builders.opened_rows import opened_rows
from tests.fakes.in_memory_objects import etag_of
from tests.faults.harness import Path, Seam, assert_every_fault_heals
from tests.unit.government.test_the_earlier_fund_is_asked import FIRST, SECOND, family, paid

ANSWER = envelope("BENEFIT_ELSEWHERE", 1, [paid(FIRST, "a1"), paid(SECOND, "a2")])


def late() -> DropWorld:
    """Make a family whose question got no answer in time."""
    world = asked()
    world.memory.clock.jump(timedelta(days=31))
    return world


def asked() -> DropWorld:
    """Make a family whose earlier fund was asked, with the answer in the bucket."""
    world, dossier = family()
    ask_earlier_fund(open_request(world.memory.vault), dossier)
    world.put(ANSWER)
    return world


def ask(world: DropWorld) -> object:
    (dossier,) = {key.pk for key in world.memory.database.rows[Table.DOSSIERS]}
    return ask_earlier_fund(open_request(world.memory.vault), dossier)


def answer(world: DropWorld) -> object:
    key, body = written(ANSWER)
    return take_delivery(world.post, Reference(key, etag_of(body), len(body)))


def seams(world: DropWorld) -> dict[str, Seam]:
    return {"database": world.memory.database, "drops": world.drops, "receipts": world.receipts}


def state(world: DropWorld) -> object:
    """Return the question without ids, the number of facts, and the receipt."""
    ((clear, (said,)),) = opened_rows(world.memory.database, world.memory.keyring, Table.CASES)
    kept = {name: clear[name] for name in ("state", "work_list", "due", "times")}
    answered = said.get("answered", [])
    facts = sum("fact#" in key.sk for key in world.memory.database.rows[Table.DOSSIERS])
    return kept, said["content"], len(answered) if isinstance(answered, list) else 0, facts, world.receipts.bodies


def test_every_fault_of_a_question_heals() -> None:
    """Given a family from another fund, then one question is made."""
    reviewed = {"database.get": 2, "database.get_many": 1, "database.query": 6, "database.transact": 4}
    assert_every_fault_heals(Path(world=lambda: family()[0], seams=seams, run=ask, state=state), reviewed)


def test_every_fault_of_a_repeat_heals() -> None:
    """Given a late answer, then it is asked again once."""
    reviewed = {"database.get": 4, "database.get_many": 1, "database.query": 1, "database.transact": 1}
    assert_every_fault_heals(Path(world=late, seams=seams, run=ask, state=state), reviewed)


def test_every_fault_of_an_answer_heals() -> None:
    """Given an answer about each child, then the question is closed and the facts stand, together."""
    reviewed = {
        "database.get": 9,
        "database.get_many": 3,
        "database.query": 9,
        "database.transact": 6,
        "database.write": 2,
        "drops.delete": 1,
        "drops.read": 1,
        "receipts.write": 1,
    }
    assert_every_fault_heals(Path(world=asked, seams=seams, run=answer, state=state), reviewed)
