"""What registers say about national numbers, and files opened with all that is known of their people."""

from functions.dossier.family_file import FamilyFile, read_family_file
from functions.dossier.person import Person
from functions.register.purpose import Purpose
from tests.builders.drops import DropWorld, Json, attestation, envelope


def replaced(name: str, old: str, new: str | None) -> Json:
    """Return the register's event: a number was replaced, or cancelled when there is no new one."""
    ssin: Json = {"value": old, "canceled": True} if new is None else {"value": old, "replacedBy": new}
    event = "SSIN_CANCELED" if new is None else "SSIN_REPLACED"
    return {"ssin": ssin, "attestation": attestation(name), "content": {"registerEvent": {"eventType": event}}}


def register(sequence: int, *events: Json) -> Json:
    """Return a delivery of the register."""
    return envelope("REGISTER_EVENT", sequence, events)


def file_of(world: DropWorld, dossier: str) -> FamilyFile:
    """Open a file with everything that is known of its people."""
    return read_family_file(world.memory.request(Purpose.APPLY_GOVERNMENT_DATA), dossier, person=Person)


def school(name: str, person: str, begin: str) -> Json:
    """Return an enrolment of one school year."""
    year = int(begin[:4])
    said = {
        "source": "LP",
        "schoolYear": f"{year}-{year + 1}",
        "period": {"begin": begin, "end": f"{year + 1}-08-31"},
        "level": "PRIMARY",
    }
    return {"ssin": {"value": person}, "attestation": attestation(name), "content": {"schoolEnrolment": said}}
