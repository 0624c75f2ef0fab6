"""Page through one shard of a run: decide, store, save the place, go on; a restart begins at the saved place."""

from dataclasses import replace

from functions.benefits.parameters import ParameterSet
from functions.payments.decide_page import PageResult, decide_page
from functions.payments.pay_again import PayAgain
from functions.payments.run_rows import COUNTERS, DECIDING, DONE, OPEN, STOPPED, Run, Shard
from functions.payments.run_terms import RunTerms
from functions.payments.store import RunStore
from functions.units.clock import civil_date, parse_instant
from functions.vault.run_page import MOST_DOSSIERS
from functions.vault.vault import Vault


def decide_shard(
    vault: Vault, store: RunStore, parameters: ParameterSet, secret: bytes, run_id: str, shard_id: str
) -> Shard:
    """Return the shard when all its dossiers are decided (`done`), or rest on unconfirmed amounts (`stopped`).

    Raises StaleError when another worker is deciding the same shard: nothing was paid twice, this one leaves.
    """
    run = store.run(run_id)
    shard = store.shard(run_id, shard_id)
    if shard.state == DONE or run.state != DECIDING:
        return shard
    terms = RunTerms(run.region, run.month, parameters, secret, civil_date(parse_instant(run.created_at)))
    if shard.state == STOPPED:
        again = Shard(run_id, shard_id, OPEN, shard.turn + 1, None, dict.fromkeys(COUNTERS, 0), ())
        store.save_shard(shard, again)
        shard = again
    while shard.state == OPEN:
        dossiers = store.dossiers(shard_id, shard.after, MOST_DOSSIERS)
        if dossiers:
            after = _next(shard, dossiers, decide_page(vault, run_id, shard_id, dossiers, terms))
            store.save_shard(shard, after)
            shard = after
        if len(dossiers) < MOST_DOSSIERS:
            return _end(vault, store, run, shard, secret)
    return shard


def _end(vault: Vault, store: RunStore, run: Run, shard: Shard, secret: bytes) -> Shard:
    """End a shard whose dossiers are all decided: pay again what came back, unless the run must stop."""
    if shard.unconfirmed:
        ended = replace(shard, state=STOPPED, turn=shard.turn + 1)
    else:
        broken = PayAgain(vault, store, run, shard.shard, secret).all()
        # What was paid again counted itself; who else decided meanwhile has moved the turn, and we leave.
        counted = store.shard(run.run, shard.shard)
        counters = {**counted.counters, "unfinished": counted.counters["unfinished"] + broken}
        shard, ended = counted, replace(counted, state=DONE, turn=counted.turn + 1, counters=counters)
    store.save_shard(shard, ended)
    return ended


def _next(shard: Shard, dossiers: list[str], found: PageResult) -> Shard:
    return replace(
        shard,
        turn=shard.turn + 1,
        after=dossiers[-1],
        counters={name: count + found.counters[name] for name, count in shard.counters.items()},
        unconfirmed=tuple(sorted({*shard.unconfirmed, *found.unconfirmed})),
    )
