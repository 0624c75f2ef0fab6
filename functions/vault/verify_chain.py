"""Offline check of a ledger chain: standard library only, so that an auditor can read it in one sitting."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_GENESIS = b"kroost/v1/ledger"


@dataclass(frozen=True, slots=True)
class Break:
    """The first bad entry of a chain, and what is wrong with it."""

    sequence: int
    reason: str


class UnreadableChainError(Exception):
    """The file is no chain of entries; the text says which line."""


def verify_chain(lines: Iterable[str]) -> Break | None:
    """Walk a chain (JSON Lines, oldest first); return the first break, None when all is well.

    A line: `{"chain", "sequence", "instant", "commitment", "hash"}`, digests in hex, and where the reader may know
    what the entry says `"salt"` (hex) and `"part"` (the canonical text of the sealed part).
    Raises UnreadableChainError when a line is no entry.
    """
    previous: bytes | None = None
    expected = 1
    chain = ""
    for number, line in enumerate(lines, start=1):
        entry = _read(number, line)
        if previous is None:
            chain = entry.chain
            previous = sha256(_GENESIS + chain.encode()).digest()
        reason = _fault(entry, chain, expected, previous)
        if reason is not None:
            return Break(entry.sequence, reason)
        previous, expected = entry.digest, expected + 1
    if previous is None:
        msg = "the chain has no entry"
        raise UnreadableChainError(msg)
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    chain: str
    sequence: int
    instant: str
    commitment: bytes
    digest: bytes
    salt: bytes | None
    part: str | None


def _read(number: int, line: str) -> _Line:
    try:
        fields = dict(json.loads(line))
        salt = fields.get("salt")
        entry = _Line(
            fields["chain"],
            fields["sequence"],
            fields["instant"],
            bytes.fromhex(fields["commitment"]),
            bytes.fromhex(fields["hash"]),
            None if salt is None else bytes.fromhex(salt),
            fields.get("part"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"line {number} is no ledger entry"
        raise UnreadableChainError(msg) from error
    if not all(isinstance(text, str) for text in (fields["chain"], fields["instant"], fields.get("part", ""))):
        msg = f"line {number} is no ledger entry"
        raise UnreadableChainError(msg)
    if type(fields["sequence"]) is not int:
        msg = f"line {number} is no ledger entry"
        raise UnreadableChainError(msg)
    return entry


def _fault(entry: _Line, chain: str, expected: int, previous: bytes) -> str | None:
    if entry.chain != chain:
        return "another chain"
    if entry.sequence != expected:
        return f"sequence {expected} expected"
    if (entry.salt is None) != (entry.part is None):
        return "salt and part stand together or not at all"
    if (
        entry.salt is not None
        and entry.part is not None
        and sha256(entry.salt + entry.part.encode()).digest() != entry.commitment
    ):
        return "what the entry says does not match its commitment"
    clear = json.dumps(
        {"instant": entry.instant, "sequence": entry.sequence}, separators=(",", ":"), ensure_ascii=False
    )
    if sha256(b"\x01" + previous + clear.encode() + entry.commitment).digest() != entry.digest:
        return "the hash does not follow from the entry before it"
    return None
