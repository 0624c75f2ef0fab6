"""What the network withheld is a third state beside present and absent: no supplement is decided on it."""

from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.dossier.fact import Fact, IncomeItem, Provenance, YearlyIncomeFact
from functions.payments import tested_income as income
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.place import Place, Stored

LAW = current_parameters().law_of("flanders", YearMonth(2024, 6))


def assessment(adult: str, cents: int | None, *, withheld: tuple[str, ...] = (), sequence: int = 1) -> Stored[Fact]:
    """Return an assessment of 2021, the year that June 2024 in Flanders is tested on."""
    record = YearlyIncomeFact(
        person=adult,
        known_at="2024-05-02T08:00:00Z",
        provenance=Provenance(
            source="government", attestation="i1", sequence=sequence, line=1, stated_on=date(2024, 5, 1)
        ),
        withheld=withheld,
        income_year=2021,
        items=() if cents is None else (IncomeItem(code=income.TOTAL, cents=cents),),
    )
    return Stored(Place(Table.DOSSIERS, "dos_x", f"fact#{adult}#{sequence}#00000000"), adult, 1, {}, record)


def sum_of(*facts: Stored[Fact]) -> tuple[int | None, tuple[str, ...]]:
    """Return what two adults are tested on, in cents, and what is missing."""
    found = income.tested_income(facts, ("prs_a", "prs_b"), LAW, "flanders")
    return found.cents, found.missing


def test_whole_incomes_are_added_up() -> None:
    """Given two whole assessments, then their sum is tested: the fixture is not the reason for what follows."""
    assert sum_of(assessment("prs_a", 1_000), assessment("prs_b", 0)) == (1_000, ())


@pytest.mark.parametrize("withheld", [("items",), ("cadastral_built_cents",), ("other",)])
@pytest.mark.parametrize("cents", [None, 500])
def test_a_withheld_part_leaves_the_income_unknown(withheld: tuple[str, ...], cents: int | None) -> None:
    """Given an assessment of which something was withheld, then no income is tested and the fact is named."""
    found = sum_of(assessment("prs_a", 1_000), assessment("prs_b", cents, withheld=withheld))
    assert found == (None, ("income",))


def test_an_older_whole_statement_does_not_stand_in() -> None:
    """Given a whole assessment and a later one with a part withheld, then the later one counts and nothing is known."""
    older, later = assessment("prs_b", 7), assessment("prs_b", None, withheld=("items",), sequence=2)
    assert sum_of(assessment("prs_a", 1_000), older, later)[0] is None
