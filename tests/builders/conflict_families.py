"""Families in which one person must not learn where another one is: two hundred scenarios, all of them made up.

Every person gets values of their own (name, number, address, mail, account) that can be looked for. The facts are those
of registers and of the family, about each person under the person's own keys, as the drops store them.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Literal

from functions.dossier.account import Account
from functions.dossier.dossier import OPEN, Dossier, Member, Part
from functions.dossier.fact import (
    AddressFact,
    Fact,
    HouseholdFact,
    HouseholdMember,
    Provenance,
    WorkFact,
    YearlyIncomeFact,
)
from functions.dossier.person import Address, Person
from functions.dossier.register_facts import HousingFact, ParentageFact, ParentTie, PlacementFact
from functions.dossier.write_family import put_account, put_fact, put_person, put_root
from functions.payments.payment import Payment, payment_place
from functions.register.domain import Audience
from functions.register.purpose import Purpose
from functions.units.year_month import YearMonth
from functions.vault.look_up import LookUpKind
from functions.vault.subject import Kind
from tests.builders.synthetic_numbers import synthetic_number
from tests.builders.vault import MemoryVault

if TYPE_CHECKING:
    from pydantic import JsonValue

type Conflict = Literal["parents_apart", "secret_address", "foster_care", "institution", "child_of_16"]
CONFLICTS: tuple[Conflict, ...] = ("parents_apart", "secret_address", "foster_care", "institution", "child_of_16")
WHO: tuple[Part, ...] = ("beneficiary", "partner", "child")


@dataclass(frozen=True)
class Scenario:
    """One family: what is the matter, whether both addresses are known, and who is paid."""

    number: int
    conflict: Conflict
    with_income: bool
    shared_housing: bool
    children: int

    def __str__(self) -> str:
        """Return a name for a report."""
        return f"{self.number}-{self.conflict}"


def scenarios() -> list[Scenario]:
    """Return 200 scenarios."""
    kinds = list(product(CONFLICTS, (False, True), (False, True), (1, 2)))
    return [Scenario(number, *kinds[number % len(kinds)]) for number in range(200)]


@dataclass
class ConflictFamily:
    """The ids of a family and, of each person, the values that nobody else may see."""

    dossier: str
    people: dict[str, Part]
    secrets: dict[str, list[str]] = field(default_factory=dict)


def put_conflict_family(memory: MemoryVault, scenario: Scenario) -> ConflictFamily:
    """Write the family."""
    request = memory.request(Purpose.OPEN_FAMILY_FILE, "intake-queue")
    change = request.change("open family file")
    dossier = change.new_subject(Kind.DOSSIER, Audience.FAMILY)
    parts: list[Part] = ["beneficiary", "partner", *(["child"] * scenario.children)]  # type: ignore[list-item]
    people = {change.new_subject(Kind.PERSON, Audience.FAMILY): part for part in parts}
    family = ConflictFamily(dossier, people)
    facts: list[Fact] = []
    for place, (person, part) in enumerate(people.items()):
        mark = f"{scenario.number:03d}{place}"
        year = 1970 + scenario.number % 25 if part != "child" else 2007
        number = synthetic_number(f"{year}-{1 + scenario.number % 12:02d}-{11 + place}", 1 + scenario.number)
        address = Address(
            street=f"Schuilstraat{mark}",
            house_number=f"7{mark}",
            postal_code="3000",
            municipality="Leuven",
            country="BE",
        )
        record = Person(
            given_name=f"Voornaam{mark}",
            family_name=f"Achternaam{mark}",
            birth_date=date(1984 if part != "child" else 2007, 6, 11),
            national_number=number,
            address=address,
            language="nl",
            email=f"mail{mark}@example.org",
            mobile=f"+3247{mark}00",
        )
        put_person(change, dossier, person, record)
        change.look_up(LookUpKind.NATIONAL_NUMBER, number, person)
        family.secrets[person] = [
            f"Schuilstraat{mark}",
            f"7{mark}",
            f"Voornaam{mark}",
            f"Achternaam{mark}",
            number,
            f"mail{mark}@",
            f"+3247{mark}00",
            f"Opvang{mark}",
            f"91{mark}7",
        ]
        facts += _facts(scenario, family, person, part, mark, request.instant())
        if part != "child":
            put_account(change, dossier, place + 1, Account(person=person, iban=f"BE00{mark}", holder=f"Houder{mark}"))
            family.secrets[person] += [f"BE00{mark}", f"Houder{mark}"]
    members = tuple(Member(person=person, part=part) for person, part in people.items())
    put_root(change, dossier, Dossier(members=members), OPEN)
    change.send()
    change = request.change("add facts")
    for fact in facts:
        put_fact(request, change, dossier, fact)
    change.send()
    _pay(memory, family)
    return family


def _facts(scenario: Scenario, family: ConflictFamily, person: str, part: Part, mark: str, known_at: str) -> list[Fact]:
    others = [one for one in family.people if one != person]
    new_home = Address(street=f"Opvang{mark}", house_number="1", postal_code="9000", municipality="Gent", country="BE")

    def origin(number: int) -> Provenance:
        return Provenance(
            source="government", sender="NR", flow="REGISTER_EVENT", attestation=f"A{mark}{number}", message=f"m-{mark}"
        )

    facts: list[Fact] = [
        AddressFact(
            person=person, known_at=known_at, provenance=origin(1), address=new_home, valid_from=date(2024, 3, 1)
        ),
        HouseholdFact(
            person=person,
            known_at=known_at,
            provenance=origin(2),
            members=tuple(HouseholdMember(person=one, relationship=3, entered_on=date(2024, 3, 1)) for one in others),
            others=(2,),
        ),
        WorkFact(
            person=person,
            known_at=known_at,
            provenance=Provenance(source="family", attestation=f"w{mark}"),
            status="none",
        ),
    ]
    if part == "child":
        ties = tuple(ParentTie(person=one, deceased=False) for one in others if family.people[one] != "child")
        facts.append(ParentageFact(person=person, known_at=known_at, provenance=origin(3), parents=ties))
        placement = {"foster_care": "foster", "institution": "institution"}.get(scenario.conflict)
        if placement is not None:
            facts.append(
                PlacementFact(person=person, known_at=known_at, provenance=origin(4), placement=placement)  # type: ignore[arg-type]
            )
        if scenario.shared_housing:
            facts.append(HousingFact(person=person, known_at=known_at, provenance=origin(5), housing="equal"))
    elif scenario.with_income:
        facts.append(
            YearlyIncomeFact(
                person=person,
                known_at=known_at,
                provenance=Provenance(source="family", attestation=f"i{mark}"),
                income_year=2022,
                related_person=others[0],
                cadastral_built_cents=int(f"91{mark}7"),
            )
        )
    return facts


def _pay(memory: MemoryVault, family: ConflictFamily) -> None:
    request = memory.request(Purpose.CALCULATE_AND_PAY, "payments-worker")
    payee = next(iter(family.people))
    child = next(person for person, part in family.people.items() if part == "child")
    line: dict[str, JsonValue] = {"benefit": "base", "cents": 17383, "because": "born from 2019"}
    trace: dict[str, JsonValue] = {"region": "flanders", "children": [{"child": child, "lines": [line]}], "one_off": []}
    change = request.change("plan payment")
    payment = Payment(
        payee=payee,
        account="account#0001",
        cents=17383,
        text="Groeipakket 06/2024",
        payment="P1",
        trace=trace,
        facts=(),
    )
    change.put(payment_place(family.dossier, YearMonth(2024, 6)), family.dossier, payment, {"state": "planned"})
    change.send()
