"""Records of every table with a due date, as their rooms write them, and the sweep over them in memory."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from functions.dossier.dossier import CLOSED, Dossier, Member
from functions.dossier.person import Person
from functions.dossier.places import root_place
from functions.dossier.write_family import put_person
from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.retention.sweep_due import Sweep, Swept, sweep_due
from functions.runtime.database import Item, Put, Table
from functions.vault.destroy_by import destroy_by
from functions.vault.gate import Gates
from functions.vault.ids import new_id
from functions.vault.look_up import LookUpKind
from functions.vault.place import Place
from functions.vault.subject import Kind
from tests.builders.vault import MemoryVault, memory_vault
from tests.fakes.in_memory_objects import InMemoryObjects


class Note(HeldRecord, category=Category.IDENTIFICATION):
    """A record with one word in it."""

    word: Annotated[str, Held()]


@dataclass
class SweepWorld:
    """A vault, the locked bucket, and what the sweep told of failures."""

    memory: MemoryVault = field(default_factory=memory_vault)
    bucket: InMemoryObjects = field(default_factory=InMemoryObjects)
    failures: list[Exception] = field(default_factory=list)

    def sweep(self) -> Swept:
        """Run the sweep once."""
        database, clock = self.memory.database, self.memory.clock
        gates = Gates(database, clock)
        return sweep_due(Sweep(self.memory.vault, database, gates, self.bucket, self.failures.append))

    def submission(self, due: date) -> tuple[str, str]:
        """Write a form of its own subject; return receipt and subject."""
        request = self.memory.request(Purpose.RECEIVE_FORM)
        receipt = new_id("rcp")
        change = request.change("receive form")
        subject = change.new_subject(Kind.SUBMISSION, Audience.INTAKE)
        place = Place(Table.SUBMISSIONS, receipt, "form")
        change.put(place, subject, Note(word="form"), {"state": "processed", **destroy_by(due, receipt)})
        change.send()
        return receipt, subject

    def prospect(self, due: date) -> str:
        """Write a prospect."""
        change = self.memory.request(Purpose.FOLLOW_UP_INTEREST).change("keep interest")
        person = change.new_subject(Kind.PERSON, Audience.PROSPECT)
        change.put(Place(Table.PEOPLE, person, "prospect"), person, Note(word="prospect"), destroy_by(due, person))
        change.send()
        return person

    def case(self, due: date) -> str:
        """Write a closed case of two rows."""
        change = self.memory.request(Purpose.HANDLE_RIGHTS_REQUEST, "staff-api").change("open case")
        case = change.new_subject(Kind.CASE, Audience.CASE)
        change.put(Place(Table.CASES, case, "case"), case, Note(word="case"), destroy_by(due, case))
        change.put(Place(Table.CASES, case, "step#1"), case, Note(word="step"))
        change.send()
        return case

    def consent(self, due: date) -> str:
        """Write a record that belongs to nobody."""
        consent = new_id("cns")
        item: Item = {"pk": consent, "sk": "000001", "choices": "none", **destroy_by(due, consent)}
        self.memory.database.write(Put(Table.CONSENTS, item))
        return consent

    def delivery(self, due: date, sequence: int) -> None:
        """Write the counter of a delivery."""
        place = {"pk": "sender#flow", "sk": f"{sequence:08d}"}
        item: Item = {**place, **destroy_by(due, f"sender#flow/{sequence:08d}")}
        self.memory.database.write(Put(Table.DELIVERIES, item))

    def dossier(self, due: date, *, state: str = CLOSED, people: tuple[str, ...] = ()) -> tuple[str, str]:
        """Write a family's file with one new person (and others who stand in it too); return dossier and person."""
        change = self.memory.request(Purpose.OPEN_FAMILY_FILE).change("open family file")
        dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
        person = change.new_subject(Kind.PERSON, Audience.FAMILY)
        change.look_up(LookUpKind.EMAIL, f"{person}@example.org", person)
        members = tuple(Member(person=one, part="beneficiary") for one in (person, *people))
        change.put(root_place(dossier), dossier, Dossier(members=members), {"state": state, **destroy_by(due, dossier)})
        for one in (person, *people):
            put_person(change, dossier, one, Person(given_name="Noor"))
        change.put(Place(Table.PAYMENTS, dossier, "2024-06#01"), dossier, Dossier(members=()))
        change.send()
        return dossier, person
