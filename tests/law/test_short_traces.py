"""CA-5: a stored trace is short and loses nothing: rule, article, tests, amounts and rounding are all in it."""

import json
from pathlib import Path

import pytest
import rfc8785

from functions.benefits.decide import decide_month
from functions.benefits.explain import explain
from functions.benefits.parameters import current_parameters
from functions.benefits.replay import TraceError, replay
from functions.benefits.short_trace import short_trace, whole_trace
from functions.benefits.trace import VERSION, Traced, trace_of
from functions.benefits.words import LANGUAGES
from functions.what_if.read_request import read_request
from tests.law.golden_cases import REGIONS, GoldenCase, golden_cases

CASES = [case for region in REGIONS for case in golden_cases(region) if "refused" not in case.expected]
BENEFITS = Path(__file__).parents[2] / "functions" / "benefits"


def trace(case: GoldenCase) -> dict[str, Traced]:
    return trace_of(decide_month(read_request(json.dumps(case.question)), current_parameters()))


@pytest.mark.goal("CA-5")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_stored_form_gives_the_whole_trace_the_same_cents_and_the_same_words(case: GoldenCase) -> None:
    """Given a golden case, when its trace is stored and read back, then it is the same trace, cents and explanation."""
    whole = trace(case)
    stored = json.loads(rfc8785.dumps(short_trace(whole)))
    assert whole_trace(stored) == whole
    assert whole_trace(whole) == whole
    assert len(rfc8785.dumps(stored)) < len(rfc8785.dumps(whole))
    assert replay(stored, current_parameters()) == []
    for language in LANGUAGES:
        assert explain(stored, current_parameters(), language) == explain(whole, current_parameters(), language)


@pytest.mark.goal("CA-5")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_line_names_its_rule_article_tests_and_steps(case: GoldenCase) -> None:
    """Given every line of a trace, then its rule is the file of that benefit; article, files and days stand there."""
    whole = json.loads(json.dumps(trace(case)))
    assert whole["version"] == VERSION
    for line in [*(line for child in whole["children"] for line in child["lines"]), *whole["one_off"]]:
        source = (BENEFITS / f"{line['rule']}.py").read_text(encoding="utf-8")
        assert f'"{line["benefit"]}"' in source
        assert line["law"]
        for text, _ in line["law"]:
            assert text in source or text in (BENEFITS / line["rule"]).parent.joinpath("read_family.py").read_text()
        assert isinstance(line["tests"], dict)
        for step in line["terms"]:
            assert current_parameters().value_from(step["amount"], step["from"]) is not None
            assert ("ratio" in step) is (step.get("rounding") == "half_up")


@pytest.mark.parametrize(
    "broken",
    [
        {"lines": [], "region": "flanders", "children": [{"child": "A", "lines": [0], "total": 1}]},
        {"lines": [{}], "region": "flanders", "children": []},
        {"lines": 1, "region": "flanders", "children": []},
    ],
)
def test_what_is_no_trace_is_not_taken_for_one(broken: dict[str, object]) -> None:
    """Given a stored form that lacks a line, then reading it fails and gives nothing."""
    with pytest.raises((KeyError, TypeError, IndexError)):
        whole_trace(broken)


def test_another_version_is_refused() -> None:
    """Given a trace of a later version, then it is not replayed as if it were this one."""
    later = short_trace(trace(CASES[0])) | {"version": VERSION + 1}
    with pytest.raises(TraceError):
        replay(later, current_parameters())
