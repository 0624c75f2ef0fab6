"""The yearly household income that a month's supplements are tested on."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.benefits.parameters import MonthLaw
from functions.dossier.fact import Fact, YearlyIncomeFact
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

TOTAL = "TOTAL_TAXABLE"
"""The line of an assessment that is the tested total where a sender gives no detail."""


@dataclass(frozen=True, slots=True)
class TestedIncome:
    """The household's total in whole cents of one year; None when a part of it is not known, and what is missing."""

    year: int
    cents: int | None
    missing: tuple[str, ...] = ()


def tested_year(law: MonthLaw, region: str) -> int:
    """Return the income year that a month is tested on: so many years before the year of supplements began."""
    starts = YearMonth(law.month.year, law.number(f"{region}/income/award_year_from_month"))
    began = law.month.year if starts <= law.month else law.month.year - 1
    return began - law.number(f"{region}/income/years_before_award_year")


def tested_income(facts: Sequence[Stored[Fact]], adults: Sequence[str], law: MonthLaw, region: str) -> TestedIncome:
    """Add up the assessments of all adults of the household; one assessment may cover two people taxed together."""
    year = tested_year(law, region)
    total, covered = 0, set[str]()
    for adult in adults:
        if adult in covered:
            continue
        cents = _assessed(fact := _assessment(facts, adult, year))
        if fact is None or cents is None:
            return TestedIncome(year, None, ("income",))
        total += cents
        covered |= {adult, fact.record.related_person or adult}
    return TestedIncome(year, total)


def _assessment(facts: Sequence[Stored[Fact]], adult: str, year: int) -> Stored[YearlyIncomeFact] | None:
    """Return the newest assessment of a year that is about this person, or about a partner taxed together."""
    found = [
        fact
        for fact in facts
        if isinstance(fact.record, YearlyIncomeFact)
        and fact.record.income_year == year
        and adult in {fact.record.person, fact.record.related_person}
    ]
    return max(found, key=lambda fact: (fact.record.known_at, fact.place.sk), default=None)  # type: ignore[return-value]


def _assessed(fact: Stored[YearlyIncomeFact] | None) -> int | None:
    """Return the stated total; None when only detail was sent, whose weighting is not carried yet."""
    if fact is None:
        return None
    totals = [item.cents for item in fact.record.items if item.code == TOTAL]
    return sum(totals) if totals else None
