"""The ledger's stream and the checkpoints over it, in memory: what a stage's two functions do, step by step."""

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from functions.cli.checkpoint import proof_of
from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.attribute_values import item_to_wire
from functions.runtime.database import Item, Key, Table
from functions.units.clock import civil_date
from functions.vault.checkpoint import Checkpoints, Made
from functions.vault.ledger_entry import sequence_text
from functions.vault.place import Place
from functions.vault.prove_day import DayProof, prove_day
from functions.vault.stream import write_segment
from functions.vault.subject import Kind
from functions.vault.verify_chain import Break, verify_chain
from functions.vault.verify_checkpoint import check_against
from tests.builders.chain import chain_lines
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects


@dataclass
class LedgerWorld:
    """A vault whose ledger is streamed when `stream` is called; `altered` is what the stream's alarm counts."""

    memory: MemoryVault = field(default_factory=memory_vault)
    segments: InMemoryObjects = field(default_factory=InMemoryObjects)
    locked: InMemoryObjects = field(default_factory=InMemoryObjects)
    altered: int = 0
    _known: dict[Key, Item] = field(default_factory=dict)
    _position: int = 0

    @property
    def checkpoints(self) -> Checkpoints:
        """Return what the function works with."""
        return Checkpoints(self.segments, self.locked, self.memory.keyring, "kroost", "test")

    def records(self) -> list[dict[str, object]]:
        """Return what happened to the table since the last call, as its stream tells it."""
        rows = self.memory.database.rows[Table.LEDGER]
        told = [
            self._record("MODIFY" if key in self._known else "INSERT", key, rows[key])
            for key in sorted(rows, key=lambda one: (one.pk, one.sk))
            if rows[key] != self._known.get(key)
        ]
        told += [self._record("REMOVE", key, None, self._known[key]) for key in self._known if key not in rows]
        self._known = dict(rows)
        return told

    def stream(self, records: list[dict[str, object]] | None = None) -> None:
        """Let the stream's function write a segment of what happened since."""
        batch = self.records() if records is None else records
        if batch:
            clock = self.memory.clock
            today = civil_date(clock.instant())
            self.altered += write_segment({"Records": batch}, self.memory.database, self.segments, clock, today)

    def checkpoint(self, hours: int = 1) -> Made:
        """Stream, make a checkpoint, and let time go on."""
        self.stream()
        made = self.checkpoints.make(self.memory.clock.real_now())
        self.memory.clock.jump(timedelta(hours=hours))
        return made

    def day(self) -> DayProof:
        """Do the daily look."""
        return prove_day(self.checkpoints, self.memory.database, self.memory.clock.real_now().date())

    def proof(self, chain: str) -> dict[str, object]:
        """Return the proof of a chain in the newest checkpoint."""
        return proof_of(self.checkpoints, chain)

    def _record(self, name: str, key: Key, row: Item | None, old: Item | None = None) -> dict[str, object]:
        self._position += 1
        change: dict[str, object] = {
            "Keys": item_to_wire({"pk": key.pk, "sk": key.sk}),
            "SequenceNumber": f"{self._position:021d}",
        }
        change |= {image: _told(one) for image, one in (("NewImage", row), ("OldImage", old)) if one is not None}
        return {"eventName": name, "dynamodb": change}


def _told(row: Item) -> dict[str, object]:
    """Return a row as a stream's event holds it."""
    return {
        name: {kind: base64.b64encode(part).decode() if isinstance(part, bytes) else part}
        for name, wire in item_to_wire(row).items()
        for kind, part in wire.items()
    }


class Contact(HeldRecord):
    """One field of one category."""

    email: Annotated[str, Held(Category.CONTACT)]


def person_of(world: LedgerWorld, number: int = 1, entries: int = 5) -> str:
    """Make a person with a chain of some entries."""
    change = world.memory.request(Purpose.OPEN_FAMILY_FILE).change("open dossier")
    person = change.new_subject(Kind.PERSON, Audience.FAMILY)
    change.put(Place(Table.DOSSIERS, f"dos_{number}", "person#1"), person, Contact(email="noor@example.org"))
    change.send()
    look(world, person, entries - 1)
    return person


def look(world: LedgerWorld, person: str, times: int = 1) -> None:
    """Let somebody search the person, which leaves an entry each time."""
    for _ in range(times):
        world.memory.request(Purpose.FIND_PERSON).tell([person], "search")


def remove(world: LedgerWorld, person: str, sequence: int) -> None:
    """Delete an entry."""
    del world.memory.database.rows[Table.LEDGER][Key(person, sequence_text(sequence))]


def broken(world: LedgerWorld, person: str, proof: dict[str, object]) -> Break | None:
    """Verify what stands in the table against a proof from before, as an auditor does."""
    lines = chain_lines(world.memory, person, readable=False)
    keys = world.memory.keyring.public_keys()
    return verify_chain(lines) or check_against(
        proof, keys, [bytes.fromhex(json.loads(line)["hash"]) for line in lines]
    )
