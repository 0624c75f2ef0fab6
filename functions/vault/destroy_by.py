"""The clear attributes by which the sweep finds what is due: a day, and the index partition of that day.

Only the root of an aggregate carries them (and a row that stays under *hold* after its subject ended). The index is
read by day and shard, so the work of a sweep grows with what is due and never with the table.
"""

from datetime import date
from hashlib import sha256

from functions.runtime.database import Key

SHARDS = 16


def destroy_by(day: date, partition: str, *, today: date | None = None) -> dict[str, str]:
    """Return `destroy_on` and `destroy_shard` for the root of an aggregate; the shard follows from its key.

    `today`: a day that has passed already is listed under this one, because the sweep does not look back.
    """
    listed = day if today is None else max(day, today)
    shard = sha256(partition.encode("ascii")).digest()[0] % SHARDS
    return {"destroy_on": day.isoformat(), "destroy_shard": due_partition(listed, shard)}


def due_partition(day: date, shard: int) -> str:
    """Return the index partition of a day and shard."""
    return f"{day.isoformat()}#{shard}"


def watermark_key(name: str) -> Key:
    """Return the row of `erasures` that says from which day (`day`) a list is still to be swept."""
    return Key("sweep", name)
