"""E2: KMS calls grow with environments and not with records; one subject read per subject and request."""

from datetime import timedelta
from typing import Annotated

from bench.figure import Figure
from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.units.clock import SetClock, parse_instant
from functions.vault.gate import Gates
from functions.vault.keyring import CACHE_AGE
from functions.vault.ledger_entry import Actor
from functions.vault.place import Place
from functions.vault.subject import Kind
from functions.vault.vault import Vault
from tests.builders.vault import open_gates
from tests.fakes.counting_keys import CountingKeys
from tests.fakes.in_memory_database import InMemoryDatabase

RECORDS = 2_000


class _Contact(HeldRecord):
    email: Annotated[str, Held(Category.CONTACT)]


def figures(records: int = RECORDS) -> list[Figure]:
    """Count KMS calls and subject reads over many records in one process."""
    clock = SetClock(parse_instant("2024-07-01T06:00:00Z"))
    keys = CountingKeys(clock)
    database = InMemoryDatabase()
    open_gates(database)
    vault = Vault(database, keys.keyring, Gates(database, clock), clock, clock)
    for number in range(records):
        if number == records // 2:
            clock.jump(CACHE_AGE + timedelta(seconds=1))
        change = vault.request(Purpose.OPEN_FAMILY_FILE, "intake-queue", Actor.system()).change("open dossier")
        person = change.new_subject(Kind.PERSON, Audience.FAMILY)
        change.put(Place(Table.DOSSIERS, f"dos_{number}", "person"), person, _Contact(email="a@example.org"))
        change.send()
    per_period = keys.opened / 2
    domains = len(keys.asked)
    before = database.calls["get_many"]
    request = vault.request(Purpose.APPLY_GOVERNMENT_DATA, "government-queue", Actor.system())
    items = request.query(Table.DOSSIERS, "dos_1")
    request.open(items, _Contact)
    request.open(items, _Contact)
    return [
        Figure("E2", f"KMS calls per domain and 15 minutes, {records} records", per_period / domains, 1, "calls"),
        Figure("E2", "subject reads per subject and request", database.calls["get_many"] - before, 1, "reads"),
    ]
