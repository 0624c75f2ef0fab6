"""What rests in a store after a path, without what chance decided: ids, nonces, keys and shards.

Two runs of one path are equal when their rows are equal up to the names of the random ids. An id is named after the
rows in which it stands (a few rounds of colour refinement), so equal shapes give equal names whatever the ids are.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from functions.runtime.database import Item, Table
from functions.vault.ids import PREFIXES
from tests.builders.opened_rows import opened_rows
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_keys import InMemoryKeyring

# A rerun reads again, and every read is told: the number of ledger entries may differ. Gates are the test's own.
LEFT_OUT = frozenset({Table.LEDGER, Table.GATES})
_ROUNDS = 4
_ID = re.compile(rf"(?:{'|'.join(sorted(PREFIXES))})_[0-9A-HJKMNP-TV-Z]{{26}}")
_SHARDS = ("run_shard", "destroy_shard")


def resting_state(
    database: InMemoryDatabase,
    keyring: InMemoryKeyring,
    left_out: Iterable[Table] = LEFT_OUT,
    scrub: Callable[[str], str] = str,
) -> Counter[str]:
    """Return the rows of all tables but `left_out`, opened and with neutral names, each with how often it occurs.

    `scrub` takes out of a row's text what else chance decided, before anything is named after it.
    """
    rows = [
        scrub(f"{table.value}: {json.dumps([_without_chance(table, clear), opened], sort_keys=True)}")
        for table in Table
        if table not in set(left_out)
        for clear, opened in opened_rows(database, keyring, table)
    ]
    names = neutral_names(rows)
    return Counter(_ID.sub(lambda found: names[found[0]], row) for row in rows)


def neutral_names(rows: Iterable[str]) -> Mapping[str, str]:
    """Return a name for every id in these texts that depends only on how the ids hang together."""
    texts = list(rows)
    ids = [_ID.findall(text) for text in texts]
    names = {one: one[:3] for found in ids for one in found}
    for _ in range(_ROUNDS):
        seen: dict[str, list[str]] = {one: [] for one in names}
        for text, found in zip(texts, ids, strict=True):
            for one in set(found):
                seen[one].append(_as_seen_by(one, text, names))
        names = {
            one: f"{one[:3]}:{sha256('|'.join(sorted(views)).encode()).hexdigest()[:16]}" for one, views in seen.items()
        }
    return names


def _as_seen_by(one: str, text: str, names: Mapping[str, str]) -> str:
    return _ID.sub(lambda found: "itself" if found[0] == one else names[found[0]], text)


def _without_chance(table: Table, clear: Item) -> Item:
    kept = {name: value for name, value in clear.items() if name not in _SHARDS}
    kept |= {name: str(clear[name]).rsplit("#", 1)[0] for name in _SHARDS[1:] if name in clear}
    if table is Table.SUBJECTS:
        secret = [name for name in kept if name.startswith(("key_", "audit_")) and name != "key_version"]
        kept |= dict.fromkeys(secret, "made")
    if table is Table.OUTBOX:
        kept["pk"] = str(kept["pk"]).rsplit("#", 1)[0]
    return kept
