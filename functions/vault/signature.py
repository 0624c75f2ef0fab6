"""Signatures of receipts, consents and statements: Ed25519 over RFC 8785, checkable by anyone with `GET /api/keys`."""

import base64
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from functions.vault.keyring import Keyring
from functions.vault.record_bytes import canonical

ALGORITHM = "Ed25519"


def signed(document: Mapping[str, object], keyring: Keyring) -> dict[str, object]:
    """Return the document with its `signature`, which covers everything but itself."""
    key_id, private = keyring.signing_private()
    value = Ed25519PrivateKey.from_private_bytes(private).sign(canonical(document))
    return {**document, "signature": {"alg": ALGORITHM, "key": key_id, "value": base64url(value)}}


def holds(document: Mapping[str, object], public: bytes) -> bool:
    """Tell whether a signed document is as it was signed by the holder of `public`'s private half."""
    signature = document.get("signature")
    if not isinstance(signature, Mapping) or signature.get("alg") != ALGORITHM:
        return False
    content = canonical({name: value for name, value in document.items() if name != "signature"})
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(from_base64url(str(signature.get("value"))), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def base64url(value: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Read base64url without padding; ValueError otherwise."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
