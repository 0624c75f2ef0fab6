"""What each flow states becomes one fact with its dates, its origin and a category of the register."""

import json
from datetime import date

import pytest

from functions.dossier.benefit_elsewhere_facts import (
    Picture2018Fact,
    Picture2019Fact,
)
from functions.dossier.fact import AddressFact, Fact
from functions.dossier.health_facts import DisabilityFact, IncapacityFact
from functions.dossier.person import Address
from functions.dossier.register_facts import (
    AdoptionFact,
    BirthFact,
    DeathFact,
    HousingFact,
    NameFact,
    PlacementFact,
    ResidenceStatusFact,
)
from functions.dossier.work_facts import EmploymentFact, SchoolEnrolmentFact, SocialStatusFact, UnemploymentFact
from functions.register.category import Category
from tests.builders import statements as said
from tests.builders.chain import chain_lines
from tests.builders.drops import DropWorld, Json, child_number, envelope, number_of
from tests.builders.statements import event, statement

HEAD, PARTNER, CHILD = number_of(1), number_of(2), child_number(1)
WHERE = Address(
    street="Rue de la Loi", house_number="16", box="b", postal_code="1000", municipality="Bruxelles", country="BE"
)
MARCH = date(2024, 3, 1)
SINCE = {"begin": "2024-03-01", "end": "2024-12-31"}

# Flow, content, kind, category, first and last day, and what the fact holds beside them.
CASES: list[tuple[str, Json, type[Fact], Category, date | None, date | None, dict[str, object]]] = [
    (
        "REGISTER_EVENT",
        event("BIRTH", eventDate="2024-03-01", actReference="A1"),
        BirthFact,
        Category.IDENTIFICATION,
        MARCH,
        None,
        {"born_on": MARCH, "stated": "2024-03-01"},
    ),
    (
        "REGISTER_EVENT",
        event("BIRTH", eventDate="2000-00-00"),
        BirthFact,
        Category.IDENTIFICATION,
        None,
        None,
        {"born_on": None, "stated": "2000-00-00"},
    ),
    (
        "REGISTER_EVENT",
        event("DEATH", eventDate="2024-03-00"),
        DeathFact,
        Category.IDENTIFICATION,
        None,
        None,
        {"died_on": None, "stated": "2024-03-00"},
    ),
    (
        "REGISTER_EVENT",
        event("MOVE", address=said.ADDRESS),
        AddressFact,
        Category.IDENTIFICATION,
        MARCH,
        None,
        {"address": WHERE},
    ),
    (
        "REGISTER_EVENT",
        event("MOVE", eventDate="2024-03-01", address={"countryCode": "NO", "lines": ["Karl Johans gate 1", "Oslo"]}),
        AddressFact,
        Category.IDENTIFICATION,
        MARCH,
        None,
        {"address": Address(country="NO", lines=("Karl Johans gate 1", "Oslo"))},
    ),
    (
        "REGISTER_EVENT",
        event("NAME", eventDate="2024-03-01", name={"givenNames": "An", "surname": "Peeters"}),
        NameFact,
        Category.IDENTIFICATION,
        MARCH,
        None,
        {"given_names": "An", "family_name": "Peeters"},
    ),
    (
        "REGISTER_EVENT",
        event("RESIDENCE_STATUS", eventDate="2024-03-01", residenceStatus="LEFT_COUNTRY"),
        ResidenceStatusFact,
        Category.IDENTIFICATION,
        MARCH,
        None,
        {"status": "left_country"},
    ),
    (
        "REGISTER_EVENT",
        event("ADOPTION", eventDate="2024-03-01"),
        AdoptionFact,
        Category.JUDICIAL,
        MARCH,
        None,
        {"adopted_on": MARCH},
    ),
    (
        "REGISTER_EVENT",
        event("PLACEMENT", placement="FOSTER", period=SINCE),
        PlacementFact,
        Category.JUDICIAL,
        MARCH,
        date(2024, 12, 31),
        {"placement": "foster"},
    ),
    (
        "REGISTER_EVENT",
        event("HOUSING", housing="EQUAL", period=SINCE),
        HousingFact,
        Category.FAMILY,
        MARCH,
        date(2024, 12, 31),
        {"housing": "equal"},
    ),
    (
        "EMPLOYMENT",
        {"employment": said.EMPLOYMENT},
        EmploymentFact,
        Category.EDUCATION_PROFESSION,
        date(2024, 4, 1),
        date(2024, 6, 30),
        {
            "declaration": "dmfa",
            "year_quarter": "2024Q2",
            "contract": "student",
            "worked_hours": 250,
            "student_hours": 250,
            "remuneration_cents": 350_000,
        },
    ),
    (
        "INCAPACITY",
        {"incapacity": said.INCAPACITY},
        IncapacityFact,
        Category.MEDICAL_PSYCHOSOCIAL,
        date(2023, 1, 1),
        None,
        {"risk": "invalidity", "degree_percent": 70},
    ),
    (
        "UNEMPLOYMENT",
        {"unemployment": said.UNEMPLOYMENT},
        UnemploymentFact,
        Category.EDUCATION_PROFESSION,
        date(2024, 4, 1),
        date(2024, 4, 30),
        {"benefit": "full", "paid_days": 26, "monthly_cents": 140_000},
    ),
    (
        "INCOME_TAX",
        {"socialStatus": said.SOCIAL_STATUS},
        SocialStatusFact,
        Category.EDUCATION_PROFESSION,
        date(2024, 1, 1),
        date(2030, 12, 31),
        {"status": "increased_reimbursement", "applies": True},
    ),
    (
        "SCHOOL",
        {"schoolEnrolment": said.SCHOOL},
        SchoolEnrolmentFact,
        Category.EDUCATION_PROFESSION,
        date(2023, 9, 18),
        date(2024, 6, 30),
        {
            "level": "higher",
            "credits": 60,
            "sufficient_size": True,
            "weekly_hours": 20,
            "left_on": date(2024, 6, 30),
        },
    ),
    (
        "DISABILITY",
        {"disability": said.DISABILITY},
        DisabilityFact,
        Category.MEDICAL_PSYCHOSOCIAL,
        date(2024, 1, 1),
        date(2027, 12, 31),
        {
            "authority": "KindEnGezin",
            "points": 8,
            "pillar1": 1,
            "pillar2": 3,
            "pillar3": 4,
            "decided_on": date(2024, 2, 1),
            "pending": False,
            "appeal": False,
        },
    ),
    (
        "BENEFIT_ELSEWHERE",
        {"benefitElsewhere": said.PICTURE_2018},
        Picture2018Fact,
        Category.FINANCIAL,
        None,
        None,
        {"right_open": True, "group": "one", "rank": "lowest"},
    ),
    (
        "BENEFIT_ELSEWHERE",
        {"benefitElsewhere": said.PICTURE_2019},
        Picture2019Fact,
        Category.MEDICAL_PSYCHOSOCIAL,
        None,
        None,
        {"right_open": True, "social": "invalid", "single_parent": True, "switched_on": "2023-01"},
    ),
]


@pytest.fixture
def world() -> DropWorld:
    return DropWorld()


@pytest.fixture
def dossier(world: DropWorld) -> str:
    return world.family(An=(HEAD, "beneficiary"), Bo=(PARTNER, "partner"), Di=(CHILD, "child"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case[2].__name__} {at}" for at, case in enumerate(CASES)])
def test_a_statement_becomes_its_fact(
    world: DropWorld,
    dossier: str,
    case: tuple[str, Json, type[Fact], Category, date | None, date | None, dict[str, object]],
) -> None:
    """Given one statement, then one fact of its kind holds it, and nothing else of it rests in the file."""
    flow, content, kind, category, first, last, holds = case
    assert world.receipt_of(envelope(flow, 7, [statement("a1", CHILD, content)]))["status"] == "OK"
    (fact,) = world.facts(dossier, kind)
    assert (fact.person, fact.valid_from, fact.valid_to) == (world.person(CHILD), first, last)
    assert {name: getattr(fact, name) for name in holds} == holds
    assert _others(fact) - set(holds) == set()
    assert kind.categories() == {category}


def _others(fact: Fact) -> set[str]:
    """Return the fields that say something beside what every kind has."""
    own = set(type(fact).model_fields) - set(Fact.model_fields)
    return {name for name in own if getattr(fact, name) not in (None, ())}


def test_the_ledger_names_the_delivery(world: DropWorld, dossier: str) -> None:
    """Given a statement about a child, then the entry of the write in the child's ledger names the delivery."""
    child = world.person(CHILD)
    assert child is not None
    world.take(envelope("SCHOOL", 7, [statement("a1", CHILD, {"schoolEnrolment": said.SCHOOL})]))
    parts = [json.loads(json.loads(line)["part"]) for line in chain_lines(world.memory, child)]
    (written,) = (part for part in parts if part["writes"] and part["action"] == "apply notifications")
    assert written["source"] == "0244640631/SCHOOL/7"
    assert all("source" not in part for part in parts if part is not written)


def test_every_fact_says_where_it_comes_from(world: DropWorld, dossier: str) -> None:
    """Given a statement of each kind, then its fact names authority, message, attestation, version and both times."""
    for number, (flow, content, *_) in enumerate(CASES):
        world.take(envelope(flow, number + 1, [statement(f"a{number}", CHILD, content, version=2)]))
    facts = [row.record for row in world.file(dossier).facts]
    assert len(facts) == len(CASES)
    for fact in facts:
        origin = fact.provenance
        flow, _, kind, _, first, *_ = CASES[int(origin.attestation[1:])]
        assert (type(fact), origin.source, origin.flow, origin.version) == (kind, "government", flow, 2)
        assert (origin.sender, origin.message) == (
            envelope(flow, 1, [])["source"].removeprefix("urn:be:cbe:"),  # type: ignore[attr-defined]
            "2f6c0d0e-6f0e-4b0e-9b59-0d6f6f0e4b0e",
        )
        assert (fact.known_at, fact.valid_from, str(origin.stated_on)) == ("2024-07-01T06:00:00Z", first, "2024-05-01")
