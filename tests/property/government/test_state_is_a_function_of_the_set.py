"""Architecture, section 3: "the state of a dossier is a function of the set of accepted notifications" (goal GD-2).

All nine flows, versions, conflicts, cancellations, withheld members and strangers. The people whom flows other than the
household are about are of the file from the start: what is said of strangers is not kept (docs/drops.md).
"""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import batched

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from functions.dossier.believed_facts import believed_facts, fact_in_month
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.family_file import FamilyFile, read_family_file
from functions.register.purpose import Purpose
from functions.units.year_month import YearMonth
from tests.builders.drops import (
    DropWorld,
    Json,
    cancellation,
    child_number,
    envelope,
    household,
    number_of,
    written,
)
from tests.builders.statements import FLOWS, any_content, event, statement

HEADS = (number_of(1), number_of(2))
CHILDREN = (child_number(40), child_number(41))
NEW_NUMBERS = (child_number(50), child_number(51))
SPOUSES = (number_of(11), number_of(12))
STRANGERS = (number_of(21), number_of(22))
MONTHS = (YearMonth(2022, 6), YearMonth(2024, 5), YearMonth(2024, 6))


def a_notification(choose: random.Random, attestations: int = 3) -> tuple[str, Json]:
    """Return the flow and one notification about one of two families; few names, so that many are about the same."""
    head = choose.choice(HEADS)
    name, version = f"{HEADS.index(head)}-{choose.randrange(attestations)}", choose.randrange(3)
    flow = choose.choice(FLOWS)
    person = choose.choice([head, CHILDREN[HEADS.index(head)]]) if flow != "HOUSEHOLD" else head
    if choose.random() < 0.15:
        return flow, cancellation(name, person, version)
    if flow == "REGISTER_EVENT" and person in CHILDREN and choose.random() < 0.3:
        replaced = event("SSIN_REPLACED", eventDate="2024-03-01")
        return flow, statement(name, person, replaced, version=version, replacedBy=NEW_NUMBERS[HEADS.index(head)])
    if flow != "HOUSEHOLD":
        content = any_content(choose, flow, [*HEADS, *STRANGERS])
        filters = [choose.choice(["period", "items", "unknown"])] if choose.random() < 0.1 else []
        return flow, statement(name, person, content, version=version, filters=filters)
    children = [child_number(HEADS.index(head) * 10 + place) for place in range(3)]
    others = [(choose.choice(SPOUSES), choose.choice([2, 21, 12]))] if choose.random() < 0.5 else []
    others += [(child, choose.choice([2, 3, 3, 12])) for child in children if choose.random() < 0.6]
    others += [(stranger, 12) for stranger in STRANGERS if choose.random() < 0.2]
    day = choose.choice(["2022-01-01", "2024-05-01", "2024-06-01"])
    return flow, household(name, head, others, version=version, on=day)


def deliveries_of(notifications: Sequence[tuple[str, Json]], size: int) -> list[Json]:
    """Return the notifications in numbered deliveries of their flows."""
    made = []
    for flow in FLOWS:
        own = [one for kind, one in notifications if kind == flow]
        made += [
            envelope(flow, number, own[start : start + size])
            for number, start in enumerate(range(0, len(own), size), 1)
        ]
    return made


def state_after(deliveries: Sequence[Json], form: str = "json") -> bytes:
    """Return what is believed of both families after these deliveries, an hour apart, as bytes."""
    *_, last = states_after(deliveries, form)
    return last


def states_after(deliveries: Sequence[Json], form: str = "json") -> Iterator[bytes]:
    """Yield what is believed after each of these deliveries."""
    world = DropWorld()
    people = zip(HEADS, CHILDREN, strict=True)
    dossiers = [world.family(An=(head, "beneficiary"), Di=(child, "child")) for head, child in people]
    for delivery in deliveries:
        world.take(delivery, form)
        counts = world.receipt(written(delivery, form)[0])["counts"]
        assert isinstance(counts, dict)
        data = delivery["data"]
        assert isinstance(data, dict)
        assert sum(counts.values()) == len(data["notifications"])
        world.memory.clock.jump(timedelta(hours=1))
        assert world.drops.bodies == {}
        request = world.memory.request(Purpose.APPLY_GOVERNMENT_DATA)
        files = [read_family_file(request, dossier) for dossier in dossiers]
        yield json.dumps([believed(file) for file in files], sort_keys=True).encode()


def believed(file: FamilyFile) -> dict[str, object]:
    """Return a family's people and believed facts, people by number, without the instant of arrival."""
    numbers = {person: row.record.national_number for person, row in file.persons.items()}
    facts = believed_facts(file.facts)

    def text(value: str) -> str:
        for person, number in numbers.items():
            value = value.replace(person, f"<{number}>")
        return value

    known = (*file.root.record.persons("beneficiary"), *file.root.record.persons("child")[:1])
    winners = [
        None if (fact := fact_in_month(facts, kind, person, month)) is None else fact.record.provenance.attestation
        for kind in FACT_KINDS.values()
        for person in known
        for month in MONTHS
    ]
    return {
        "members": sorted(text(member.model_dump_json()) for member in file.root.record.members),
        "facts": sorted(text(fact.record.model_dump_json(exclude={"known_at"})) for fact in facts),
        "winners": winners,
    }


@pytest.mark.goal("GD-2")
@settings(max_examples=40, deadline=None)
@example(seed=1, count=12, size=2)  # one number as partner and as child within one delivery
@given(st.integers(0, 2**32), st.integers(1, 14), st.integers(1, 4))
def test_order_and_repetition_change_nothing(seed: int, count: int, size: int) -> None:
    """Given deliveries with versions, conflicts, cancellations and strangers, any order and repetition ends alike."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    deliveries = deliveries_of([a_notification(choose) for _ in range(count)], size)
    wanted = state_after(deliveries)
    for _ in range(3):
        shuffled = deliveries + choose.choices(deliveries, k=choose.randrange(4))
        choose.shuffle(shuffled)
        assert state_after(shuffled, choose.choice(["json", "jsonl.gz"])) == wanted


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_the_same_statement_in_several_deliveries_counts_once(seed: int) -> None:
    """Given the same notifications spread over deliveries in another way, then the facts are the same ones."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    notifications = [a_notification(choose, attestations=2) for _ in range(6)]
    deliveries = deliveries_of([*notifications, *notifications], 3)
    shuffled = list(deliveries)
    choose.shuffle(shuffled)
    assert state_after(shuffled) == state_after(deliveries)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_two_orders_agree_wherever_they_hold_the_same_set(seed: int, block: int) -> None:
    """Given two orders that shuffle the same blocks, then the states after equal prefixes have equal digests."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    deliveries = deliveries_of([a_notification(choose, attestations=2) for _ in range(12)], 2)
    choose.shuffle(deliveries)
    digests: dict[frozenset[str], set[str]] = {}
    for _ in range(2):
        order = [one for part in batched(deliveries, block + 1, strict=False) for one in choose.sample(part, len(part))]
        named = [json.dumps(one) for one in order]
        for held, state in enumerate(states_after(order), 1):
            digests.setdefault(frozenset(named[:held]), set()).add(sha256(state).hexdigest())
    assert all(len(found) == 1 for found in digests.values())


@pytest.mark.goal("GD-2")
@pytest.mark.soak
def test_a_thousand_notifications_in_any_order() -> None:
    """Given 1,000 notifications in 100 deliveries, then five orders with repetitions give byte-equal state."""
    choose = random.Random(20240601)  # noqa: S311 - a repeatable choice, no secret
    deliveries = deliveries_of([a_notification(choose, attestations=40) for _ in range(1000)], 10)
    wanted = state_after(deliveries)
    for _ in range(5):
        shuffled = deliveries + choose.choices(deliveries, k=20)
        choose.shuffle(shuffled)
        assert state_after(shuffled) == wanted
