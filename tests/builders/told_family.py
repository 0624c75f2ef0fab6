"""Families that are told something: people with ways to reach them, and the event that asks for it."""

from functions.dossier.dossier import OPEN, Dossier, Member
from functions.dossier.person import Address, Person
from functions.dossier.write_family import put_person, put_root
from functions.register.domain import Audience
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.vault.subject import Kind
from tests.builders.paid_families import fixed_id
from tests.builders.vault import MemoryVault

NOOR = Person.model_validate(
    {
        "given_name": "Noor",
        "family_name": "Peeters",
        "national_number": "85610112345",
        "language": "nl",
        "email": "noor.peeters@example.org",
        "mobile": "+32470000001",
        "address": Address(
            street="Bondgenotenlaan", house_number="7", postal_code="3000", municipality="Leuven", country="BE"
        ),
    }
)


def put_told_family(memory: MemoryVault, number: int = 1, person: Person = NOOR) -> tuple[str, str]:
    """Open the file of a family with one beneficiary; return dossier and person."""
    dossier, payee = fixed_id("dos", f"told/{number}"), fixed_id("prs", f"told/{number}")
    change = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue").change("open family file")
    change.new_subject(Kind.DOSSIER, Audience.FAMILY, dossier)
    change.new_subject(Kind.PERSON, Audience.FAMILY, payee)
    put_person(change, dossier, payee, person)
    put_root(change, dossier, Dossier(members=(Member(person=payee, part="beneficiary"),)), OPEN)
    change.send()
    return dossier, payee


def want(memory: MemoryVault, kind: MessageKind, *ids: str) -> None:
    """Ask for a message as a room does."""
    change = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue").change("want message")
    change.want_message(kind, *ids)
    change.send()
