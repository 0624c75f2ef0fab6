"""Where every chain of the ledger ends, in 256 shards: what a checkpoint is made over.

The ends of a shard stand in an object that is named by their root, so that a checkpoint names exactly what it was made
of. They follow from segments alone: each entry must follow from the end before it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from functions.vault.ledger_entry import ChainEnd, empty_chain, entry_hash
from functions.vault.merkle import inclusion_proof, merkle_root
from functions.vault.record_bytes import canonical
from functions.vault.segment import Line, Told

SHARDS = 256
EMPTY_ROOT = merkle_root([]).hex()


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry that is not as it was written; `reason` is a word of `REASONS`."""

    chain: str
    sequence: int
    reason: str


OVERWRITTEN, REMOVED, DOES_NOT_FOLLOW, TWICE = "overwritten", "removed", "does not follow", "written twice"


@dataclass(slots=True)
class Advanced:
    """What segments made of the ends of a shard: the ends, what is wrong, and entries whose predecessor is missing."""

    ends: dict[str, ChainEnd]
    added: int = 0
    restored: int = 0
    swept: int = 0
    findings: list[Finding] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)


def shard_of(chain: str) -> int:
    """Return the shard of a chain."""
    return sha256(chain.encode("ascii")).digest()[0]


def advance(ends: Mapping[str, ChainEnd], lines: Iterable[Line]) -> Advanced:
    """Let the chains of one shard go on by these lines, in whatever order and however often they came."""
    done = Advanced(dict(ends))
    by_chain: dict[str, set[Line]] = {}
    for line in lines:
        by_chain.setdefault(line.chain, set()).add(line)
    for chain, told in sorted(by_chain.items()):
        _advance_chain(done, chain, sorted(told, key=lambda line: (line.sequence, line.told.value)))
    return done


def _advance_chain(done: Advanced, chain: str, lines: Sequence[Line]) -> None:
    end, lines = _start(done, chain, lines)
    for line in lines:
        match line.told:
            case Told.OVERWRITTEN | Told.REMOVED:
                done.findings.append(Finding(chain, line.sequence, line.told.value))
            case Told.ADDED if line.sequence == end.sequence + 1:
                if entry_hash(end.digest, line.sequence, line.at, line.commitment) != line.digest:
                    done.findings.append(Finding(chain, line.sequence, DOES_NOT_FOLLOW))
                    return
                end, done.added = ChainEnd(line.sequence, line.digest), done.added + 1
            case Told.ADDED if line.sequence == end.sequence and line.digest != end.digest:
                done.findings.append(Finding(chain, line.sequence, TWICE))
            case Told.ADDED if line.sequence > end.sequence:
                done.pending.append(line)
    swept = [line for line in lines if line.told is Told.SWEPT]
    if swept and {line.sequence for line in swept} >= set(range(1, end.sequence + 1)):
        # The chain of an ended subject whose log term is over, and all of it: its tombstone goes with it.
        done.swept += len(swept)
        done.ends.pop(chain, None)
        done.pending = [line for line in done.pending if line.chain != chain]
        return
    # A sweep that was told in part only waits for the rest, and the alarm on what waits too long stands on it.
    done.pending += swept
    if end.sequence:
        done.ends[chain] = end


def _start(done: Advanced, chain: str, lines: Sequence[Line]) -> tuple[ChainEnd, Sequence[Line]]:
    """Return where the chain goes on from, and the lines that come after it.

    A restored table lost its newest entries and went on from an older one: told by an operator, and signed as such.
    """
    restored = [line for line in lines if line.told is Told.RESTORED]
    if not restored:
        return done.ends.get(chain) or empty_chain(chain), lines
    done.restored += 1
    end = ChainEnd(restored[-1].sequence, restored[-1].digest)
    return end, [line for line in lines if line.sequence > end.sequence]


def leaves_of(ends: Mapping[str, ChainEnd]) -> list[bytes]:
    """Return the leaves of a shard's tree: chain, sequence and hash of each end, in the order of the chains."""
    return [canonical([chain, end.sequence, end.digest.hex()]) for chain, end in sorted(ends.items())]


def root_of(ends: Mapping[str, ChainEnd]) -> str:
    """Return the root of a shard in hex."""
    return merkle_root(leaves_of(ends)).hex()


def ends_key(shard: int, root: str) -> str:
    """Return the name of the object that holds a shard's ends."""
    return f"ends/{shard:02x}/{root}.jsonl"


def write_ends(ends: Mapping[str, ChainEnd]) -> bytes:
    """Return the object of a shard: its leaves, one a line."""
    return b"".join(leaf + b"\n" for leaf in leaves_of(ends))


def read_ends(body: bytes) -> dict[str, ChainEnd]:
    """Read the object of a shard."""
    rows = (json.loads(line) for line in body.splitlines())
    return {str(chain): ChainEnd(int(sequence), bytes.fromhex(digest)) for chain, sequence, digest in rows}


def prove_end(ends: Mapping[str, ChainEnd], roots: Sequence[str], chain: str) -> dict[str, object]:
    """Return the proof that a chain's end stands in the tree over these shards; KeyError for an unknown chain."""
    end, shard = ends[chain], shard_of(chain)
    leaves, index = leaves_of(ends), sorted(ends).index(chain)
    tops = [bytes.fromhex(root) for root in roots]
    return {
        "chain": chain,
        "sequence": end.sequence,
        "hash": end.digest.hex(),
        "in_shard": {"index": index, "size": len(leaves), "path": _hex(inclusion_proof(leaves, index))},
        "of_shards": {"index": shard, "size": len(tops), "path": _hex(inclusion_proof(tops, shard))},
    }


def _hex(path: Iterable[bytes]) -> list[str]:
    return [digest.hex() for digest in path]
