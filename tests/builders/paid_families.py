"""Synthetic families with a paid month: written as the intake and the drops do, with ids that a number determines."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from functions.dossier.account import Account
from functions.dossier.dossier import OPEN, Dossier, Member
from functions.dossier.fact import (
    AddressFact,
    ConditionFact,
    Fact,
    HouseholdFact,
    HouseholdMember,
    IncomeItem,
    Provenance,
    RelationFact,
    YearlyIncomeFact,
)
from functions.dossier.person import Address, Person
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.vault.ids import id_from
from functions.vault.request import Request
from functions.vault.subject import Kind
from tests.builders.vault import MemoryVault

POSTAL = {"flanders": "3000", "brussels": "1030", "wallonia": "5000", "german_speaking": "4700"}
INCOME_YEAR = {"flanders": 2021, "brussels": 2022, "wallonia": 2021}
LANGUAGE = {"flanders": "nl", "brussels": "fr", "wallonia": "fr"}


@dataclass(frozen=True)
class FundFamily:
    """What makes a family; `number` fixes all its ids. Income in whole cents of all adults together, None: unknown."""

    number: int
    region: str = "flanders"
    born: tuple[date | None, ...] = (date(2021, 2, 3),)
    partner: bool = True
    income_cents: int | None = 2_500_000
    holder: str = "Noor Peeters"
    iban: str | None = "BE68539007547034"
    relation: str = "own"
    condition: bool = False
    postal_codes: tuple[str, ...] = ()
    email: str | None = None
    extra: tuple[Fact, ...] = field(default=())

    @property
    def dossier(self) -> str:
        """The id of its file."""
        return fixed_id("dos", f"{self.number}")

    @property
    def payee(self) -> str:
        """The id of the person who is paid."""
        return fixed_id("prs", f"{self.number}/payee")

    @property
    def other(self) -> str:
        """The id of the partner."""
        return fixed_id("prs", f"{self.number}/partner")

    def child(self, place: int) -> str:
        """Return the id of a child."""
        return fixed_id("prs", f"{self.number}/child/{place}")


def fixed_id(prefix: str, name: str) -> str:
    """Return the identifier that a name determines."""
    return id_from(prefix, sha256(name.encode()).digest())


def put_fund_family(memory: MemoryVault, family: FundFamily) -> str:
    """Write a family's file, open and ready for a run; return its dossier."""
    request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("open family file")
    change.new_subject(Kind.DOSSIER, Audience.FAMILY, family.dossier)
    people = _people(family)
    for person, (_, record) in people.items():
        change.new_subject(Kind.PERSON, Audience.FAMILY, person)
        put_person(change, family.dossier, person, record)
    if family.iban is not None:
        account = Account(person=family.payee, iban=family.iban, holder=family.holder)
        put_account(change, family.dossier, 1, account)
    members = tuple(Member.model_validate({"person": person, "part": part}) for person, (part, _) in people.items())
    put_root(change, family.dossier, Dossier(members=members), OPEN)
    change.send()
    add_facts(memory, family.dossier, [*_facts(family, request), *family.extra])
    return family.dossier


def add_facts(memory: MemoryVault, dossier: str, facts: list[Fact]) -> None:
    """Write facts into a file."""
    request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("add facts")
    for fact in facts:
        put_fact(request, change, dossier, fact)
    change.send()


def origin(attestation: str, source: str = "family") -> Provenance:
    """Return where a fact comes from."""
    return Provenance.model_validate({"source": source, "attestation": attestation})


def _people(family: FundFamily) -> dict[str, tuple[str, Person]]:
    language = LANGUAGE.get(family.region, "de")
    named = {"given_name": "Noor", "family_name": "Peeters", "language": language, "email": family.email}
    payee = Person.model_validate(named)
    found = {family.payee: ("beneficiary", payee)}
    if family.partner:
        found[family.other] = ("partner", Person(given_name="Sam", family_name="Peeters"))
    for place, born in enumerate(family.born):
        found[family.child(place)] = ("child", Person(given_name=f"Kind{place}", birth_date=born))
    return found


def _facts(family: FundFamily, request: Request) -> list[Fact]:
    known_at = request.instant()
    facts: list[Fact] = []
    for place, _ in enumerate(family.born):
        child = family.child(place)
        code = family.postal_codes[place] if family.postal_codes else POSTAL[family.region]
        address = Address(street="Dorpsstraat", house_number="1", postal_code=code, municipality="X", country="BE")
        facts += [
            AddressFact(person=child, known_at=known_at, provenance=origin("form"), address=address),
            RelationFact.model_validate(
                {"person": child, "known_at": known_at, "provenance": origin("form"), "relation": family.relation}
            ),
            ConditionFact(person=child, known_at=known_at, provenance=origin("form"), reported=family.condition),
        ]
    members = [HouseholdMember(person=family.payee, relationship=1)]
    members += [HouseholdMember(person=family.other, relationship=2)] if family.partner else []
    members += [HouseholdMember(person=family.child(place), relationship=3) for place, _ in enumerate(family.born)]
    facts.append(
        HouseholdFact(person=family.payee, known_at=known_at, provenance=origin("form"), members=tuple(members))
    )
    if family.income_cents is not None:
        # Each adult has an own assessment that names the other one, as the tax flow sends them.
        shares = {family.payee: family.income_cents - family.income_cents // 3, family.other: family.income_cents // 3}
        for adult, cents in shares.items() if family.partner else [(family.payee, family.income_cents)]:
            facts.append(
                YearlyIncomeFact(
                    person=adult,
                    known_at=known_at,
                    provenance=origin(f"tax/{adult}", "government"),
                    valid_from=date(INCOME_YEAR[family.region], 1, 1),
                    valid_to=date(INCOME_YEAR[family.region], 12, 31),
                    income_year=INCOME_YEAR[family.region],
                    related_person=family.other if family.partner and adult == family.payee else None,
                    items=(IncomeItem(code="TOTAL_TAXABLE", cents=cents),),
                )
            )
    return facts
