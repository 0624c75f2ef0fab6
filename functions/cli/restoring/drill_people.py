"""The made-up people of a drill, with values that nobody else has, so that finding one proves something."""

import secrets
from dataclasses import dataclass

from functions.dossier.dossier import OPENING, Dossier, Member
from functions.dossier.fact import Provenance, WorkFact
from functions.dossier.person import Address, Person
from functions.dossier.write_family import put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from functions.vault.subject import Kind
from functions.vault.vault import Vault

_LETTERS = "bcdfghjklmnpqrstvwxz"


@dataclass(frozen=True, slots=True, repr=False)
class DrillPeople:
    """A family: one parent will be erased, one be restricted, and object. `values`: what is said of the erased one."""

    dossier: str
    erased: str
    restricted: str
    objecting: str
    values: tuple[str, ...]


def make_people(vault: Vault) -> DrillPeople:
    """Write the family as the intake does. Its file stays `opening`, so no run decides it."""
    given, family, street, town = (_word() for _ in range(4))
    mail, mobile = f"{_word()}@example.org", f"+3247{secrets.randbelow(10**7):07d}"
    request = vault.request(Purpose.OPEN_FAMILY_FILE, "intake-queue", Actor.system())
    change = request.change("open family file")
    dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
    erased, restricted, objecting = (change.new_subject(Kind.PERSON, Audience.FAMILY) for _ in range(3))
    address = Address(street=street, house_number="1", postal_code="3000", municipality=town, country="BE")
    put_person(
        change,
        dossier,
        erased,
        Person(given_name=given, family_name=family, address=address, email=mail, mobile=mobile, language="nl"),
    )
    for person in (restricted, objecting):
        put_person(change, dossier, person, Person(given_name=_word(), family_name=_word(), language="nl"))
    change.look_up(LookUpKind.EMAIL, mail, erased)
    members = (
        Member(person=restricted, part="beneficiary"),
        Member(person=erased, part="partner"),
        Member(person=objecting, part="child"),
    )
    put_root(change, dossier, Dossier(members=members), OPENING)
    change.send()
    change = request.change("add facts")
    origin = Provenance(source="family", attestation="drill")
    for person in (erased, restricted):
        fact = WorkFact(person=person, known_at=request.instant(), provenance=origin, status="incapacity")
        put_fact(request, change, dossier, fact)
    change.send()
    return DrillPeople(dossier, erased, restricted, objecting, (given, family, street, town, mail, mobile))


def _word() -> str:
    return "Drill" + "".join(secrets.choice(_LETTERS) for _ in range(12))
