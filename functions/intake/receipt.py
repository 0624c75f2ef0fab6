"""The receipt of a submission: checkable offline, the same again for the same request, byte for byte.

Receipt id = `rcp_` + HMAC(receipt secret, route | key) where the caller sent a key, random otherwise. `body_digest` =
SHA-256(salt | body), salt = HMAC(receipt secret, receipt id), so that no unkeyed hash of what a person wrote rests
anywhere. The signature covers the receipt without itself, serialised by RFC 8785.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from functions.runtime.database import Value
from functions.vault.ids import id_from, new_id
from functions.vault.keyring import Keyring, Secret
from functions.vault.signature import base64url, signed

PREFIX = "rcp"

type Receipt = dict[str, object]


class ReceiptKeys:
    """The receipt secret's four uses, kept apart by a word in front."""

    def __init__(self, keyring: Keyring) -> None:
        """Take the keyring; the secret is read at each use, the keyring caches it."""
        self._keyring = keyring

    def receipt_id(self, route: str, key: str | None) -> str:
        """Return the id that a route and key determine, or a fresh one without key."""
        return new_id(PREFIX) if key is None else id_from(PREFIX, self._mac(f"id|{route}|{key}".encode()))

    def body_mark(self, receipt: str, body: bytes) -> str:
        """Return the keyed digest by which another body under the same key is recognised."""
        return self._mac(f"body|{receipt}|".encode() + body).hex()

    def made(self, receipt: str, body: bytes, received_at: str, notice_version: str) -> Receipt:
        """Return a new signed receipt."""
        return signed(self._unsigned(receipt, body, received_at, notice_version), self._keyring)

    def again(self, receipt: str, body: bytes, clear: Mapping[str, Value]) -> Receipt:
        """Return the receipt that was given for this row; its signature was kept, as the key may be renewed since."""
        unsigned = self._unsigned(receipt, body, str(clear["received_at"]), str(clear["notice_version"]))
        signature = {"alg": "Ed25519", "key": clear["signed_by"], "value": clear["signature"]}
        return {**unsigned, "signature": signature}

    def _unsigned(self, receipt: str, body: bytes, received_at: str, notice_version: str) -> Receipt:
        salt = self._mac(f"salt|{receipt}".encode())
        return {
            "receipt": receipt,
            "received_at": received_at,
            "body_digest": "sha256:" + sha256(salt + body).hexdigest(),
            "salt": base64url(salt),
            "notice_version": notice_version,
            "status_url": f"/api/forms/{receipt}",
        }

    def _mac(self, message: bytes) -> bytes:
        return hmac.new(self._keyring.secret(Secret.RECEIPTS), message, sha256).digest()


def kept_of(receipt: Receipt) -> dict[str, Value]:
    """Return the clear attributes from which `ReceiptKeys.again` builds the same receipt."""
    signature = receipt["signature"]
    assert isinstance(signature, dict)  # noqa: S101 - `signed` makes it so
    return {
        "received_at": str(receipt["received_at"]),
        "notice_version": str(receipt["notice_version"]),
        "signed_by": str(signature["key"]),
        "signature": str(signature["value"]),
    }
