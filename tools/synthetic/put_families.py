"""Puts synthetic families straight into a vault, as their form and the registers' deliveries leave them there.

For funds that are too large to go through queues. Ids follow from seed and number, so the same fund has the same ids.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from functions.dossier.account import Account
from functions.dossier.dossier import OPEN, Dossier, Member, Part
from functions.dossier.fact import (
    AddressFact,
    ConditionFact,
    Fact,
    HouseholdFact,
    HouseholdMember,
    IncomeItem,
    JoiningFact,
    Provenance,
    RelationFact,
    WorkFact,
    YearlyIncomeFact,
)
from functions.dossier.person import Address
from functions.dossier.person import Person as PersonRecord
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.units.clock import instant_text, parse_instant
from functions.vault.ids import id_from
from functions.vault.ledger_entry import Actor
from functions.vault.subject import Kind as SubjectKind
from functions.vault.vault import Vault
from tools.synthetic.family import Family, Home, Person

FUNCTION = "intake-queue"
_RELATIONSHIP: dict[Part, int] = {"beneficiary": 1, "partner": 2, "child": 3}
KNOWN_AT = instant_text(parse_instant("2024-06-20T08:00:00Z"))
_STATED_ON = date(2024, 6, 15)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Somebody of a family with the id and the part in its file."""

    who: Person | None
    person: str
    part: Part


def put_families(vault: Vault, families: Iterable[Family], seed: int) -> int:
    """Open the files of these families, each in one transaction; return how many."""
    count = 0
    for family in families:
        put_family(vault, family, seed)
        count += 1
    return count


def dossier_of(seed: int, number: int) -> str:
    """Return the id of a family's file."""
    return _made("dos", f"{seed}/{number}")


def put_family(vault: Vault, family: Family, seed: int) -> None:
    """Open one family's file: persons, account, what the form said, household and incomes as registers told them."""
    request = vault.request(Purpose.OPEN_FAMILY_FILE, FUNCTION, Actor.system())
    change = request.change("open family file")
    dossier = dossier_of(seed, family.number)
    placed = list(_placed(family, seed))
    change.new_subject(SubjectKind.DOSSIER, Audience.FAMILY, dossier)
    for one in placed:
        change.new_subject(SubjectKind.PERSON, Audience.FAMILY, one.person)
        if one.part == "child":
            change.claim_child(one.person, dossier)
        put_person(change, dossier, one.person, _record(family, one))
    members = tuple(Member(person=one.person, part=one.part) for one in placed)
    put_root(change, dossier, Dossier(members=members), OPEN)
    holder = f"{family.applicant.given_name} {family.applicant.family_name}"
    put_account(change, dossier, 1, Account(person=placed[0].person, iban=family.iban, holder=holder))
    for fact in _facts(family, placed):
        put_fact(request, change, dossier, fact)
    change.send()


def _placed(family: Family, seed: int) -> Iterator[_Placed]:
    def made(place: str) -> str:
        return _made("prs", f"{seed}/{family.number}/{place}")

    yield _Placed(family.applicant, made("applicant"), "beneficiary")
    if family.partner is not None:
        yield _Placed(family.partner, made("partner"), "partner")
    for place, child in enumerate(family.children):
        yield _Placed(child, made(f"child/{place}"), "child")
    if family.expected_on is not None:
        yield _Placed(None, made("expected"), "child")


def _record(family: Family, one: _Placed) -> PersonRecord:
    address = _address(family.home)
    if one.who is None:
        named = {"given_name": "Baby", "family_name": family.applicant.family_name, "expected_on": family.expected_on}
        return PersonRecord.model_validate({**named, "address": address})
    return PersonRecord.model_validate(
        {
            "given_name": one.who.given_name,
            "family_name": one.who.family_name,
            "birth_date": one.who.born,
            "national_number": one.who.national_number,
            "address": address,
            "language": family.language if one.part == "beneficiary" else None,
            "email": f"family-{family.number}@example.org" if one.part == "beneficiary" else None,
        }
    )


def _facts(family: Family, placed: list[_Placed]) -> Iterator[Fact]:
    form, head = _origin("family", f"form/{family.number}"), placed[0].person
    for one in placed:
        home = family.moved_from or family.home
        yield AddressFact(person=one.person, known_at=KNOWN_AT, provenance=form, address=_address(home))
        if family.moved_from is not None:
            moved = _origin("government", f"address/{one.person}")
            yield AddressFact(
                person=one.person,
                known_at=KNOWN_AT,
                provenance=moved,
                valid_from=_STATED_ON,
                address=_address(family.home),
            )
        if one.part == "child":
            yield RelationFact(person=one.person, known_at=KNOWN_AT, provenance=form, relation="own")
            yield ConditionFact(person=one.person, known_at=KNOWN_AT, provenance=form, reported=False)
    members = tuple(
        HouseholdMember(person=one.person, relationship=_RELATIONSHIP[one.part]) for one in placed if one.who
    )
    yield JoiningFact(person=head, known_at=KNOWN_AT, provenance=form, declared=True, earlier_fund=family.current_fund)
    yield HouseholdFact(person=head, known_at=KNOWN_AT, provenance=form, members=members)
    told = _origin("government", f"household/{family.number}")
    since = family.household_since
    yield HouseholdFact(person=head, known_at=KNOWN_AT, provenance=told, valid_from=since, members=members)
    adults = [one for one in placed if one.part != "child"]
    for one, status, cents in zip(adults, family.work, family.incomes_cents, strict=True):
        yield WorkFact.model_validate(
            {"person": one.person, "known_at": KNOWN_AT, "provenance": form, "status": status}
        )
        yield YearlyIncomeFact(
            person=one.person,
            known_at=KNOWN_AT,
            provenance=_origin("government", f"tax/{one.person}"),
            valid_from=date(family.income_year, 1, 1),
            valid_to=date(family.income_year, 12, 31),
            income_year=family.income_year,
            items=(IncomeItem(code="TOTAL_TAXABLE", cents=cents),),
        )


def _address(home: Home) -> Address:
    return Address(
        street=home.street,
        house_number=home.house_number,
        box=home.box,
        postal_code=home.postal_code,
        municipality=home.municipality,
        country="BE",
    )


def _origin(source: str, attestation: str) -> Provenance:
    return Provenance.model_validate({"source": source, "attestation": attestation})


def _made(prefix: str, name: str) -> str:
    return id_from(prefix, sha256(f"synthetic/{name}".encode()).digest())
