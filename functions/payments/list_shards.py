"""List the shards of a run that have a dossier and are not decided yet; the empty ones are written down as such.

A small fund has few dossiers and 256 shards: asking the index here saves a step per empty shard. Who joins an empty
shard after this look is paid by the next run, like who joins behind a worker's place.
"""

from collections.abc import Sequence

from functions.payments.run_rows import DECIDING, DONE, SHARDS, Run, run_key
from functions.payments.store import RunStore
from functions.runtime.database import Matches, Table, Update


def list_shards(store: RunStore, run: Run, shards: Sequence[str] = SHARDS) -> list[str]:
    """Return what workers have to do; nothing for a run that is past deciding."""
    if run.state != DECIDING:
        return []
    begun = {shard.shard: shard.state for shard in store.shards(run.run)}
    empty = [shard for shard in shards if shard not in begun and not store.dossiers(shard, None, 1)]
    if empty != list(run.empty):
        note = Update(
            Table.PAYMENTS, run_key(run.run), set={"empty": empty}, condition=Matches(equal={"state": DECIDING})
        )
        store.transact([note])
    return [shard for shard in shards if shard not in empty and begun.get(shard) != DONE]
