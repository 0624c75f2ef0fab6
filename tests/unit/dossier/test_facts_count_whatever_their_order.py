"""Which facts count follows from the set of facts: no order of arrival, no repeat and no copy changes it."""

import random
from datetime import date

import pytest

from functions.dossier.believed_facts import believed_facts, fact_in_month
from functions.dossier.fact import Fact, Provenance, WorkFact, YearlyIncomeFact
from functions.dossier.places import fact_origin, fact_place
from functions.units.clock import parse_instant
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

JUNE = YearMonth(2024, 6)


def stored[F: Fact](fact: F) -> Stored[F]:
    """Put a fact at the place that its origin and version determine."""
    origin = fact.provenance
    digest = fact_origin(b"k" * 32, origin.sender or origin.source, fact.kind, origin.attestation)
    return Stored(fact_place("dos_1", fact.person, digest, origin.version), fact.person, 1, {}, fact)


def income(  # noqa: PLR0913 - what tells facts apart
    cents: int,
    *,
    source: str = "government",
    attestation: str = "a",
    version: int = 0,
    start: date | None = None,
    known_at: str = "2024-05-01T00:00:00Z",
    sequence: int = 1,
    void: bool = False,
    end: date | None = None,
) -> Stored[YearlyIncomeFact]:
    """Return an income fact about one person; `cents` tells it apart as the income year."""
    provenance = Provenance.model_validate(
        {"source": source, "attestation": attestation, "version": version, "sequence": sequence}
    )
    fact = YearlyIncomeFact(
        person="prs_1",
        income_year=cents,
        valid_from=start,
        valid_to=end,
        known_at=known_at,
        provenance=provenance,
        void=void,
    )
    return stored(fact)


def test_the_newest_version_counts_and_a_cancelled_one_does_not() -> None:
    """Given three versions of one attestation and a cancelled other, when they are weighed, then one fact is left."""
    facts = [
        income(1, version=0),
        income(2, version=1),
        income(3, version=2),
        income(9, attestation="b", version=0),
        income(9, attestation="b", version=1, void=True),
    ]
    for seed in range(20):
        shuffled = random.Random(seed).sample([*facts, *facts], k=2 * len(facts))  # noqa: S311 - an order, no secret
        assert [fact.record.income_year for fact in believed_facts(shuffled)] == [3]


def test_what_was_believed_on_a_day_does_not_know_what_came_later() -> None:
    """Given a correction learned in June, when asked what was believed in May, then the first version is the answer."""
    facts = [
        income(1, version=0, known_at="2024-05-01T00:00:00Z"),
        income(2, version=1, known_at="2024-06-01T00:00:00Z"),
    ]
    years = [
        [fact.record.income_year for fact in believed_facts(facts, parse_instant(at))]
        for at in ("2024-04-30T23:59:59Z", "2024-05-31T00:00:00Z", "2024-06-01T00:00:00Z")
    ]
    assert years == [[], [1], [2]]


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (income(1, source="family", start=date(2024, 6, 1)), income(2, start=date(2020, 1, 1))),
        (income(1, source="staff", start=date(2024, 6, 1)), income(2)),
        (income(1, start=date(2024, 1, 1)), income(2, attestation="b", start=date(2024, 2, 1))),
        (income(1, known_at="2024-05-01T00:00:00Z"), income(2, attestation="b", known_at="2024-05-02T00:00:00Z")),
        (income(1, sequence=1), income(2, attestation="b", sequence=2)),
    ],
)
def test_of_two_facts_the_better_founded_one_holds(
    weaker: Stored[YearlyIncomeFact], stronger: Stored[YearlyIncomeFact]
) -> None:
    """Given two facts that both hold in a month, when one is asked for, then the better founded one is the answer."""
    for facts in ([weaker, stronger], [stronger, weaker]):
        found = fact_in_month(facts, YearlyIncomeFact, "prs_1", JUNE)
        assert found is not None
        assert found.record.income_year == 2


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (date(2024, 6, 30), None, True),
        (date(2024, 7, 1), None, False),
        (None, date(2024, 6, 1), True),
        (None, date(2024, 5, 31), False),
        (None, None, True),
    ],
)
def test_a_fact_holds_in_a_month_that_its_validity_touches(
    start: date | None, end: date | None, *, holds: bool
) -> None:
    """Given a fact with a start or an end, when a month is asked for, then it holds if a day of it is inside."""
    found = fact_in_month([income(1, start=start, end=end)], YearlyIncomeFact, "prs_1", JUNE)
    assert (found is not None) == holds


def test_a_fact_about_another_person_or_of_another_kind_is_not_taken() -> None:
    """Given facts about others, when one person's work is asked for, then nothing is guessed."""
    provenance = Provenance(source="family", attestation="f")
    work = stored(WorkFact(person="prs_2", status="employed", known_at="2024-05-01T00:00:00Z", provenance=provenance))
    assert fact_in_month([work, income(1)], WorkFact, "prs_1", JUNE) is None
