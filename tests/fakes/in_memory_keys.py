"""Keys in memory: roots and secrets that a seed determines, and a count of what was asked."""

from collections import Counter
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from functions.register.domain import Domain
from functions.vault.key_wrap import Root
from functions.vault.keyring import Secret
from functions.vault.signature import base64url


@cache
def client_key(use: str) -> bytes:
    """Make an RSA key once for all tests: it is slow to make and none of them changes it."""
    assert use in {"signing", "decryption"}
    return generate_private_key(65537, 2048).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


class InMemoryKeyring:
    """A keyring for tests; `forbidden` domains refuse, as KMS refuses a role."""

    def __init__(self, seed: str = "test") -> None:
        """Derive every root from the seed."""
        self._seed = seed
        self.asked: Counter[str] = Counter()
        self.forbidden: set[Domain] = set()

    def root(self, domain: Domain, version: int | None = None) -> Root:
        """Return a domain's root; PermissionError for a forbidden domain."""
        if domain in self.forbidden:
            raise PermissionError(domain)
        self.asked[domain] += 1
        return Root(domain, version or 1, self._derive(f"root/{domain}/{version or 1}"))

    def audit_public(self) -> bytes:
        """Return the public half of the *audit* root."""
        return X25519PrivateKey.from_private_bytes(self.audit_private()).public_key().public_bytes_raw()

    def audit_private(self) -> bytes:
        """Return the private half of the *audit* root."""
        return self._derive("audit-root")

    def secret(self, name: Secret) -> bytes:
        """Return a secret."""
        return self._derive(f"secret/{name}")

    def signing_private(self) -> tuple[str, bytes]:
        """Return the signing key."""
        return "kroost-test-1", self._derive("signing")

    def client_key(self, use: str) -> bytes:
        """Return one of our RSA keys towards sign-in providers."""
        return client_key(use)

    def signing_public(self) -> bytes:
        """Return the public half of the signing key."""
        return Ed25519PrivateKey.from_private_bytes(self._derive("signing")).public_key().public_bytes_raw()

    def public_keys(self) -> list[dict[str, object]]:
        """Return the public keys as `GET /api/keys` shows them."""
        return [
            {
                "key": self.signing_private()[0],
                "alg": "Ed25519",
                "public_key": base64url(self.signing_public()),
                "use": ["receipt", "consent", "statement"],
                "from": "2024-01-01T00:00:00Z",
                "until": None,
            }
        ]

    def _derive(self, name: str) -> bytes:
        return sha256(f"{self._seed}/{name}".encode()).digest()
