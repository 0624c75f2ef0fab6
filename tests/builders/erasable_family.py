"""A family in a vault, with values that can be looked for: a payee, a partner and a child, all made up."""

from dataclasses import dataclass
from datetime import date

from functions.dossier.account import Account
from functions.dossier.dossier import OPEN, Dossier, Member
from functions.dossier.fact import ConditionFact, Fact, IncomeItem, Provenance, RelationFact, WorkFact, YearlyIncomeFact
from functions.dossier.person import Address, Person
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.vault.change import Change
from functions.vault.look_up import LookUpKind
from functions.vault.request import Request
from functions.vault.subject import Kind
from tests.builders.vault import MemoryVault

PAYEE_NUMBER, PARTNER_NUMBER = "85670112364", "84661154392"
PARTNER_MAIL = "wouter.gezocht@example.org"
INCOME_CENTS = 3141592
ADDRESS = Address(street="Zoekstraat", house_number="77", postal_code="3000", municipality="Leuven", country="BE")
# What is erased of the partner, as it stands in records; and what is kept.
PARTNER_WORDS = ("Wouter", "Gezocht", PARTNER_NUMBER, PARTNER_MAIL, "Zoekstraat", "+32470998877", "incapacity")
KEPT_WORDS = (str(INCOME_CENTS),)


@dataclass(frozen=True)
class Family:
    """The ids of a family."""

    dossier: str
    payee: str
    partner: str
    child: str


def put_family(memory: MemoryVault) -> Family:
    """Write a family as the intake does, with a year's income of both parents."""
    request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("open family file")
    dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
    payee, partner, child = (change.new_subject(Kind.PERSON, Audience.FAMILY) for _ in range(3))
    _put_people(change, dossier, payee, partner, child)
    put_account(change, dossier, 1, Account(person=payee, iban="BE68539007547034", holder="Noor Blijft"))
    change.look_up(LookUpKind.NATIONAL_NUMBER, PAYEE_NUMBER, payee)
    change.look_up(LookUpKind.NATIONAL_NUMBER, PARTNER_NUMBER, partner)
    change.look_up(LookUpKind.EMAIL, PARTNER_MAIL, partner)
    members = (
        Member(person=payee, part="beneficiary"),
        Member(person=partner, part="partner"),
        Member(person=child, part="child"),
    )
    put_root(change, dossier, Dossier(members=members), OPEN)
    change.send()
    _put_facts(request, dossier, payee, partner, child)
    return Family(dossier, payee, partner, child)


def _put_people(change: Change, dossier: str, payee: str, partner: str, child: str) -> None:
    put_person(
        change,
        dossier,
        payee,
        Person(given_name="Noor", family_name="Blijft", national_number=PAYEE_NUMBER, language="nl"),
    )
    put_person(
        change,
        dossier,
        partner,
        Person(
            given_name="Wouter",
            family_name="Gezocht",
            birth_date=date(1984, 6, 11),
            national_number=PARTNER_NUMBER,
            address=ADDRESS,
            language="nl",
            email=PARTNER_MAIL,
            mobile="+32470998877",
        ),
    )
    put_person(change, dossier, child, Person(given_name="Lio", family_name="Blijft", birth_date=date(2021, 2, 3)))


def _put_facts(request: Request, dossier: str, payee: str, partner: str, child: str) -> None:
    known_at = request.instant()
    income = (IncomeItem(code="1", cents=INCOME_CENTS),)
    facts: list[Fact] = [
        WorkFact(person=payee, known_at=known_at, provenance=_origin("a"), status="employed"),
        WorkFact(person=partner, known_at=known_at, provenance=_origin("b"), status="incapacity"),
        RelationFact(person=child, known_at=known_at, provenance=_origin("c"), relation="own"),
        ConditionFact(person=child, known_at=known_at, provenance=_origin("d"), reported=False),
        YearlyIncomeFact(person=partner, known_at=known_at, provenance=_origin("e"), income_year=2022, items=income),
        YearlyIncomeFact(person=payee, known_at=known_at, provenance=_origin("f"), income_year=2022),
    ]
    change = request.change("add facts")
    for fact in facts:
        put_fact(request, change, dossier, fact)
    change.send()


def _origin(attestation: str) -> Provenance:
    return Provenance(source="family", attestation=attestation)
