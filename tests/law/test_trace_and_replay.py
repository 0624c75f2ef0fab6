"""A trace gives the same cents again from the amount files alone, and holds nothing of the family."""

import copy
import json
from typing import Any

import pytest
import rfc8785

from functions.benefits import calculate
from functions.benefits.amounts_of_trace import amounts_of_trace
from functions.benefits.compare_decisions import amounts_of
from functions.benefits.decide import decide_month
from functions.benefits.parameters import current_parameters
from functions.benefits.replay import TraceError, replay
from functions.benefits.trace import trace_of
from functions.what_if.read_request import read_request
from tests.law.golden_cases import REGIONS, golden_cases
from tests.law.households import Guarantee2019, child, decide, household

CASES = [case for region in REGIONS for case in golden_cases(region) if "refused" not in case.expected]


def sample() -> dict[str, Any]:
    orphan = child("2012-01-01", "A", right_open_2019=True, parents_deceased=["2021-04-30"])
    pair = (orphan, child("2014-01-01", "B", right_open_2019=True, placement="institution"))
    decided = decide("brussels", "2024-07", *pair, income="80000.00", guarantee_2019=Guarantee2019())
    return copy.deepcopy(trace_of(decided))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_same_cents_again(case: Any) -> None:
    """Given the trace of a golden case, as it is stored, then the steps give every amount and total again."""
    decision = decide_month(read_request(json.dumps(case.question)), current_parameters())
    stored = json.loads(rfc8785.dumps(trace_of(decision)))
    assert replay(stored, current_parameters()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_amounts_of_a_trace_are_those_of_the_decision(case: Any) -> None:
    """Given the trace of a golden case, as it is stored, then every amount and ground is read from it again."""
    decision = decide_month(read_request(json.dumps(case.question)), current_parameters())
    assert amounts_of_trace(json.loads(rfc8785.dumps(trace_of(decision)))) == amounts_of(decision)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_nothing_of_the_family_in_a_trace(case: Any) -> None:
    """Given the trace of a golden case, then no income, cadastral income, date of birth or of death stands in it."""
    asked = case.question
    decision = decide_month(read_request(json.dumps(asked)), current_parameters())
    stored = json.dumps(trace_of(decision))
    public = {value["since"] for one in current_parameters().series.values() for value in one["values"]}
    private = [one["born"] for one in asked["children"]]
    private += [day for one in asked["children"] for day in one.get("parents_deceased", [])]
    for day in set(private) - public:
        assert day not in stored
    if asked["income"] is not None and asked["income"]["amount"] != "0.00":
        assert asked["income"]["amount"].replace(".", "") not in stored.replace(current_parameters().digest, "")


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("A/base", lambda trace: trace["children"][0]["lines"][0].update(cents=1)),
        ("A/total", lambda trace: trace["children"][0].update(total=1)),
        ("total", lambda trace: trace.update(total=1)),
        ("A/annual/one_off", lambda trace: trace["one_off"][0].update(cents=1)),
        ("shares", lambda trace: trace["shares"][0].update(cents=1)),
    ],
)
def test_a_changed_cent_is_found(where: str, change: Any) -> None:
    """Given a trace in which one amount was changed, then the replay says where."""
    trace = sample()
    assert replay(trace, current_parameters()) == []
    change(trace)
    assert where in [one.where for one in replay(trace, current_parameters())]


def _without_children(trace: dict[str, Any]) -> None:
    del trace["children"]


def _step(**members: str) -> Any:
    return lambda trace: trace["children"][0]["lines"][0]["terms"][0].update(members)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda trace: trace.update(version=2), id="version"),
        pytest.param(_without_children, id="no-children"),
        pytest.param(lambda trace: trace.update(children="all"), id="children"),
        pytest.param(lambda trace: trace.update(total="1.00"), id="text"),
        pytest.param(lambda trace: trace.update(total=True), id="boolean"),
        pytest.param(_step(amount="flanders/base/none"), id="unknown-amount"),
        pytest.param(_step(**{"from": "1999-01-01"}), id="unknown-day"),
    ],
)
def test_a_broken_trace_is_refused(change: Any) -> None:
    """Given a trace that is not whole, of another version, or that names no amount, then it is refused."""
    trace = sample()
    change(trace)
    with pytest.raises(TraceError):
        replay(trace, current_parameters())


def test_the_library_door() -> None:
    """Given a household, when another project calls `calculate`, then it gets the decision in whole cents."""
    decided = calculate(household("flanders", "2024-06", child("2020-01-01")))
    assert decided.total == 17666
    assert decided.parameters == current_parameters().digest
