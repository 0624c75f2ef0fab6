"""Key wrap, version 1: a subject's key under the root of its domain.

`0x01 || root version (2) || key id (16) || nonce (12) || wrapped key (32) || tag (16)`, AES-256-GCM. Associated data =
the canonical array `["kroost/v1/wrap", subject, domain, root version, key id in hex]`.
"""

import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from functions.register.domain import Domain
from functions.vault.errors import BrokenSealError
from functions.vault.record_bytes import canonical_texts
from functions.vault.sealed_record import KEY_ID_BYTES, NONCE_BYTES, VERSION, DataKey

KEY_BYTES = 32
_VERSION_BYTES = 2
_ID_END = 1 + _VERSION_BYTES + KEY_ID_BYTES


@dataclass(frozen=True, repr=False)
class Root:
    """A domain's root: wraps the subjects' keys; versioned."""

    domain: Domain
    version: int
    secret: bytes

    @cached_property
    def cipher(self) -> AESGCM:
        """The root's cipher, set up once: a root serves every subject for a quarter of an hour."""
        return AESGCM(self.secret)


def new_data_key(domain: Domain) -> DataKey:
    """Make a fresh random key for one subject and domain."""
    return DataKey(secrets.token_bytes(KEY_ID_BYTES), domain, secrets.token_bytes(KEY_BYTES))


def wrap(key: DataKey, root: Root, subject: str) -> bytes:
    """Wrap a subject's key; the nonce is random."""
    return wrap_with_nonce(key, root, subject, secrets.token_bytes(NONCE_BYTES))


def wrap_with_nonce(key: DataKey, root: Root, subject: str, nonce: bytes) -> bytes:
    """Wrap with a given nonce: for test vectors; everything else calls `wrap`."""
    header = VERSION + root.version.to_bytes(_VERSION_BYTES, "big") + key.key_id
    return header + nonce + root.cipher.encrypt(nonce, key.secret, _bound_to(key.key_id, root, subject))


def unwrap(wrapped: bytes, root: Root, subject: str) -> DataKey:
    """Unwrap a subject's key; BrokenSealError when it is not this subject's, domain's or root's."""
    if wrapped[:1] != VERSION or root_version_of(wrapped) != root.version:
        msg = "unknown version of a key wrap"
        raise BrokenSealError(msg)
    key_id, rest = wrapped_key_id(wrapped), wrapped[_ID_END:]
    try:
        secret = root.cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound_to(key_id, root, subject))
    except (InvalidTag, ValueError) as error:
        msg = "a key wrap does not open"
        raise BrokenSealError(msg) from error
    return DataKey(key_id, root.domain, secret)


def root_version_of(wrapped: bytes) -> int:
    """Return the version of the root that wrapped a key."""
    return int.from_bytes(wrapped[1 : 1 + _VERSION_BYTES], "big")


def wrapped_key_id(wrapped: bytes) -> bytes:
    """Return the id of a wrapped key."""
    return wrapped[1 + _VERSION_BYTES : _ID_END]


def _bound_to(key_id: bytes, root: Root, subject: str) -> bytes:
    return canonical_texts(("kroost/v1/wrap", subject, root.domain), root.version, key_id.hex())
