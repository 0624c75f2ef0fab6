"""Find the rows of payments by the ids that a bank repeats: the lists of a run lead from id to family."""

from collections.abc import Collection

from functions.payments.read_orders import PlannedPayment
from functions.payments.store import RunStore


def find_payments(store: RunStore, run: str, wanted: Collection[str]) -> dict[str, PlannedPayment]:
    """Return where the wanted payments of a run stand; ids that the run never had are left out.

    Costs one query for each shard that paid somebody, whatever the number of ids.
    """
    missing = set(wanted)
    found: dict[str, PlannedPayment] = {}
    for shard in store.shards(run):
        if not missing:
            break
        if not shard.counters["payments"]:
            continue
        for payment, key in store.payments(run, shard.shard):
            if payment in missing:
                missing.discard(payment)
                found[payment] = PlannedPayment(payment, key, shard.shard)
    return found
