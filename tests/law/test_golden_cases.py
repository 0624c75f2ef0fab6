"""Every golden case of the three regions, each with its source."""

import json

import pytest

from functions.benefits.parameters import current_parameters
from functions.what_if.answer import answer
from functions.what_if.refusal import RefusedError
from tests.law.golden_cases import REGIONS, GoldenCase, differences, golden_cases

CASES = [case for region in REGIONS for case in golden_cases(region)]
AT_LEAST = {"flanders": 106, "brussels": 154, "wallonia": 106}


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden_case(case: GoldenCase) -> None:
    """Given the question of a published or hand-made case, when it is answered, then all that is known matches."""
    question = json.dumps(case.question)
    if "refused" in case.expected:
        with pytest.raises(RefusedError) as refused:
            answer(question, current_parameters())
        assert refused.value.code == case.expected["refused"]
        return
    given = answer(question, current_parameters())
    assert differences(case.expected, given) == [], case.source
    assert "undecided" not in given


@pytest.mark.parametrize("region", REGIONS)
def test_no_case_gets_lost(region: str) -> None:
    """Given the cases of a region, then none is missing, each has its own id and a source."""
    cases = golden_cases(region)
    assert len({case.id for case in cases}) == len(cases) >= AT_LEAST[region]
    assert all(case.source for case in cases)


def test_a_wrong_cent_is_seen() -> None:
    """Given an answer with one other cent, one other share or one line too many, then the comparison tells."""
    answered = {
        "children": [{"id": "A", "entitled": True, "total": "1.01", "lines": [{"benefit": "base", "amount": "1.01"}]}],
        "total": "1.01",
        "payment_date": "2024-07-08",
        "status": "published",
        "one_off": [],
        "shares": [{"to": "beneficiary", "amount": "1.01"}],
    }
    wanted = {
        "children": {"A": "1.00"},
        "lines": {"A": {"base": None}},
        "entitled": {"A": False},
        "total": "1.00",
        "payment_date": "2024-07-09",
        "one_off": [{"child": "A", "benefit": "birth", "amount": "1.00"}],
        "shares": [{"to": "beneficiary", "amount": "1.00"}],
    }
    assert len(differences(wanted, answered)) == 7
