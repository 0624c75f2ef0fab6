"""A household with people of whom only the tie is kept: what depends on who they are is not guessed."""

from datetime import date

import pytest

from functions.dossier.fact import HouseholdFact, HouseholdMember, Provenance
from tests.builders.paid_families import FundFamily, add_facts, put_fund_family
from tests.builders.payment_run import PaymentRun
from tests.unit.payments.test_a_family_stops_alone import stored, undecided

ALONE = FundFamily(1, partner=False, income_cents=1_000_000)
OPEN = [("social", ("partner",))]


def told(others: tuple[int, ...], *, sequence: int = 1, known_at: str = "2024-06-02T00:00:00Z") -> HouseholdFact:
    provenance = Provenance(
        source="government",
        sender="0244640631",
        flow="HOUSEHOLD",
        attestation=f"h{sequence}",
        sequence=sequence,
        line=1,
        stated_on=date(2024, 5, 1),
    )
    members = (
        HouseholdMember(person=ALONE.payee, relationship=1),
        HouseholdMember(person=ALONE.child(0), relationship=3),
    )
    return HouseholdFact(person=ALONE.payee, known_at=known_at, provenance=provenance, members=members, others=others)


def undecided_with(*facts: HouseholdFact) -> list[tuple[str, tuple[str, ...]]]:
    run = PaymentRun()
    put_fund_family(run.memory, ALONE)
    add_facts(run.memory, ALONE.dossier, list(facts))
    run.whole("flanders")
    return undecided(stored(run, ALONE))


@pytest.mark.parametrize(
    ("others", "open_rights"), [((), []), ((3,), []), ((12,), OPEN), ((2,), OPEN), ((3, 21), OPEN)]
)
def test_an_adult_who_is_not_named_leaves_the_supplement_open(
    others: tuple[int, ...], open_rights: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Given people in the household whom the file does not name, then only other children leave the right decided."""
    assert undecided_with(told(others)) == open_rights


def test_the_sender_s_order_decides_and_not_the_arrival() -> None:
    """Given two compositions of which the older arrived last, then the later statement counts."""
    older = told((12,), sequence=1, known_at="2024-06-20T00:00:00Z")
    newer = told((), sequence=2, known_at="2024-06-02T00:00:00Z")
    assert undecided_with(older, newer) == []
