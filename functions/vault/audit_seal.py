"""Sealing to a public key: every function can write who did what, few can read it.

`0x01 || ephemeral X25519 public key (32) || nonce (12) || ciphertext || tag (16)`: the shared secret goes through
HKDF-SHA-256 (salt = ephemeral public || recipient public, info = "kroost/v1/audit") into an AES-256-GCM key.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from functions.vault.errors import BrokenSealError
from functions.vault.sealed_record import NONCE_BYTES, VERSION

PUBLIC_BYTES = 32
_INFO = b"kroost/v1/audit"


def new_pair() -> tuple[bytes, bytes]:
    """Make an X25519 pair: (private, public), 32 raw bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to(public: bytes, content: bytes, bound: bytes) -> bytes:
    """Seal to the holder of `public`'s private half; `bound` is authenticated."""
    ephemeral = X25519PrivateKey.generate()
    return seal_to_with(public, content, bound, ephemeral.private_bytes_raw(), secrets.token_bytes(NONCE_BYTES))


def seal_to_with(public: bytes, content: bytes, bound: bytes, ephemeral_private: bytes, nonce: bytes) -> bytes:
    """Seal with a given ephemeral key and nonce: for test vectors; everything else calls `seal_to`."""
    ephemeral = X25519PrivateKey.from_private_bytes(ephemeral_private)
    own = ephemeral.public_key().public_bytes_raw()
    key = _derive(ephemeral.exchange(X25519PublicKey.from_public_bytes(public)), own + public)
    return VERSION + own + nonce + AESGCM(key).encrypt(nonce, content, bound)


def open_with(private: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open what was sealed to this private half; BrokenSealError otherwise."""
    if sealed[:1] != VERSION:
        msg = "unknown version of an audit part"
        raise BrokenSealError(msg)
    ephemeral, rest = sealed[1 : 1 + PUBLIC_BYTES], sealed[1 + PUBLIC_BYTES :]
    holder = X25519PrivateKey.from_private_bytes(private)
    try:
        shared = holder.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        key = _derive(shared, ephemeral + holder.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        msg = "an audit part does not open"
        raise BrokenSealError(msg) from error


def _derive(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_INFO).derive(shared)
