"""GD-5: every fact that a payment rests on is shown with its authority, message, arrival and first day."""

import re
from datetime import date

import pytest

from functions.benefits.parameters import current_parameters
from functions.benefits.words import LANGUAGES, Language
from functions.payments.explain_month import explain_month
from functions.units.year_month import YearMonth
from tests.builders.decided_months import Months, income
from tests.builders.paid_families import FundFamily

MAY, JUNE = YearMonth(2024, 5), YearMonth(2024, 6)
SENDER, MESSAGE, STATEMENT = "0244640631", "2f6c0d0e-6f0e-4b0e-9b59-0d6f6f0e4b0e", "assessment-2021"


def told(months: Months, month: YearMonth, language: Language) -> list[str]:
    vault = months.run.memory.vault
    return explain_month(vault, current_parameters(), "run_" + "0" * 26, months.family.dossier, month, language)


def who_said(line: str) -> str:
    """Return what a line says of who stated the fact: what stands after its kind."""
    return line.partition(": ")[2].split(",")[0]


def family_with_an_assessment() -> Months:
    """Return a family whose tested income came in a delivery of the tax office, after its first month was paid."""
    family = FundFamily(1, partner=False, income_cents=None)
    months = Months(family)
    months.decide(MAY)
    late = income(family, 2_000_000, STATEMENT)
    origin = late.provenance.model_copy(update={"sender": SENDER, "message": MESSAGE, "version": 3})
    months.learn(late.model_copy(update={"provenance": origin, "valid_from": date(2021, 1, 1)}))
    months.decide(JUNE)
    return months


@pytest.mark.goal("GD-5")
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fact_is_shown_with_its_origin(language: Language) -> None:
    """Given a payment on an assessment, then its explanation names who stated it, where, when, and from when on."""
    months = family_with_an_assessment()
    (line,) = {one for one in told(months, JUNE, language) if STATEMENT in one}
    for word in (SENDER, MESSAGE, "3", "2021"):
        assert word in line
    assert re.search("0?3.{1,6}06.{1,4}2024|3 [a-zû.]+ 2024|3 June 2024", line), line


def test_the_languages_name_the_same_origins() -> None:
    """Given one month, then the numbers of its explanation are the same in all four languages."""
    months = family_with_an_assessment()
    numbers = [sorted(re.findall(r"[0-9]{3,}", " ".join(told(months, JUNE, language)))) for language in LANGUAGES]
    assert numbers[0]
    assert all(one == numbers[0] for one in numbers)


def test_a_correction_is_told_with_what_was_granted_and_what_is_due() -> None:
    """Given a month that was corrected, then it is told per month, with the new fact as its origin."""
    lines = told(family_with_an_assessment(), JUNE, "en")
    (corrected,) = [line for line in lines if "granted was" in line]
    assert "176.66" in corrected
    assert "247.16" in corrected


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_fund_itself_stated_is_not_told_as_the_familys(language: Language) -> None:
    """Given a fact that staff stated, then its line differs from that of a family's own form."""
    months = Months(FundFamily(1, partner=False, income_cents=None))
    late = income(months.family, 2_000_000, STATEMENT)
    months.learn(late.model_copy(update={"provenance": late.provenance.model_copy(update={"source": "staff"})}))
    months.decide(MAY)
    lines = told(months, MAY, language)
    (staff,) = {who_said(line) for line in lines if STATEMENT in line}
    (own,) = {who_said(line) for line in lines if " form," in line}
    assert staff != own


def test_a_month_without_a_decision_has_no_words() -> None:
    """Given a month that nobody decided, then nothing is told."""
    assert told(family_with_an_assessment(), YearMonth(2024, 4), "nl") == []
