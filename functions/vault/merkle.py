"""Merkle tree after RFC 6962: leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right)."""

from collections.abc import Sequence
from hashlib import sha256


def merkle_root(entries: Sequence[bytes]) -> bytes:
    """Return the root over the entries in their order; the root of nothing is SHA-256 of nothing."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return sha256(b"\x01" + merkle_root(entries[:split]) + merkle_root(entries[split:])).digest()
