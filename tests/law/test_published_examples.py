"""The worked examples in the text of the law notes that are no golden case: each with its source, to the cent."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from functions.benefits.competent_region import Domicile, competent_place
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.units.year_month import YearMonth
from functions.what_if.answer import answer
from tests.law.golden_cases import GoldenCase, differences, read_cases

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
