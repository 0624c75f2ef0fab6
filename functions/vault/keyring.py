"""Where roots and secrets come from: wrapped in parameters, unwrapped by KMS, cached for a short time.

Nothing is read at import time. Roots are unwrapped once per execution environment and kept at most 15 minutes, so KMS
calls grow with environments and not with records.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from functions.register.domain import Domain
from functions.units.clock import SystemClock
from functions.vault.key_wrap import Root

CACHE_AGE = timedelta(minutes=15)


class Secret(StrEnum):
    """Secrets beside the roots, each wrapped by its own KMS key."""

    LOOK_UPS = "look-ups"
    RECEIPTS = "receipts"
    PAYMENT_IDS = "payment-ids"
    SUPPRESSION = "suppression"
    OUTBOX = "outbox"
    SESSIONS = "sessions"


CLIENT_KEYS = "client-keys"
CLIENT_KEY_USES = ("signing", "decryption")


class Parameters(Protocol):
    """A store of settings that the deploy step wrote."""

    def get(self, name: str) -> str:
        """Return one value; raises when it is missing or the store does not answer."""
        ...


class KeyService(Protocol):
    """Unwraps what a KMS key wrapped."""

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return the plain bytes; raises when the role may not, or the context differs."""
        ...


class Keyring(Protocol):
    """What the vault asks of the keys' home."""

    def root(self, domain: Domain, version: int | None = None) -> Root:
        """Return a domain's root; the newest when no version is named."""
        ...

    def audit_public(self) -> bytes:
        """Return the public half of the *audit* root."""
        ...

    def secret(self, name: Secret) -> bytes:
        """Return a secret of 32 bytes."""
        ...

    def signing_private(self) -> tuple[str, bytes]:
        """Return the current signing key: its id and its raw Ed25519 private half."""
        ...


class StoredKeyring:
    """The keyring of a deployed stage."""

    def __init__(
        self,
        parameters: Parameters,
        keys: KeyService,
        clock: SystemClock,
        *,
        system: str,
        stage: str,
        prefix: str,
    ) -> None:
        """Take the ports; `prefix` is the path of the stage's parameters."""
        self._parameters, self._keys, self._clock = parameters, keys, clock
        self._system, self._stage, self._prefix = system, stage, prefix
        self._cache: dict[str, tuple[datetime, bytes]] = {}

    def root(self, domain: Domain, version: int | None = None) -> Root:
        """Return a domain's root."""
        number = version or 1
        secret = self._unwrapped(f"roots/{domain}/{number}", {"domain": domain.value})
        return Root(domain, number, secret)

    def audit_public(self) -> bytes:
        """Return the public half of the *audit* root."""
        return self._cached("audit-root/1/public", self._plain)

    def audit_private(self) -> bytes:
        """Return the private half of the *audit* root: ledger view, breach and verify functions only."""
        return self._unwrapped("audit-root/1/private", {"domain": Domain.AUDIT.value}, pair=True)

    def secret(self, name: Secret) -> bytes:
        """Return a secret of 32 bytes."""
        return self._unwrapped(f"secrets/{name}/1", {"secret": name.value})

    def signing_private(self) -> tuple[str, bytes]:
        """Return the current signing key."""
        key_id = f"{self._system}-{self._stage}-1"
        return key_id, self._unwrapped("signing/1/private", {"secret": "signing"}, pair=True)

    def client_key(self, use: str) -> bytes:
        """Return one of our RSA keys towards sign-in providers, `signing` or `decryption` (PKCS 8, DER)."""
        return self._unwrapped(f"client-keys/{use}/1", {"secret": CLIENT_KEYS}, pair=True)

    def public_keys(self) -> list[dict[str, object]]:
        """Return the public signing keys as `GET /api/keys` shows them, old ones included."""
        name = "signing/1/public"
        return [json.loads(self._cached(name, lambda path: self._parameter(path).encode()))]

    def _unwrapped(self, name: str, purpose: Mapping[str, str], *, pair: bool = False) -> bytes:
        context = {"system": self._system, "stage": self._stage, **purpose}
        wrapped = self._wrapped_of_pair if pair else self._plain
        return self._cached(name, lambda path: self._keys.decrypt(wrapped(path), context))

    def _wrapped_of_pair(self, name: str) -> bytes:
        return base64.b64decode(json.loads(self._parameter(name))["wrapped"])

    def _parameter(self, name: str) -> str:
        return self._parameters.get(f"{self._prefix}/{name}")

    def _plain(self, name: str) -> bytes:
        return base64.b64decode(self._parameter(name))

    def _cached(self, name: str, load: Callable[[str], bytes]) -> bytes:
        now = self._clock.real_now()
        known = self._cache.get(name)
        if known is not None and now - known[0] < CACHE_AGE:
            return known[1]
        value = load(name)
        self._cache[name] = (now, value)
        return value
