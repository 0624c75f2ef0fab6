"""Numbers change: the new one leads to the same person, the old one too, and two persons who are one become one."""

from itertools import permutations

import pytest

from functions.dossier.believed_facts import believed_facts
from functions.dossier.fact import Fact, HouseholdFact, YearlyIncomeFact
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.outbox import EventKind
from functions.vault.subject import State
from functions.vault.verify_chain import verify_chain
from tests.builders.chain import chain_lines
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
from tests.builders.number_changes import file_of, register, replaced, school

HEAD, CHILD = number_of(1), child_number(1)
NEW_HEAD, NEWEST_HEAD, NEW_CHILD = number_of(101), number_of(201), child_number(101)


def without_place(record: Fact) -> str:
    """Return a fact without its place: who was not ours yet is known from the sender's next statement on."""
    origin = record.provenance.model_copy(update={"sequence": None, "line": None})
    return record.model_copy(update={"provenance": origin, "known_at": ""}).model_dump_json()


def state(world: DropWorld, dossier: str) -> object:
    """Return what is believed, people by all their numbers, without ids, instants and places among the messages."""
    file = file_of(world, dossier)
    names = {person: "|".join(sorted(row.record.all_numbers())) for person, row in file.persons.items()}

    def text(value: str) -> str:
        for person, name in names.items():
            value = value.replace(person, f"<{name}>")
        return value

    return (
        sorted(text(member.model_dump_json()) for member in file.root.record.members),
        sorted(text(without_place(fact.record)) for fact in believed_facts(file.facts)),
        sorted(text(row.record.model_dump_json()) for row in file.persons.values()),
        {number: text(world.person(number) or "-") for number in (HEAD, NEW_HEAD, CHILD, NEW_CHILD)},
    )


def test_messages_under_both_numbers_reach_one_person() -> None:
    """Given a replaced number, then facts under the old and the new number are the same person's."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    world.take(register(1, replaced("r1", HEAD, NEW_HEAD)))
    world.take(envelope("INCOME_TAX", 1, [income("i1", HEAD, 1), income("i2", NEW_HEAD, 2, year=2023)]))
    assert world.person(NEW_HEAD) == world.person(HEAD)
    assert {fact.person for fact in world.facts(dossier, YearlyIncomeFact)} == {world.person(HEAD)}
    (row,) = file_of(world, dossier).persons.values()
    assert row.record.national_number == NEW_HEAD
    assert row.record.all_numbers() == {HEAD, NEW_HEAD}


def test_a_number_that_replaces_one_we_never_knew_leads_back() -> None:
    """Given a person known under the new number, then the old number leads to that person from now on."""
    world = DropWorld()
    dossier = world.family(An=(NEW_HEAD, "beneficiary"))
    world.take(register(1, replaced("r1", HEAD, NEW_HEAD)))
    assert world.person(HEAD) == world.person(NEW_HEAD)
    (row,) = file_of(world, dossier).persons.values()
    assert row.record.national_number == NEW_HEAD


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_of_numbers_ends_at_the_newest(order: tuple[int, ...]) -> None:
    """Given replacements of replacements in any order, then the number that stands is the newest one."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    said = [replaced("r1", HEAD, NEW_HEAD), replaced("r2", NEW_HEAD, NEWEST_HEAD), replaced("r3", HEAD, NEWEST_HEAD)]
    for sequence in order:
        world.take(register(sequence + 1, said[sequence]))
    world.take(register(9, *[{**one, "attestation": attestation(f"x{place}")} for place, one in enumerate(said)]))
    (row,) = file_of(world, dossier).persons.values()
    assert row.record.national_number == NEWEST_HEAD
    assert world.person(NEWEST_HEAD) == world.person(HEAD)


def test_a_cancelled_number_still_leads_to_its_person() -> None:
    """Given a number that was taken away without another, then it is noted and the person is found by it."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    assert world.receipt_of(register(1, replaced("r1", HEAD, None)))["counts"] == counts(accepted=1)
    (row,) = file_of(world, dossier).persons.values()
    assert row.record.number_changes is not None
    assert row.record.national_number == HEAD


def test_any_flow_may_say_it() -> None:
    """Given an income whose number was replaced, then the new number leads to the person and the fact is taken."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"))
    said = income("i1", HEAD, 5)
    said["ssin"] = {"value": HEAD, "replacedBy": NEW_HEAD}
    assert world.receipt_of(envelope("INCOME_TAX", 1, [said]))["counts"] == counts(accepted=1)
    assert world.person(NEW_HEAD) == world.person(HEAD)
    assert len(world.facts(dossier, YearlyIncomeFact)) == 1


def child_deliveries() -> list[Json]:
    """Return what names one child by two numbers, before and after the register says that they are one."""
    return [
        register(1, replaced("r1", CHILD, NEW_CHILD)),
        envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(CHILD, 3)], on="2024-03-01")]),
        envelope("HOUSEHOLD", 2, [household("h2", HEAD, [(NEW_CHILD, 3)], on="2024-04-01")]),
        envelope("SCHOOL", 1, [school("s1", CHILD, "2022-09-01"), school("s2", NEW_CHILD, "2023-09-01")]),
    ]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_two_persons_of_one_file_become_one_in_any_order(order: tuple[int, ...]) -> None:
    """Given a family that named the child, and messages under both numbers, then every order gives the same file."""
    ends = []
    for sequence in (order, (0, 1, 2, 3)):
        world = DropWorld()
        dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
        for place in sequence:
            world.take(child_deliveries()[place])
        # What came before its person was known is not kept: it comes again with the next statement of the sender.
        world.take({**child_deliveries()[3], "data": {**data_of(child_deliveries()[3]), "sequenceNumber": 7}})
        ends.append(state(world, dossier))
    assert ends[0] == ends[1]


def data_of(delivery: Json) -> Json:
    """Return the data of a delivery."""
    found = delivery["data"]
    assert isinstance(found, dict)
    return found


def two_children_of_one_file() -> tuple[DropWorld, str, str]:
    """Return a world whose household named the child by its new number before the register told us, and its id."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"))
    world.take(envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(NEW_CHILD, 3)])]))
    gone = world.person(NEW_CHILD)
    assert gone is not None
    assert gone != world.person(CHILD)
    return world, dossier, gone


def test_the_ledger_goes_on_in_both_chains_and_asks_for_a_new_decision() -> None:
    """Given two persons who are one, then one chain ends, the other goes on, and the family is decided again."""
    world, dossier, gone = two_children_of_one_file()
    world.memory.database.rows[Table.OUTBOX].clear()
    world.take(register(1, replaced("r1", CHILD, NEW_CHILD)))
    going_on = world.person(CHILD)
    assert going_on is not None
    assert world.person(NEW_CHILD) == going_on
    subjects = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA).load_subjects([gone, going_on])
    assert subjects[gone].state is State.ENDED
    assert subjects[gone].wrapped == {}
    assert subjects[gone].continued_in == going_on
    assert subjects[going_on].continues == (gone,)
    for person in (gone, going_on):
        assert verify_chain(chain_lines(world.memory, person, readable=False)) is None
    rows = world.memory.database.rows[Table.OUTBOX].values()
    assert [dossier] in [row["ids"] for row in rows if row["kind"] == EventKind.FACTS_CHANGED]
    assert not any(gone in str(row) for row in world.memory.database.rows[Table.DOSSIERS].values())
    assert world.facts(dossier, HouseholdFact)[0].members[1].person == going_on


def test_two_people_whom_the_family_named_are_not_joined_by_a_machine() -> None:
    """Given a file that itself names both, then a person decides."""
    world = DropWorld()
    dossier = world.family(An=(HEAD, "beneficiary"), Bo=(CHILD, "child"), Bobby=(NEW_CHILD, "child"))
    world.take(register(1, replaced("r1", CHILD, NEW_CHILD)))
    assert [case["code"] for case in world.cases()] == ["two_people_are_one"]
    assert len(file_of(world, dossier).persons) == 3


def test_a_cancelled_event_renumbers_nobody() -> None:
    """Given the cancellation of a replacement that never came, then no number leads anywhere new."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    taken_back = cancellation("r1", HEAD, 1)
    taken_back["ssin"] = {"value": HEAD, "replacedBy": NEW_HEAD}
    world.take(register(1, taken_back))
    assert world.person(NEW_HEAD) is None
