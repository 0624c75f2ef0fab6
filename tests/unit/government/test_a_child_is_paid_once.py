"""Two payees for the same child: a person decides, and until then the benefit is paid once."""

import pytest

from functions.dossier.benefit_elsewhere_facts import BenefitElsewhereFact
from functions.dossier.fact import HouseholdFact
from tests.builders.drops import (
    DropWorld,
    Json,
    attestation,
    cancellation,
    child_number,
    counts,
    envelope,
    household,
    number_of,
)

FIRST, SECOND, CHILD = number_of(1), number_of(2), child_number(1)


def elsewhere(payee: str, last: str | None = None, category: str = "BASE", name: str = "b1") -> Json:
    """Return what another fund says that it pays for the child, to whom and until when."""
    period: Json = {"beginMonth": "2023-05", "category": category, "beneficiaries": [payee]}
    if last is not None:
        period["endMonth"] = last
    said = {"source": "WALLONIA", "fund": {"enterpriseNumber": "0123456789"}, "periods": [period]}
    return {"ssin": {"value": CHILD}, "attestation": attestation(name), "content": {"benefitElsewhere": said}}


def codes(world: DropWorld) -> list[object]:
    """Return what persons of the fund are asked to decide."""
    return [case["code"] for case in world.cases()]


def two_families() -> tuple[DropWorld, str, str]:
    """Return a world in which the child belongs to the first family."""
    world = DropWorld()
    first = world.family(An=(FIRST, "beneficiary"), Bo=(CHILD, "child"))
    return world, first, world.family(Cas=(SECOND, "beneficiary"))


def test_a_child_of_another_file_joins_no_second_one() -> None:
    """Given a household that names a child of another file, then a case is made and the child stays where it is."""
    world, first, second = two_families()
    delivery = envelope("HOUSEHOLD", 1, [household("h1", SECOND, [(CHILD, 3)])])
    receipt = world.receipt_of(delivery)
    assert receipt["counts"] == counts(accepted=1)
    assert receipt["problems"] == [
        {
            "attestationId": "h1",
            "code": "child_in_another_file",
            "pointer": "/data/notifications/0/content/household/members",
        }
    ]
    assert codes(world) == ["child_in_another_file"]
    assert world.file(first).root.record.persons("child") == (world.person(CHILD),)
    assert world.file(second).root.record.persons("child") == ()
    assert len(world.facts(second, HouseholdFact)[0].members) == 2
    world.take(delivery)
    world.take(envelope("HOUSEHOLD", 2, [household("h1", SECOND, [(CHILD, 3)])]))
    assert codes(world) == ["child_in_another_file"]


def test_a_child_that_another_fund_pays_to_somebody_else_is_for_a_person() -> None:
    """Given another fund that pays our child to somebody whom the family did not name, then a case is made."""
    world, first, _ = two_families()
    receipt = world.receipt_of(envelope("BENEFIT_ELSEWHERE", 1, [elsewhere(number_of(80))]))
    assert receipt["counts"] == counts(accepted=1)
    assert codes(world) == ["child_paid_elsewhere"]
    (fact,) = world.facts(first, BenefitElsewhereFact)
    assert (fact.months[0].payees, fact.months[0].others) == ((), 1)


@pytest.mark.parametrize(
    "said",
    [
        elsewhere(FIRST),  # the family's own payee: the earlier fund of a transfer
        elsewhere(number_of(80), last="2024-01"),  # it is over
        elsewhere(number_of(80), category="SCHOOL"),
        cancellation("b1", CHILD, 1),
    ],
)
def test_what_needs_no_person_makes_no_case(said: Json) -> None:
    """Given payments that end, that go to the payee of our file, or are no base, then nobody is asked."""
    world, _, _ = two_families()
    assert world.receipt_of(envelope("BENEFIT_ELSEWHERE", 1, [said]))["counts"] == counts(accepted=1)
    assert codes(world) == []
