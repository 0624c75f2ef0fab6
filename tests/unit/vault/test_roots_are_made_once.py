"""The deploy step makes roots that are absent and never replaces one, wherever it is interrupted."""

import base64
import json
from collections.abc import Mapping

import pytest

from functions.register.domain import Audience, Domain
from functions.register.purpose import Purpose
from functions.runtime.database import Key, Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.audit_seal import open_with
from functions.vault.gate import Gates, gate_key
from functions.vault.keyring import Secret, StoredKeyring
from functions.vault.ledger_entry import Actor
from functions.vault.make_roots import RootsMaker, open_gates
from functions.vault.record_bytes import canonical
from functions.vault.signature import from_base64url, holds, signed
from functions.vault.subject import Kind
from functions.vault.vault import Vault
from tests.fakes.in_memory_database import InMemoryDatabase


class Kms:
    """Wraps by naming the context beside the bytes; unwraps only under the same context."""

    def __init__(self) -> None:
        """Count roots made and openings."""
        self.made = self.opened = 0

    def new_root(self, key: str, context: Mapping[str, str]) -> bytes:
        """Return a wrapped root."""
        self.made += 1
        return self.wrap(key, self.made.to_bytes(32, "big"), context)

    def wrap(self, key: str, plain: bytes, context: Mapping[str, str]) -> bytes:
        """Return wrapped bytes."""
        assert key == f"alias/kroost-test-{context.get('domain') or context['secret']}"
        return json.dumps([dict(context), plain.hex()]).encode()

    def decrypt(self, wrapped: bytes, context: Mapping[str, str]) -> bytes:
        """Return the plain bytes."""
        self.opened += 1
        bound, plain = json.loads(wrapped)
        assert bound == context
        return bytes.fromhex(plain)


class Shelf:
    """Parameters in memory; crashes before or after call number `crash_at`."""

    def __init__(self) -> None:
        """Start empty."""
        self.kept: dict[str, str] = {}
        self.calls, self.crash_at, self.crash_after = 0, 0, False

    def put_if_absent(self, name: str, value: str) -> str:
        """Put unless present."""
        self.calls += 1
        crash = self.calls == self.crash_at
        if crash and not self.crash_after:
            raise ConnectionError
        standing = self.kept.setdefault(name, value)
        if crash:
            raise ConnectionError
        return standing

    def get(self, name: str) -> str:
        """Return a parameter."""
        return self.kept[name]


DOMAINS = [domain.value for domain in Domain]
SECRETS = [secret.value for secret in Secret]


def maker(kms: Kms, shelf: Shelf) -> RootsMaker:
    """Return the step over fakes."""
    return RootsMaker("kroost", "test", "/kroost/test", kms, shelf, lambda: "2024-07-01T06:00:00Z")


def keyring(kms: Kms, shelf: Shelf, clock: SetClock) -> StoredKeyring:
    """Return the keyring over what the step made."""
    return StoredKeyring(shelf, kms, clock, system="kroost", stage="test", prefix="/kroost/test")


@pytest.mark.parametrize("after", [False, True])
def test_a_repeat_after_a_crash_at_any_parameter_gives_keys_that_fit(after: bool) -> None:
    """Given a crash before or after each parameter, when the step runs again, then pairs fit and nothing moved."""
    kms, shelf = Kms(), Shelf()
    maker(kms, shelf).make(DOMAINS, SECRETS, ["1"])
    for crash_at in range(1, shelf.calls + 1):
        broken = Shelf()
        broken.crash_at, broken.crash_after = crash_at, after
        with pytest.raises(ConnectionError):
            maker(kms, broken).make(DOMAINS, SECRETS, ["1"])
        before = dict(broken.kept)
        maker(kms, broken).make(DOMAINS, SECRETS, ["1"])
        assert before.items() <= broken.kept.items()
        ring = keyring(kms, broken, SetClock(parse_instant("2024-07-01T06:00:00Z")))
        document = signed({"receipt": "rcp_1"}, ring)
        [public] = ring.public_keys()
        assert public["key"] == document["signature"]["key"]  # type: ignore[index]
        assert holds(document, from_base64url(str(public["public_key"])))
        store = InMemoryDatabase()
        open_gates(store, [store.deployed_name(table) for table in Table])
        clock = SetClock(parse_instant("2024-07-01T06:00:00Z"))
        request = Vault(store, ring, Gates(store, clock), clock, clock).request(
            Purpose.RECEIVE_FORM, "intake-api", Actor.system()
        )
        change = request.change("receive form")
        subject = change.new_subject(Kind.SUBMISSION, Audience.INTAKE)
        change.send()
        sealed = store.rows[Table.SUBJECTS][Key(subject, "subject")]["audit_private"]
        assert isinstance(sealed, bytes)
        bound = canonical(["kroost/v1/audit-wrap", subject])
        assert len(open_with(ring.audit_private(), sealed, bound)) == 32


def test_roots_are_unwrapped_once_in_fifteen_minutes_however_often_they_are_used() -> None:
    """Given a keyring, when a root is asked for a hundred times, then KMS is asked once; after 15 minutes once more."""
    kms, shelf = Kms(), Shelf()
    maker(kms, shelf).make(DOMAINS, SECRETS, ["1"])
    clock = SetClock(parse_instant("2024-07-01T06:00:00Z"))
    ring = keyring(kms, shelf, clock)
    for _ in range(100):
        assert ring.root(Domain.CONTACT).secret == base64.b64decode(base64.b64encode(ring.root(Domain.CONTACT).secret))
    assert kms.opened == 1
    clock.jump(parse_instant("2024-07-01T06:15:00Z") - parse_instant("2024-07-01T06:00:00Z"))
    ring.root(Domain.CONTACT)
    assert kms.opened == 2


def test_the_deploy_step_opens_new_gates_and_leaves_closed_ones_closed() -> None:
    """Given a gate that was closed, when the step runs again, then it stays closed and absent ones open."""
    store = InMemoryDatabase()
    closed = gate_key(store.deployed_name(Table.DOSSIERS))
    store.write(Put(Table.GATES, {"pk": closed.pk, "sk": closed.sk, "state": "closed"}))
    open_gates(store, [store.deployed_name(Table.DOSSIERS), store.deployed_name(Table.PEOPLE)])
    assert store.rows[Table.GATES][closed]["state"] == "closed"
    assert store.rows[Table.GATES][gate_key(store.deployed_name(Table.PEOPLE))]["state"] == "open"
