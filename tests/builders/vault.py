"""A whole vault in memory, ready for a test."""

from dataclasses import dataclass, field

from functions.register.purpose import Purpose
from functions.register.purposes import rights_of
from functions.runtime.database import Key, Put, Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.audit_seal import open_with
from functions.vault.gate import OPEN, Gates, gate_key
from functions.vault.ledger_entry import Actor
from functions.vault.record_bytes import canonical
from functions.vault.request import Request
from functions.vault.subject import State
from functions.vault.vault import Vault
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_keys import InMemoryKeyring

START = "2024-07-01T06:00:00Z"


@dataclass
class MemoryVault:
    """A vault and what it stands on; `pauses` holds the waits (seconds) that it asked for."""

    database: InMemoryDatabase
    keyring: InMemoryKeyring
    clock: SetClock
    vault: Vault
    pauses: list[float] = field(default_factory=list)

    def request(
        self,
        purpose: Purpose,
        function: str | None = None,
        *,
        actor: Actor | None = None,
        states: frozenset[State] = frozenset({State.LIVE}),
    ) -> Request:
        """Open a request; the function defaults to one that serves the purpose."""
        serving = function or min(rights_of(purpose).functions)
        return self.vault.request(purpose, serving, actor or Actor.system(), states=states)


def memory_vault(
    start: str = START, database: InMemoryDatabase | None = None, keyring: InMemoryKeyring | None = None
) -> MemoryVault:
    """Build a vault over an in-memory store with all gates open."""
    store = database or InMemoryDatabase()
    open_gates(store)
    clock, keyring = SetClock(parse_instant(start)), keyring or InMemoryKeyring()
    pauses: list[float] = []
    vault = Vault(store, keyring, Gates(store, clock), clock, clock, pause=pauses.append)
    return MemoryVault(store, keyring, clock, vault, pauses)


def open_gates(database: InMemoryDatabase) -> None:
    """Open the gate of every table of a store."""
    for table in Table:
        key = gate_key(database.deployed_name(table))
        database.write(Put(Table.GATES, {"pk": key.pk, "sk": key.sk, "state": OPEN}))
    database.calls.clear()


def private_half(memory: MemoryVault, subject: str) -> bytes:
    """Open a subject's private audit key, as the ledger view will."""
    sealed = memory.database.rows[Table.SUBJECTS][Key(subject, "subject")]["audit_private"]
    assert isinstance(sealed, bytes)
    return open_with(memory.keyring.audit_private(), sealed, canonical(["kroost/v1/audit-wrap", subject]))
