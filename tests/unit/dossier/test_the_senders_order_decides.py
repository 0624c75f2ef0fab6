"""Of two facts of one kind the sender's order decides, and never which of them arrived later."""

from datetime import date

import pytest

from functions.dossier.believed_facts import fact_in_month
from functions.dossier.fact import Provenance, WorkFact
from functions.dossier.places import fact_place
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

PERSON, DOSSIER = "prs_" + "0" * 26, "dos_" + "0" * 26
EARLY, LATE = date(2024, 5, 1), date(2024, 5, 20)


def fact(name: str, known_at: str, stated_on: date, sequence: int, line: int) -> Stored[WorkFact]:
    provenance = Provenance(
        source="government", attestation=name, stated_on=stated_on, sequence=sequence, line=line
    )  # fmt: skip
    record = WorkFact(person=PERSON, known_at=known_at, provenance=provenance)
    return Stored(fact_place(DOSSIER, PERSON, name, 0), PERSON, 1, {}, record)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [((LATE, 1, 1), (EARLY, 9, 9)), ((EARLY, 2, 1), (EARLY, 1, 9)), ((EARLY, 1, 2), (EARLY, 1, 1))],
    ids=["later statement", "later number", "later line"],
)
def test_the_later_statement_counts_although_it_arrived_first(
    stronger: tuple[date, int, int], weaker: tuple[date, int, int]
) -> None:
    """Given two statements of which the older one arrived last, then the newer one holds in the month."""
    facts = [fact("a", "2024-06-01T00:00:00Z", *stronger), fact("b", "2024-06-20T00:00:00Z", *weaker)]
    for order in (facts, facts[::-1]):
        found = fact_in_month(order, WorkFact, PERSON, YearMonth(2024, 6))
        assert found is not None
        assert found.record.provenance.attestation == "a"
