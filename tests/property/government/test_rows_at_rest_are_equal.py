"""What rests of the drops is a function of the set of notifications, byte for byte, and after every equal prefix.

Not only what is believed: every row of the files, facts of old versions, kept notifications and members alike, opened,
without what chance decides (ids, keys, nonces) and how often a row was written.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import batched

import pytest

from functions.runtime.database import Table
from functions.vault.subject import CHILD_OF
from tests.builders.drops import DropWorld, Json, child_number
from tests.builders.opened_rows import opened_rows
from tests.property.government.test_state_is_a_function_of_the_set import (
    CHILDREN,
    HEADS,
    NEW_NUMBERS,
    SPOUSES,
    a_notification,
    deliveries_of,
)

NUMBERS = (*HEADS, *CHILDREN, *SPOUSES, *NEW_NUMBERS, *(child_number(n) for n in (0, 1, 2, 10, 11, 12)))
_DIGEST = re.compile(r"[0-9a-f]{64}")


def states_after(deliveries: Sequence[Json]) -> Iterator[bytes]:
    """Yield what rests after each of these deliveries, which all arrive at one instant."""
    world = DropWorld()
    dossiers = [
        world.family(An=(head, "beneficiary"), Di=(child, "child")) for head, child in zip(HEADS, CHILDREN, strict=True)
    ]
    for delivery in deliveries:
        world.take(delivery)
        yield at_rest(world, dossiers)


def at_rest(world: DropWorld, dossiers: Sequence[str]) -> bytes:
    """Return every row of the files as bytes, people by a number of theirs, with claims and look-ups."""
    names = {dossier: f"<file {place}>" for place, dossier in enumerate(dossiers)}
    looks = {number: world.person(number) for number in NUMBERS}
    for number in sorted(looks, reverse=True):
        if looks[number] is not None:
            names[str(looks[number])] = f"<{number}>"

    def text(value: object) -> str:
        found = json.dumps(value, sort_keys=True)
        for one, name in names.items():
            found = found.replace(one, name)
        return _DIGEST.sub("", found)

    memory = world.memory
    rows = [
        text(
            [
                {name: value for name, value in clear.items() if name not in {"revision", "run_shard"}},
                _by_name(opened, text),
            ]
        )
        for clear, opened in opened_rows(memory.database, memory.keyring, Table.DOSSIERS)
    ]
    claims = [text([key.pk, row.get(CHILD_OF)]) for key, row in memory.database.rows[Table.SUBJECTS].items()]
    known = [text(found) for found in looks.items()]
    return "\n".join([*sorted(rows), *sorted(one for one in claims if one.startswith('["<')), *sorted(known)]).encode()


@pytest.mark.goal("GD-2")
def test_two_hundred_notifications_rest_alike_in_any_order(soak: bool) -> None:
    """Given 200 notifications (1,000 under soak), then four orders with repetitions leave byte-equal rows."""
    choose = random.Random(20240601)  # noqa: S311 - a repeatable choice, no secret
    count = 1000 if soak else 200
    deliveries = deliveries_of([a_notification(choose, attestations=count // 25) for _ in range(count)], 10)
    *_, wanted = states_after(deliveries)
    assert wanted.count(b"sent#") > count // 4
    for _ in range(3):
        shuffled = deliveries + choose.choices(deliveries, k=5)
        choose.shuffle(shuffled)
        *_, found = states_after(shuffled)
        assert found == wanted


@pytest.mark.goal("GD-2")
@pytest.mark.parametrize("seed", range(3))
def test_equal_prefixes_of_two_orders_have_equal_digests(seed: int) -> None:
    """Given two orders that shuffle the same blocks, then wherever both hold the same set, the digests are equal."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    deliveries = deliveries_of([a_notification(choose, attestations=4) for _ in range(60)], 4)
    choose.shuffle(deliveries)
    digests: dict[frozenset[str], set[str]] = {}
    for _ in range(2):
        order = [one for part in batched(deliveries, 3, strict=False) for one in choose.sample(part, len(part))]
        named = [json.dumps(one) for one in order]
        for held, state in enumerate(states_after(order), 1):
            digests.setdefault(frozenset(named[:held]), set()).add(sha256(state).hexdigest())
    met = [found for held, found in digests.items() if held]
    assert len(met) < 2 * len(deliveries)  # some sets were met by both
    assert all(len(found) == 1 for found in met)


def _by_name(opened: list[dict[str, object]], text: Callable[[object], str]) -> list[dict[str, object]]:
    """Return a row whose people stand by name: facts have them by id, which chance gives, and a file as they came."""
    return [
        {
            name: sorted(value, key=text)
            if name in {"members", "payees", "parents"} and isinstance(value, list)
            else value
            for name, value in part.items()
        }
        for part in opened
    ]
