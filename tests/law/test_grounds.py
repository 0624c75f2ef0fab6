"""The grounds of every golden case: why each amount is due or not, on which file, and which choices stand behind it.

`grounds.json` was written from the rules and read line by line against docs/law/choices.md. It changes only with a
change of a rule: `python -m tests.law.test_grounds` writes it again, and the difference is what a reviewer reads.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.decision import Decision, Line, OneOff
from functions.benefits.parameters import current_parameters
from functions.what_if.read_request import read_request
from tests.law.golden_cases import REGIONS, GoldenCase, golden_cases

FILE = Path(__file__).parent / "grounds.json"
CASES = [case for region in REGIONS for case in golden_cases(region) if "refused" not in case.expected]


def grounds_of(decision: Decision) -> dict[str, Any]:
    """Return the grounds of a decision, without one amount."""
    found: dict[str, Any] = {}
    for one in decision.children:
        lines = {line.benefit: _of(line) for line in one.lines}
        found[one.child] = one.reason or [lines, one.status, *one.choices, *(limit.id for limit in one.refused)]
    for once in decision.one_off:
        found[f"{once.child} {once.benefit}"] = _of(once)
    return {"income": decision.income_test, **found}


def _of(line: Line | OneOff) -> list[Any]:
    """Return ground, file, articles, status, outcomes of tests and choices."""
    articles = " ".join(place.article for place in line.law)
    return [line.because, line.amount_id, articles, line.status, dict(line.tests), *line.choices]


def decided(case: GoldenCase) -> Decision:
    """Decide a case."""
    return decide_month(read_request(json.dumps(case.question)), current_parameters())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_grounds(case: GoldenCase) -> None:
    """Given a golden case, then each amount stands on the ground, file, status and choices that were reviewed."""
    assert grounds_of(decided(case)) == json.loads(FILE.read_text(encoding="utf-8"))[case.id]


if __name__ == "__main__":
    written = ",\n".join(f"{json.dumps(case.id)}: {json.dumps(grounds_of(decided(case)))}" for case in CASES)
    FILE.write_text(f"{{\n{written}\n}}\n", encoding="utf-8")
