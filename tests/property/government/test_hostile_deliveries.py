"""Whatever is dropped: a receipt or a sealed case, never a crash, never a value in an answer, no object left."""

import copy
import gzip
import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.government.decide_notification import Verdict
from functions.government.drop_key import read_drop_key
from functions.government.parse_delivery import DeliveryRefusedError, parse_delivery
from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld, child_number, envelope, household, income, number_of, written

HEAD, SPOUSE, CHILD = number_of(1), number_of(2), child_number(1)
FORMS = ("json", "jsonl", "json.gz", "jsonl.gz")
GOOD = [
    envelope("HOUSEHOLD", 1, [household("h1", HEAD, [(SPOUSE, 2), (CHILD, 3)]), household("h2", HEAD)]),
    envelope("INCOME_TAX", 1, [income("i1", HEAD, 5), income("i2", number_of(50), 6)]),
]
TEXTS = ("", "x" * 300, "\u0000", "\ud7ff\u0301", "2024-02-30", "85631400258")
VALUES: tuple[object, ...] = (*TEXTS, None, True, 0, -1, 2**70, 1.5, [], {}, [[]], {"a": []})
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20)
)
TREES = st.recursive(
    LEAVES, lambda deeper: st.lists(deeper, max_size=4) | st.dictionaries(st.text(max_size=8), deeper, max_size=4)
)


def taken(key: str, body: bytes) -> DropWorld:
    """Take one object and look at what is left."""
    world = DropWorld()
    world.family(An=(HEAD, "beneficiary"))
    report = take_delivery(world.post, world.put_bytes(key, body))
    assert world.drops.bodies == {}
    receipt = world.receipts.bodies[f"{key}.receipt.json"]
    for number in (HEAD, SPOUSE, CHILD):
        assert number.encode() not in receipt
    said = json.loads(receipt)
    assert sum(said["counts"].values()) == sum(report.counts.values())
    bad = said["counts"]["quarantined"]
    assert len(said["problems"]) == (1 if report.refused else bad)
    assert len(world.cases()) == len(said["problems"])
    assert report.counts[Verdict.QUARANTINED] == bad
    return world


def places_in(value: object) -> list[tuple[dict[str, object] | list[object], str | int]]:
    """Return every place of a JSON tree that can be changed."""
    found: list[tuple[dict[str, object] | list[object], str | int]] = []
    if isinstance(value, dict):
        found += [(value, name) for name in value]
        found += [place for part in value.values() for place in places_in(part)]
    if isinstance(value, list):
        found += [(value, number) for number in range(len(value))]
        found += [place for part in value for place in places_in(part)]
    return found


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2**32))
def test_any_change_of_a_good_delivery_is_answered(seed: int) -> None:
    """Given a good delivery with one to three members changed, doubled or gone, then it is answered."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    good = choose.choice(GOOD)
    form = choose.choice(FORMS)
    key, _ = written(good, form)
    delivery = json.loads(json.dumps(good))
    for _ in range(choose.randrange(1, 4)):
        holder, name = choose.choice(places_in(delivery["data"].get("notifications") or delivery))
        if choose.random() < 0.3:
            del holder[name]  # type: ignore[arg-type]
        elif choose.random() < 0.3 and isinstance(holder, dict):
            holder[f"x{choose.randrange(9)}"] = copy.deepcopy(choose.choice(VALUES))
        else:
            holder[name] = copy.deepcopy(choose.choice(VALUES))  # type: ignore[index]
        if not places_in(delivery["data"].get("notifications") or delivery):
            break
    taken(key, _write(delivery, form))


def _write(delivery: dict[str, object], form: str) -> bytes:
    if form.startswith("jsonl"):
        data = delivery["data"]
        assert isinstance(data, dict)
        head = {**delivery, "data": {name: value for name, value in data.items() if name != "notifications"}}
        rest = data.get("notifications")
        body = b"\n".join(json.dumps(line).encode() for line in [head, *(rest if isinstance(rest, list) else [])])
    else:
        body = json.dumps(delivery).encode()
    return gzip.compress(body, mtime=0) if form.endswith("gz") else body


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.binary(max_size=40))
def test_any_bytes_are_answered(seed: int, noise: bytes) -> None:
    """Given a delivery that was cut, overwritten or mixed with noise, then it is answered."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    key, body = written(choose.choice(GOOD), choose.choice(FORMS))
    at, length = choose.randrange(len(body) + 1), choose.randrange(60)
    inserted, replaced = body[:at] + noise + body[at:], body[:at] + noise + body[at + length :]
    taken(key, choose.choice([body[:at], inserted, replaced, noise, body + body]))


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, max_size=5))
def test_any_trees_are_answered(trees: list[object]) -> None:
    """Given notifications that are any JSON, then each is put aside and none stops the delivery."""
    delivery = envelope("INCOME_TAX", 1, trees)
    key, body = written(delivery)
    parsed = read_drop_key(key)
    assert parsed is not None
    try:
        count = parse_delivery(parsed, body, b"secret").count
    except DeliveryRefusedError as refused:
        count = refused.notifications
    assert count == len(trees)
    taken(key, body)
