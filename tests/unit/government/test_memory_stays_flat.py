"""Deliveries of 5,000, one after the other: memory follows the window, not how much has come in."""

import gc
import tracemalloc

from functions.government.take_delivery import take_delivery
from tests.builders.drops import DropWorld, envelope, household, income, number_of

OF_A_DELIVERY = 5000
FAMILIES = 40


def delivery_of(sequence: int) -> tuple[str, dict[str, object]]:
    """Return 5,000 notifications: some new, most repeats and strangers, so that the fund itself does not grow."""
    if sequence % 2:
        return "jsonl.gz", envelope(
            "HOUSEHOLD",
            sequence,
            [household(f"h{n % FAMILIES}", number_of(n % FAMILIES)) for n in range(OF_A_DELIVERY)],
        )
    return "json", envelope(
        "INCOME_TAX", sequence, [income(f"i{n}", number_of(100 + n % 800), n) for n in range(OF_A_DELIVERY)]
    )


def test_memory_is_flat_from_10000_to_a_million_notifications(soak: bool) -> None:
    """Given 10,000 and then 1,000,000 notifications (small: 20,000), then the peak of a delivery is the same."""
    world = DropWorld()
    for family in range(FAMILIES):
        world.family(An=(number_of(family), "beneficiary"))
    deliveries = 200 if soak else 4
    peaks = []
    tracemalloc.start()
    try:
        for sequence in range(1, deliveries + 1):
            form, delivery = delivery_of(sequence)
            reference = world.put(delivery, form)
            del delivery
            gc.collect()
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            take_delivery(world.post, reference)
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
    for kind in (0, 1):
        first, *later = peaks[kind::2]
        assert max(later) < 1.1 * first, f"{[round(peak / 1e6, 1) for peak in peaks]} MB"
