"""The yearly household income that a month's supplements are tested on."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.benefits.parameters import MonthLaw
from functions.dossier.believed_facts import statement_order
from functions.dossier.fact import Fact, YearlyIncomeFact
from functions.units.year_month import YearMonth
from functions.vault.place import Stored

TOTAL = "TOTAL_TAXABLE"
"""The line of an assessment that is the tested total where a sender gives no detail."""


@dataclass(frozen=True, slots=True)
class TestedIncome:
    """The household's total in whole cents of one year, and the assessments in it.

    `cents` is None when a part of it is not known; `missing` then names the fact. `cadastral_cents`: what Brussels
    tests apart (not indexed, all built property); what Flanders tests apart is indexed, which no assessment states.
    """

    year: int
    cents: int | None
    used: tuple[Stored[Fact], ...] = ()
    missing: tuple[str, ...] = ()
    cadastral_cents: int = 0


def tested_year(law: MonthLaw, region: str) -> int:
    """Return the income year that a month is tested on: so many years before the year of supplements began."""
    starts = YearMonth(law.month.year, law.number(f"{region}/income/award_year_from_month"))
    began = law.month.year if starts <= law.month else law.month.year - 1
    return began - law.number(f"{region}/income/years_before_award_year")


def tested_income(facts: Sequence[Stored[Fact]], adults: Sequence[str], law: MonthLaw, region: str) -> TestedIncome:
    """Add up the assessments of all adults of the household, each by the person it is about.

    A person who is only named in another's assessment has none: half an income is never taken for a whole one. Of an
    assessment of which the network withheld a part, nothing is taken: what was withheld is neither absent nor zero.
    """
    year, total, cadastral = tested_year(law, region), 0, 0
    used: list[Stored[Fact]] = []
    for adult in adults:
        assessment = _assessment(facts, adult, year)
        cents = None if assessment is None else _stated_total(assessment.record)
        if assessment is None or cents is None:
            return TestedIncome(year, None, (), ("income",))
        total += cents
        cadastral += _cadastral(assessment.record, region)
        used.append(assessment)
    return TestedIncome(year, total, tuple(used), cadastral_cents=cadastral)


def _assessment(facts: Sequence[Stored[Fact]], adult: str, year: int) -> Stored[Fact] | None:
    """Return the newest assessment of a year about this person."""
    found = [
        fact
        for fact in facts
        if isinstance(fact.record, YearlyIncomeFact) and fact.record.income_year == year and fact.record.person == adult
    ]
    return max(found, key=lambda fact: (statement_order(fact.record), fact.place.sk), default=None)


def _stated_total(record: Fact) -> int | None:
    """Return the stated total; None when a part was withheld, or when only detail was sent (its weights: later)."""
    items = record.items if isinstance(record, YearlyIncomeFact) and not record.withheld else ()
    totals = [item.cents for item in items if item.code == TOTAL]
    return sum(totals) if totals else None


def _cadastral(record: Fact, region: str) -> int:
    stated = record.cadastral_built_cents if isinstance(record, YearlyIncomeFact) and region == "brussels" else None
    return stated or 0
