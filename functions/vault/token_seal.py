"""Seals what belongs to whoever holds a token: a copy of the row and every key of ours open nothing without it.

`0x01 || nonce (12) || ciphertext || tag (16)`, AES-256-GCM. Key = HKDF-SHA-256 of our secret, salted with the token.
Associated data = the canonical array `["kroost/v1/token", logical table, partition, sort]`. The row is found by the
SHA-256 of the token, which has 256 random bits: from the digest nobody gets back to it.
"""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from functions.vault.errors import BrokenSealError
from functions.vault.place import Place
from functions.vault.record_bytes import canonical, pad, unpad
from functions.vault.sealed_record import NONCE_BYTES, VERSION

_TOKEN_BYTES = 32
_MARK = "kroost/v1/token"


def new_token() -> str:
    """Make a token for a cookie: 256 random bits."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_digest(token: str) -> str:
    """Return what a row is found by."""
    return sha256(token.encode()).hexdigest()


def seal_for_token(secret: bytes, token: str, place: Place, content: bytes) -> bytes:
    """Seal canonical bytes for one place and the holder of one token."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(_key(secret, token)).encrypt(nonce, pad(content), _bound_to(place))


def open_for_token(secret: bytes, token: str, place: Place, blob: bytes) -> bytes:
    """Return the canonical bytes; BrokenSealError when the token, the place or the version is another."""
    nonce, rest = blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
    try:
        if blob[:1] == VERSION:
            return unpad(AESGCM(_key(secret, token)).decrypt(nonce, rest, _bound_to(place)))
    except (InvalidTag, ValueError) as error:
        msg = "a row does not open for this token"
        raise BrokenSealError(msg) from error
    msg = "unknown version of a row sealed for a token"
    raise BrokenSealError(msg)


def _key(secret: bytes, token: str) -> bytes:
    return HKDF(SHA256(), 32, token.encode(), _MARK.encode()).derive(secret)


def _bound_to(place: Place) -> bytes:
    return canonical([_MARK, place.table, place.pk, place.sk])
