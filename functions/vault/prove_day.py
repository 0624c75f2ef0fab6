"""The daily look: every chain as it stood yesterday must be the beginning of what stands in the table now.

Yesterday's ends are those of the last locked checkpoint of the day before. Each chain's entry there must still have the
hash of then; where the chain went on, every later entry must follow from the one before it, up to the newest
checkpoint. A chain may be gone only where the newest checkpoint let it go: it was told of every one of its entries that
its term is over (functions/vault/stream.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import batched
from typing import cast

from functions.runtime.database import Database, Item, Key, Table
from functions.vault.chain_ends import DOES_NOT_FOLLOW, OVERWRITTEN, REMOVED, Finding
from functions.vault.checkpoint import Checkpoints, LostHeadError
from functions.vault.ledger_entry import ChainEnd, entry_hash, sequence_text

_MOST_KEYS = 100


@dataclass(slots=True)
class DayProof:
    """How many chains were looked at, how many ended in between with their tombstone, and what is wrong."""

    chains: int = 0
    swept: int = 0
    findings: list[Finding] = field(default_factory=list)


def prove_day(checkpoints: Checkpoints, database: Database, today: date) -> DayProof:
    """Hold the table against the last checkpoint before `today`, and that against the newest."""
    proof, head = DayProof(), checkpoints.head()
    then = _last_before(checkpoints, today)
    if then is None:
        return proof
    newest = checkpoints.document(head)
    now_roots, then_roots = (cast("list[str]", each["shards"]) for each in (newest, then))
    for shard, root in enumerate(then_roots):
        older, newer = checkpoints.ends(shard, root), checkpoints.ends(shard, now_roots[shard])
        for chains in batched(sorted(older), _MOST_KEYS, strict=False):
            _look(proof, database, {chain: older[chain] for chain in chains}, newer)
    return proof


def _last_before(checkpoints: Checkpoints, today: date) -> dict[str, object] | None:
    """Return the last checkpoint of the day before, or of the last day before that has one (at most eight)."""
    for back in range(1, 9):
        keys = sorted(checkpoints.locked.keys(f"{(today - timedelta(days=back)).isoformat()}/"))
        if keys:
            number = int(keys[-1].rpartition("/")[2].removesuffix(".json"))
            digest = checkpoints.history()[number - 1]
            head = checkpoints.head()
            head.key, head.digest = keys[-1], digest
            return checkpoints.document(head)
    if checkpoints.head().number and not any(True for _ in checkpoints.locked.keys("")):
        raise LostHeadError
    return None


def _look(proof: DayProof, database: Database, older: Mapping[str, ChainEnd], newer: Mapping[str, ChainEnd]) -> None:
    keys = [Key(chain, sequence_text(end.sequence)) for chain, end in older.items()]
    standing = {str(row["pk"]): row for row in database.get_many(Table.LEDGER, keys)}
    for chain, end in older.items():
        proof.chains += 1
        row = standing.get(chain)
        if row is None and chain not in newer:
            proof.swept += 1
        elif row is None:
            proof.findings.append(Finding(chain, end.sequence, REMOVED))
        elif row.get("hash") != end.digest:
            proof.findings.append(Finding(chain, end.sequence, OVERWRITTEN))
        else:
            proof.findings += _goes_on(database, chain, end, newer.get(chain))


def _goes_on(database: Database, chain: str, end: ChainEnd, newer: ChainEnd | None) -> Sequence[Finding]:
    """Walk from yesterday's end to that of the newest checkpoint; the first entry that is wrong is named."""
    if newer is None or newer.sequence < end.sequence:
        return [Finding(chain, end.sequence, REMOVED)]
    previous, expected = end.digest, end.sequence
    for row in _rows_after(database, chain, end.sequence) if newer.sequence > end.sequence else ():
        expected += 1
        if int(str(row["sk"])) != expected:
            return [Finding(chain, expected, REMOVED)]
        commitment = row.get("commitment")
        if not isinstance(commitment, bytes) or row.get("hash") != entry_hash(
            previous, expected, str(row["at"]), commitment
        ):
            return [Finding(chain, expected, DOES_NOT_FOLLOW)]
        previous = cast("bytes", row["hash"])
        if expected == newer.sequence:
            return [] if previous == newer.digest else [Finding(chain, expected, OVERWRITTEN)]
    if expected < newer.sequence:
        return [Finding(chain, expected + 1, REMOVED)]
    return [] if previous == newer.digest else [Finding(chain, expected, OVERWRITTEN)]


def _rows_after(database: Database, chain: str, sequence: int) -> Iterator[Item]:
    after: Item | None = {"pk": chain, "sk": sequence_text(sequence)}
    while after is not None:
        page = database.query(Table.LEDGER, chain, after=after)
        yield from page.items
        after = page.after
