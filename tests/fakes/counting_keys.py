"""A stored keyring over a KMS that counts: for promises about how often KMS is asked."""

import base64
import json
from collections.abc import Mapping
from hashlib import sha256

from functions.units.clock import SystemClock
from functions.vault.keyring import StoredKeyring


class CountingKeys:
    """Parameters and KMS in one; `opened` counts decryptions, `asked` names what was opened."""

    def __init__(self, clock: SystemClock) -> None:
        """Build the keyring over this fake."""
        self.opened = 0
        self.asked: set[str] = set()
        self.keyring = StoredKeyring(self, self, clock, system="kroost", stage="test", prefix="/kroost/test")

    def get(self, name: str) -> str:
        """Return a parameter: its own name, as if wrapped."""
        text = base64.b64encode(name.encode()).decode()
        if name.endswith("/public"):
            return base64.b64encode(sha256(name.encode()).digest()).decode()
        return json.dumps({"wrapped": text}) if name.endswith("/private") else text

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Open and count."""
        self.opened += 1
        self.asked.add(context.get("domain") or context["secret"])
        return sha256(wrapped).digest()
