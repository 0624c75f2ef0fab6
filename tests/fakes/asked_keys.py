"""Keys that each new environment asks for anew, behind a parameter store and a KMS that the fault harness sees."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Mapping

from functions.register.domain import Domain
from functions.units.clock import SetClock, parse_instant
from functions.vault.key_wrap import Root
from functions.vault.keyring import Secret, StoredKeyring
from tests.fakes.in_memory_keys import InMemoryKeyring

_PREFIX = "/kroost/test/"


class AskedKeys(InMemoryKeyring):
    """The keys of `InMemoryKeyring`, had through the deployed keyring: a parameter and a decryption each, then kept.

    Calls are `parameter` and `decrypt`; `before` and `after` see each and may raise.
    """

    def __init__(self, seed: str = "test") -> None:
        """Begin in a fresh environment."""
        super().__init__(seed)
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None
        self.new_environment()

    def new_environment(self) -> None:
        """Forget what was unwrapped, as a new process has."""
        clock = SetClock(parse_instant("2024-07-01T06:00:00Z"))
        self._stored = StoredKeyring(self, self, clock, system="kroost", stage="test", prefix=_PREFIX.rstrip("/"))

    def root(self, domain: Domain, version: int | None = None) -> Root:
        """Return a domain's root."""
        return self._stored.root(domain, version)

    def secret(self, name: Secret) -> bytes:
        """Return a secret."""
        return self._stored.secret(name)

    def audit_public(self) -> bytes:
        """Return the public half of the *audit* root."""
        return self._stored.audit_public()

    def signing_private(self) -> tuple[str, bytes]:
        """Return the signing key."""
        return self._stored.signing_private()

    def get(self, name: str) -> str:
        """Return a parameter: its own name, as if wrapped; a public half in clear."""
        with_name = base64.b64encode(name.encode()).decode()
        self._enter("parameter")
        public = base64.b64encode(super().audit_public()).decode()
        found = public if name.endswith("/public") else with_name
        self.after("parameter")
        return json.dumps({"wrapped": with_name}) if name.endswith("/private") else found

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Open what a parameter held: the value that the keyring in memory has."""
        self._enter("decrypt")
        kind, _, rest = wrapped.decode().removeprefix(_PREFIX).partition("/")
        name = rest.partition("/")[0]
        match kind:
            case "roots":
                found = super().root(Domain(context["domain"])).secret
            case "secrets":
                found = super().secret(Secret(name))
            case "signing":
                found = super().signing_private()[1]
            case _:
                raise KeyError(kind)
        self.after("decrypt")
        return found

    def _enter(self, call: str) -> None:
        self.calls[call] += 1
        self.before(call)
