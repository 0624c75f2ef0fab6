"""Merkle tree after RFC 6962: leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right).

Roots, and the two proofs that need no other entry: that one entry is in a tree, and that a tree is the beginning of a
larger one. Standard library only: an auditor reads it in one sitting.
"""

from collections.abc import Sequence
from hashlib import sha256

_EMPTY = sha256(b"").digest()


def merkle_root(entries: Sequence[bytes]) -> bytes:
    """Return the root over the entries in their order; the root of nothing is SHA-256 of nothing."""
    if not entries:
        return _EMPTY
    level = [leaf(entry) for entry in entries]
    # Pairs from the left, an odd last one carried up: the same tree as splitting at the largest power of two.
    while len(level) > 1:
        paired = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = [*paired, level[-1]] if len(level) % 2 else paired
    return level[0]


def leaf(entry: bytes) -> bytes:
    """Return the digest of one entry."""
    return sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the digest over two neighbours."""
    return sha256(b"\x01" + left + right).digest()


def inclusion_proof(entries: Sequence[bytes], index: int) -> list[bytes]:
    """Return the digests beside the path from entry `index` to the root, lowest first; IndexError when it has none."""
    if not 0 <= index < len(entries):
        msg = "no entry of this number"
        raise IndexError(msg)
    if len(entries) == 1:
        return []
    split = _split(len(entries))
    if index < split:
        return [*inclusion_proof(entries[:split], index), merkle_root(entries[split:])]
    return [*inclusion_proof(entries[split:], index - split), merkle_root(entries[:split])]


def root_of_inclusion(entry: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root of the tree of `size` entries that the path leads to; None when the path does not fit."""
    if not 0 <= index < size:
        return None
    digest, rest = leaf(entry), list(path)
    at, last = index, size - 1
    while last:
        if not rest and (at % 2 or at != last):
            return None
        if at % 2:
            digest = node(rest.pop(0), digest)
        elif at != last:
            digest = node(digest, rest.pop(0))
        at, last = at // 2, last // 2
    return None if rest else digest


def consistency_proof(entries: Sequence[bytes], older: int) -> list[bytes]:
    """Return what shows that the first `older` entries are the beginning of all of them (RFC 6962, 2.1.2)."""
    if not 0 < older <= len(entries):
        msg = "an older tree has at least one entry, and not more than the newer"
        raise ValueError(msg)
    return _subproof(entries, older, whole=True)


def is_prefix(older: int, older_root: bytes, newer: int, newer_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the tree of `older` entries is the beginning of that of `newer` entries.

    Nothing is the beginning of everything; an equal size needs an equal root and no proof.
    """
    if older == 0:
        return not proof and older_root == _EMPTY
    if older > newer:
        return False
    if older == newer:
        return not proof and older_root == newer_root
    found = _roots_of_consistency(older, newer, older_root, list(proof))
    return found == (older_root, newer_root)


def _subproof(entries: Sequence[bytes], older: int, *, whole: bool) -> list[bytes]:
    if older == len(entries):
        return [] if whole else [merkle_root(entries)]
    split = _split(len(entries))
    if older <= split:
        return [*_subproof(entries[:split], older, whole=whole), merkle_root(entries[split:])]
    return [*_subproof(entries[split:], older - split, whole=False), merkle_root(entries[:split])]


def _roots_of_consistency(older: int, newer: int, known: bytes, proof: list[bytes]) -> tuple[bytes, bytes] | None:
    """Walk the proof as RFC 9162, 2.1.4.2 does; None when it is too short or too long."""
    at, last = older - 1, newer - 1
    while at % 2:
        at, last = at // 2, last // 2
    # An older tree that is whole (a power of two) stands in the newer one as it is, so its root is not in the proof.
    if older & (older - 1):
        if not proof:
            return None
        known = proof.pop(0)
    first = second = known
    for digest in proof:
        if last == 0:
            return None
        if at % 2 or at == last:
            first, second = node(digest, first), node(digest, second)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            second = node(second, digest)
        at, last = at // 2, last // 2
    return None if last else (first, second)


def _split(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split
