"""Facts name no more than a right needs: people of the file only, no supplement, nothing that was withheld."""

import random
from datetime import date

import pytest

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact, PaidMonths, PaidOnce
from functions.dossier.fact import YearlyIncomeFact
from functions.dossier.health_facts import DisabilityFact
from functions.dossier.holdings import DossierHolding
from functions.dossier.register_facts import NumberChangeFact, ParentageFact, ParentTie
from functions.dossier.work_facts import SchoolEnrolmentFact
from functions.register.purpose import Purpose
from tests.builders import statements as said
from tests.builders.drops import DropWorld, Json, cancellation, child_number, counts, envelope, number_of
from tests.builders.statements import FLOWS, any_content, event, statement

HEAD, PARTNER, CHILD = number_of(1), number_of(2), child_number(1)
MARCH = date(2024, 3, 1)


@pytest.fixture
def world() -> DropWorld:
    return DropWorld()


@pytest.fixture
def dossier(world: DropWorld) -> str:
    return world.family(An=(HEAD, "beneficiary"), Bo=(PARTNER, "partner"), Di=(CHILD, "child"))


def test_a_joint_assessment_names_who_is_of_the_family(world: DropWorld, dossier: str) -> None:
    """Given assessments with the partner of the form and with a stranger, then one is named and the other is not."""
    income = said.YEARLY_INCOME
    stranger = {**income, "relatedPersonSsin": number_of(60)}
    notifications = [
        statement("i1", HEAD, {"yearlyIncome": income}),
        statement("i2", HEAD, {"yearlyIncome": stranger}),
    ]
    world.take(envelope("INCOME_TAX", 1, notifications))
    first, second = sorted(world.facts(dossier, YearlyIncomeFact), key=lambda fact: fact.provenance.attestation)
    assert (first.related_person, first.joint, first.column) == (world.person(PARTNER), True, "A")
    assert (second.related_person, second.joint) == (None, True)
    assert (first.cadastral_other_use_cents, first.cadastral_built_cents) == (50_000, 120_000)
    assert [(item.code, item.cents) for item in first.items] == [("A7555", 0), ("TOTAL_TAXABLE", 2_512_345)]


def test_parents_are_named_when_the_family_named_them(world: DropWorld, dossier: str) -> None:
    """Given two parents of whom one is of the file and one died, then no more is kept than the right needs."""
    parents = [{"ssin": HEAD}, {"ssin": number_of(60), "deathDate": "2023-06-05"}]
    world.take(envelope("REGISTER_EVENT", 1, [statement("p1", CHILD, event("PARENTAGE", parents=parents))]))
    (fact,) = world.facts(dossier, ParentageFact)
    assert fact.parents == (
        ParentTie(deceased=True, died_on=date(2023, 6, 5)),
        ParentTie(person=world.person(HEAD)),
    )
    assert number_of(60) not in repr(fact)


def test_what_another_fund_paid_tells_nothing_of_health_or_courts(world: DropWorld, dossier: str) -> None:
    """Given paid months with supplements, then months and amounts of once are kept and the supplements are not."""
    content: Json = {"benefitElsewhere": said.PAID}
    report = world.take(envelope("BENEFIT_ELSEWHERE", 1, [statement("b1", CHILD, content)]))
    assert report.members_left_out == 3
    (fact,) = world.facts(dossier, BenefitElsewhereFact)
    head = world.person(HEAD)
    assert head is not None
    assert fact.months == (
        PaidMonths(category="base", first="2019-01", last="2020-09", payees=(head,)),
        PaidMonths(category="base", first="2020-10", payees=(head,), others=1),
    )
    assert fact.once == (PaidOnce(category="birth", paid_on=date(2019, 5, 10)),)
    assert (fact.source, fact.fund, fact.first_of_parent) == ("wallonia", "0500000000", True)
    assert (fact.right_ended_on, fact.valid_from, fact.valid_to) == (date(2024, 5, 31), date(2019, 1, 1), None)


def test_a_replaced_number_is_a_fact_too(world: DropWorld, dossier: str) -> None:
    """Given that a register replaced a number, then the fact holds both."""
    new = child_number(3)
    said_so = statement("n1", CHILD, event("SSIN_REPLACED", eventDate="2024-03-01"), replacedBy=new)
    world.take(envelope("REGISTER_EVENT", 1, [said_so]))
    (fact,) = world.facts(dossier, NumberChangeFact)
    assert (fact.old_number, fact.new_number, fact.valid_from) == (CHILD, new, MARCH)


@pytest.mark.parametrize("first", ["event", "cancellation"])
def test_a_cancelled_event_decides_nothing(world: DropWorld, dossier: str, first: str) -> None:
    """Given an event and its cancellation in either order, then both are kept and only a void version stands on top."""
    messages: list[Json] = [
        statement("e1", CHILD, event("DEATH", eventDate="2024-03-01")),
        cancellation("e1", CHILD, 1),
    ]
    ordered = messages if first == "event" else messages[::-1]
    receipts = [world.receipt_of(envelope("REGISTER_EVENT", at, [one])) for at, one in enumerate(ordered, 1)]
    assert receipts[0]["counts"] == counts(accepted=1)
    facts = sorted((row.record for row in world.file(dossier).facts), key=lambda fact: fact.provenance.version)
    assert [(type(fact).__name__, fact.void) for fact in facts] == [("DeathFact", False), ("CancelledEventFact", True)]


@pytest.mark.parametrize("path", ["results/file/resultRecognitionChild/pillars/pillar1", "PILLARS", "ns:pillars"])
def test_withheld_points_are_no_points(world: DropWorld, dossier: str, path: str) -> None:
    """Given a recognition of which the network kept the points, then the fact names them and has none."""
    content: Json = {"disability": {name: part for name, part in said.DISABILITY.items() if name != "pillars"}}
    world.take(envelope("DISABILITY", 1, [statement("d1", CHILD, content, filters=[path])]))
    (fact,) = world.facts(dossier, DisabilityFact)
    assert (fact.points, fact.withheld) == (None, ("pillars",))


def test_a_delivery_can_withhold_from_all_its_notifications(world: DropWorld, dossier: str) -> None:
    """Given a filter in the head of a delivery, then each of its facts names what was withheld."""
    delivery = envelope(
        "SCHOOL", 1, [statement("s1", CHILD, {"schoolEnrolment": {"source": "LP", "level": "PRIMARY"}})]
    )
    data = delivery["data"]
    assert isinstance(data, dict)
    data["dataFilters"] = {"filteredElement": ["schoolEnrolment/period"]}
    assert world.receipt_of(delivery)["counts"] == counts(accepted=1)
    (fact,) = world.facts(dossier, SchoolEnrolmentFact)
    assert (fact.level, fact.valid_from, fact.withheld) == ("primary", None, ("period",))


def test_an_erasure_finds_the_facts_of_every_flow(world: DropWorld, dossier: str) -> None:
    """Given facts of every flow about a child, when its erasure is planned, then each of them is in the plan."""
    choose = random.Random(1)  # noqa: S311 - a repeatable choice, no secret
    for flow in FLOWS[1:]:
        stated = [statement(f"{flow}-{at}", CHILD, any_content(choose, flow, [HEAD])) for at in range(8)]
        assert world.receipt_of(envelope(flow, 1, stated))["status"] == "OK"
    child = world.person(CHILD)
    assert child is not None
    rows = DossierHolding().find(world.memory.request(Purpose.ERASE_PERSON), child)
    facts = [row.place.sk for row in world.file(dossier).facts]
    assert len(facts) == 8 * len(FLOWS[1:])
    assert {row.row.place.sk for row in rows} >= set(facts)
