"""The clear attributes by which the sweep finds what is due: a day, and the index partition of that day."""

from datetime import date
from hashlib import sha256

SHARDS = 16


def destroy_by(day: date, partition: str) -> dict[str, str]:
    """Return `destroy_on` and `destroy_shard` for the root of an aggregate; the shard follows from its key."""
    shard = sha256(partition.encode("ascii")).digest()[0] % SHARDS
    return {"destroy_on": day.isoformat(), "destroy_shard": f"{day.isoformat()}#{shard}"}
