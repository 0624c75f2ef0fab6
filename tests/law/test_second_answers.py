"""Answers of a second implementation, written from the law notes alone and kept outside this repository.

It was held against the rules on many thousands of random households. These are the ones that together reach every
amount, period, ground, reason and choice that the random ones reached to August 2026, with its answers to them.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.benefits.parameters import current_parameters
from functions.what_if.answer import answer
from tests.law.golden_cases import REGIONS, differences

FOLDER = Path(__file__).parent / "second"
AT_LEAST = {"flanders": 100, "brussels": 250, "wallonia": 200}


def _cases(region: str) -> list[dict[str, Any]]:
    """Read the households of a region with their answers."""
    with (FOLDER / f"{region}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.goal("CA-8")
@pytest.mark.parametrize("region", REGIONS)
def test_both_implementations_agree(region: str) -> None:
    """Given the households of a region, then both answer alike: amounts, rights, statuses, shares, day of payment."""
    cases = _cases(region)
    assert len(cases) >= AT_LEAST[region]
    found = {case["id"]: _found(case) for case in cases}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _found(case: dict[str, Any]) -> list[str]:
    """Compare one answer with the second one, statuses of the children and lines too many included."""
    given = answer(json.dumps(case["input"]), current_parameters())
    wanted = case["expected"]
    found = differences(wanted, given)
    for child in given["children"]:  # type: ignore[attr-defined]
        lines = {line["benefit"]: line["amount"] for line in child["lines"]}
        pairs = ((wanted["lines"].get(child["id"], {}), lines), (wanted["statuses"][child["id"]], child["status"]))
        found += [f"{child['id']}: wanted {expected}, got {got}" for expected, got in pairs if expected != got]
    return found
