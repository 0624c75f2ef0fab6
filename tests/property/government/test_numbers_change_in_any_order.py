"""Whichever number a message carries, and whenever a register says that two are one: the file ends the same (GD-2)."""

import random
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from functions.dossier.believed_facts import believed_facts
from functions.dossier.family_file import read_family_file
from functions.dossier.person import Person
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.subject import State
from tests.builders.drops import (
    DropWorld,
    Json,
    attestation,
    cancellation,
    child_number,
    envelope,
    household,
    income,
    number_of,
)

# A head, a partner and two children, each with a second number; the second child is one whom no form named.
HEADS, PARTNERS = (number_of(1), number_of(101)), (number_of(2), number_of(102))
CHILDREN, NEWBORNS = (child_number(1), child_number(101)), (child_number(2), child_number(102))
FLOWS = ("REGISTER_EVENT", "HOUSEHOLD", "INCOME_TAX")


def messages(choose: random.Random, count: int) -> list[tuple[str, Json]]:
    """Return notifications under either number of each person, each with content of its own."""
    found = [
        ("REGISTER_EVENT", replaced(f"r{place}", *pair)) for place, pair in enumerate(pairs()) if choose.random() < 0.8
    ]
    for place in range(count):
        head = choose.choice(HEADS)
        if choose.random() < 0.4:
            adult = choose.choice([head, choose.choice(PARTNERS)])
            found.append(("INCOME_TAX", income(f"i{place}", adult, place, year=2020 + place % 3)))
        else:
            others = [(choose.choice(CHILDREN), 3), (choose.choice(NEWBORNS), 3), (choose.choice(PARTNERS), 2)]
            if choose.random() < 0.3:  # one child by both of its numbers
                others = [(number, 3) for number in choose.choice([CHILDREN, NEWBORNS])]
            chosen = [one for one in others if choose.random() < 0.7]
            found.append(("HOUSEHOLD", household(f"h{place}", head, chosen, on=f"2024-0{1 + place % 5}-01")))
    if choose.random() < 0.5:
        name = choose.choice(found)
        ssin = name[1]["ssin"]
        assert isinstance(ssin, dict)
        named = name[1]["attestation"]
        assert isinstance(named, dict)
        if name[0] != "REGISTER_EVENT":
            found.append((name[0], cancellation(str(named["attestationId"]), str(ssin["value"]), 1)))
    return found


def pairs() -> tuple[tuple[str, str], ...]:
    """Return the numbers that are replaced."""
    return HEADS, PARTNERS, CHILDREN, NEWBORNS


def replaced(name: str, old: str, new: str) -> Json:
    """Return the register's event."""
    ssin: Json = {"value": old, "replacedBy": new}
    return {
        "ssin": ssin,
        "attestation": attestation(name),
        "content": {"registerEvent": {"eventType": "SSIN_REPLACED"}},
    }


def state_after(deliveries: Sequence[tuple[str, Json]]) -> object:
    """Return the file after these messages, and after the senders stated everything until nobody is new."""
    world = DropWorld()
    dossier = world.family(An=(HEADS[0], "beneficiary"), Bo=(CHILDREN[0], "child"))
    numbers = dict.fromkeys(FLOWS, 0)
    for _ in range(3):  # a number leads to a head, whose household brings a child, whose number is replaced
        for flow, said in deliveries:
            numbers[flow] += 1
            world.take(envelope(flow, numbers[flow], [said]))
    file = read_family_file(world.memory.request(Purpose.APPLY_GOVERNMENT_DATA), dossier, person=Person)
    names = {person: "|".join(sorted(row.record.all_numbers())) for person, row in file.persons.items()}

    def text(value: str) -> str:
        for person, name in names.items():
            value = value.replace(person, f"<{name}>")
        return value

    facts = []
    for fact in believed_facts(file.facts):
        origin = fact.record.provenance.model_copy(update={"sequence": None, "line": None})
        facts.append(text(fact.record.model_copy(update={"provenance": origin, "known_at": ""}).model_dump_json()))
    states = [
        row["state"] for row in world.memory.database.rows[Table.SUBJECTS].values() if row["audience"] == "family"
    ]
    return (
        sorted(text(member.model_dump_json()) for member in file.root.record.members),
        sorted(facts),
        sorted(text(row.record.model_dump_json()) for row in file.persons.values()),
        {number: text(world.person(number) or "-") for pair in pairs() for number in pair},
        states.count(State.LIVE.value),
    )


@settings(max_examples=12, deadline=None)
@example(seed=1, count=6)
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_order_changes_nothing(seed: int, count: int) -> None:
    """Given messages under old and new numbers and the register's word, any order ends in the same file."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    said = messages(choose, count)
    wanted = state_after(said)
    for _ in range(2):
        shuffled = list(said)
        choose.shuffle(shuffled)
        assert state_after(shuffled) == wanted
