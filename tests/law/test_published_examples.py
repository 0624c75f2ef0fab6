"""The worked examples in the text of the law notes that are no golden case: each with its source, to the cent."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from functions.benefits.competent_region import Domicile, competent_place
from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import current_parameters
from functions.benefits.prescription import Claim, lapses_on
from functions.payments import tested_income
from functions.units.year_month import YearMonth
from functions.what_if.answer import answer
from tests.law.golden_cases import GoldenCase, differences, read_cases
from tests.law.households import law_of

CASES = read_cases(Path(__file__).parent / "published" / "examples.jsonl")


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_worked_example(case: GoldenCase) -> None:
    """Given a worked example, when it is put as a question, then the answer has the figures of its source."""
    given = answer(json.dumps(case.question), current_parameters())
    assert differences(case.expected, given) == [], case.source
    assert "undecided" not in given


@pytest.mark.goal("CA-8")
def test_every_example_has_a_source_and_says_something() -> None:
    """Given the examples, then each has its own id, a source and a figure; each region has some."""
    assert len({case.id for case in CASES}) == len(CASES) == 50
    assert all(case.source and case.expected for case in CASES)
    assert {case.question["region"] for case in CASES} == set(REGIONS)


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("pair", [*pairwise(REGIONS), *pairwise(reversed(REGIONS))])
def test_a_move_on_7_march(pair: tuple[str, str]) -> None:
    """Given a move on 7 March, then the old region pays March and the new one April.

    Source: kidslife.be/fr/moments-cles/je-vais-demenager; famipedia.be circular CO 1423 (domicile is the first factor).
    """
    old, new = (next(region for region in REGIONS if region == name) for name in pair)
    lived = [Domicile(date(2020, 1, 1), old), Domicile(date(2024, 3, 7), new)]
    assert [competent_place(lived, YearMonth(2024, month)) for month in (3, 4)] == [old, new]


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize(
    ("region", "month", "year"),
    [
        # KidsLife: income 2020, notice of 07/2022, supplement from 01/09/2022 to 31/08/2023
        ("flanders", "2022-08", 2019),
        ("flanders", "2022-09", 2020),
        ("flanders", "2023-08", 2020),
        ("flanders", "2023-09", 2021),
        # AGW of 1 April 2021: the flow of June of year T about T-2 fixes July T to June T+1
        ("wallonia", "2024-06", 2021),
        ("wallonia", "2024-07", 2022),
        ("wallonia", "2025-06", 2022),
    ],
)
def test_the_year_of_the_tested_income(region: Region, month: str, year: int) -> None:
    """Given an award year of an example, then its months are tested on the income of the year that the source names."""
    assert tested_income.tested_year(law_of(region, month), region) == year


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize(
    ("region", "what", "month", "too_late"),
    [
        # Bruxelles-J: born on 21/07/2023, claim until 30/09/2026
        ("brussels", "claim", "2023-07", "2026-10-01"),
        ("brussels", "claim", "2023-09", "2026-10-01"),
        ("brussels", "claim", "2023-10", "2027-01-01"),
        # decree art. 95: five years from the first day of the month after birth
        ("flanders", "claim", "2023-07", "2028-08-01"),
        # decree art. 97: three years from the first day of the month after the payment, five after fraud
        ("flanders", "recovery", "2023-07", "2026-08-01"),
        ("flanders", "recovery_fraud", "2023-07", "2028-08-01"),
    ],
)
def test_the_last_day_of_a_claim(region: Region, what: Claim, month: str, too_late: str) -> None:
    """Given a term of the notes, then the day after its last one is the first that is too late."""
    assert lapses_on(law_of(region, "2024-06"), region, what, YearMonth.parse(month)).isoformat() == too_late
