"""Deliveries of 5,000, one after the other: memory follows the window, not how much has come in."""

import gc
import tracemalloc

from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld, Json, envelope, household, income, number_of

OF_A_DELIVERY = 5000
FAMILIES = 10
SMALL, LARGE = 50_000, 1_000_000
FIRST = 10_000


def delivery_of(sequence: int) -> tuple[str, Json]:
    """Return 5,000 notifications in one of two formats: one is new, most are strangers', the rest repeat themselves.

    So the fund itself hardly grows, and what is measured is the taking of deliveries.
    """
    people = [number_of(n if n < FAMILIES else 100 + n % 800) for n in range(OF_A_DELIVERY)]
    if sequence % 2:
        return "jsonl.gz", envelope("HOUSEHOLD", sequence, [household(f"h{n}", one) for n, one in enumerate(people)])
    incomes = [income(f"i{n}", one, n) for n, one in enumerate(people)]
    incomes[0] = income("new", number_of(sequence // 2 % FAMILIES), sequence, version=sequence)
    return "json", envelope("INCOME_TAX", sequence, incomes)


def test_memory_is_flat_from_10000_to_a_million_notifications(soak: bool) -> None:
    """Given 10,000 and then 1,000,000 notifications (small: 50,000), then the peak of a delivery is the same."""
    world = DropWorld()
    for family in range(FAMILIES):
        world.family(An=(number_of(family), "beneficiary"))
    peaks, left = [], []
    tracemalloc.start()
    try:
        for sequence in range(1, (LARGE if soak else SMALL) // OF_A_DELIVERY + 1):
            form, delivery = delivery_of(sequence)
            reference = world.put(delivery, form)
            del delivery, form
            gc.collect()
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            take_delivery(world.post, reference)
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
            left.append(sum(len(rows) for rows in world.memory.database.rows.values()))
    finally:
        tracemalloc.stop()
    found = f"peaks {peaks[0]}, {peaks[1]}, then up to {max(peaks[2::2])}, {max(peaks[3::2])} bytes; rows {left[-1]}"
    first = FIRST // OF_A_DELIVERY
    for kind in range(first):
        assert max(peaks[kind + first :: first]) < 1.1 * peaks[kind], found
    print(found)  # noqa: T201 - the figure of docs/proof/3.md
