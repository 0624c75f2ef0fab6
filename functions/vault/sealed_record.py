"""Sealed record, version 1: one category of one record, bound to its place, subject and revision.

`0x01 || key id (16) || nonce (12) || ciphertext || tag (16)`, AES-256-GCM. Associated data = header (version, key id)
followed by the canonical array `["kroost/v1", logical table, partition, sort, domain, subject, revision]`.
The page `docs/formats.md` states the format with vectors.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from functions.register.domain import Domain
from functions.vault.errors import BrokenSealError
from functions.vault.place import Place
from functions.vault.record_bytes import canonical_texts, pad, unpad

VERSION = b"\x01"
KEY_ID_BYTES = 16
NONCE_BYTES = 12
_HEADER_BYTES = 1 + KEY_ID_BYTES
_MARK = "kroost/v1"


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """A subject's key for one domain, unwrapped; lives as long as one request."""

    key_id: bytes
    domain: Domain
    secret: bytes


def seal(content: bytes, key: DataKey, place: Place, subject: str, revision: int) -> bytes:
    """Seal canonical record bytes for one place; the nonce is random."""
    return seal_with_nonce(content, key, place, subject, revision, secrets.token_bytes(NONCE_BYTES))


def seal_with_nonce(content: bytes, key: DataKey, place: Place, subject: str, revision: int, nonce: bytes) -> bytes:
    """Seal with a given nonce: for test vectors; everything else calls `seal`."""
    header = VERSION + key.key_id
    bound = header + _bound_to(place, key.domain, subject, revision)
    return header + nonce + AESGCM(key.secret).encrypt(nonce, pad(content), bound)


def open_sealed(blob: bytes, key: DataKey, place: Place, subject: str, revision: int) -> bytes:
    """Return the canonical record bytes; BrokenSealError when the blob is not of this place, key or version."""
    if blob[:1] != VERSION:
        msg = "unknown version of a sealed record"
        raise BrokenSealError(msg)
    header, rest = blob[:_HEADER_BYTES], blob[_HEADER_BYTES:]
    bound = header + _bound_to(place, key.domain, subject, revision)
    try:
        return unpad(AESGCM(key.secret).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound))
    except (InvalidTag, ValueError) as error:
        msg = "a sealed record does not open where it stands"
        raise BrokenSealError(msg) from error


def key_id_of(blob: bytes) -> bytes:
    """Return the id of the key that sealed a blob."""
    return blob[1:_HEADER_BYTES]


def _bound_to(place: Place, domain: Domain, subject: str, revision: int) -> bytes:
    return canonical_texts((_MARK, place.table, place.pk, place.sk, domain, subject), revision)
