"""Wrong questions: refused with a pointer for every wrong member, never half an answer."""

from typing import Any

import pytest

from functions.benefits.parameters import current_parameters
from functions.runtime.problem import Language
from functions.what_if.answer import answer
from functions.what_if.refusal import RefusedError
from tests.unit.what_if.questions import GOOD, question, text, with_child

SCORES = {"points": 6, "pillar1": 3, "pillar2": 3, "pillar3": 0}


def refusal_of(asked: str | bytes) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        answer(asked, current_parameters())
    return refused.value


@pytest.mark.parametrize(
    ("asked", "pointers"),
    [
        (question(month="2024-13"), ["/month"]),
        (question(month="2024-7"), ["/month"]),
        (question(month="9999-12"), ["/month"]),
        (question(month=202407), ["/month"]),
        (question(region="ostbelgien"), ["/region"]),
        (question(partner="yes"), ["/partner"]),
        (question(partner=0), ["/partner"]),
        (question(income={}), ["/income/amount"]),
        (question(income={"amount": "1e3"}), ["/income/amount"]),
        (question(income={"amount": 30000.0}), ["/income/amount"]),
        (question(income={"amount": "-1.00"}), ["/income/amount"]),
        (question(income={"amount": "\u0663\u0660.\u0660\u0660"}), ["/income/amount"]),
        (question(income={"amount": "1234567890.00"}), ["/income/amount"]),
        (question(income={"amount": "1.00", "cadastral": "1"}), ["/income/cadastral"]),
        (question(income={"amount": "1.00", "preferential": None}), ["/income/preferential"]),
        (question(children=[]), ["/children"]),
        (question(children=None), ["/children"]),
        (question(children=[{"id": str(n), "born": "2020-01-01"} for n in range(21)]), ["/children"]),
        (question(children=["A"]), ["/children/0"]),
        (question(children=[{"id": "A", "born": "2020-01-01"}] * 2), ["/children/1/id"]),
        (question(beneficiary={"incapacity": "no"}), ["/beneficiary/incapacity"]),
        (question(beneficiary=None), ["/beneficiary"]),
        (question(guarantee_2019={"social": "retired"}), ["/guarantee_2019/social"]),
        (question(guarantee_2019={"switched_on": "2020"}), ["/guarantee_2019/switched_on"]),
        (question(colour="red"), ["/colour"]),
        (with_child(id=""), ["/children/0/id"]),
        (with_child(id="x" * 65), ["/children/0/id"]),
        (with_child(born="2019-02-29"), ["/children/0/born"]),
        (with_child(born="2019-03-01T00:00:00"), ["/children/0/born"]),
        (with_child(born=1551398400), ["/children/0/born"]),
        (with_child(study="primary"), ["/children/0/study"]),
        (with_child(study=None), ["/children/0/study"]),
        (with_child(rank_2018="first"), ["/children/0/rank_2018"]),
        (with_child(parents_deceased=["2020-01-01"] * 3), ["/children/0/parents_deceased"]),
        (with_child(parents_deceased=["then"]), ["/children/0/parents_deceased/0"]),
        (with_child(disability=SCORES | {"points": 7}), ["/children/0/disability"]),
        (with_child(disability=SCORES | {"pillar1": 7, "points": 10}), ["/children/0/disability/pillar1"]),
        (with_child(disability=SCORES | {"pillar1": -3, "points": 0}), ["/children/0/disability/pillar1"]),
        (with_child(disability=SCORES | {"pillar2": 13, "points": 16}), ["/children/0/disability/pillar2"]),
        (with_child(disability=SCORES | {"pillar3": 19, "points": 25}), ["/children/0/disability/pillar3"]),
        (with_child(disability=SCORES | {"points": 6.5}), ["/children/0/disability/points"]),
        (with_child(disability={"points": 6}), [f"/children/0/disability/pillar{n}" for n in (1, 2, 3)]),
        (with_child(placement="street"), ["/children/0/placement"]),
        (with_child(housing="half"), ["/children/0/housing"]),
        (with_child(**{"a/b~c": 1}), ["/children/0/a~1b~0c"]),
        ([GOOD], [""]),
        ("text", [""]),
    ],
)
def test_every_wrong_member_is_pointed_at(asked: Any, pointers: list[str]) -> None:
    """Given a question with a wrong member, then it is refused as invalid and the pointer leads to the member."""
    refused = refusal_of(text(asked))
    assert refused.code == "invalid-request"
    assert [one.pointer for one in refused.wrong] == pointers


@pytest.mark.parametrize("asked", [b"", b"\n", b"{", b"\xff\xfe", b"{}{}", b"[" * 5000])
def test_what_is_not_json_is_refused(asked: bytes) -> None:
    """Given bytes that are not one JSON object, then the question is refused, without a traceback."""
    assert refusal_of(asked).is_not_json


def test_all_wrong_members_are_told_at_once() -> None:
    """Given a question wrong in four places, then all four stand in the problem, the repeated id included."""
    asked = question(month="soon", partner=None, children=[{"id": "A", "born": "2020-01-01"}, {"id": "A"}])
    refused = refusal_of(text(asked))
    assert sorted(one.pointer for one in refused.wrong) == ["/children/1/born", "/children/1/id", "/month", "/partner"]


@pytest.mark.parametrize("name", ["month", "region", "partner", "income", "children"])
def test_required_members_are_required(name: str) -> None:
    """Given a question without one required member, then the pointer names it."""
    asked = {key: value for key, value in GOOD.items() if key != name}
    assert [one.pointer for one in refusal_of(text(asked)).wrong] == [f"/{name}"]


@pytest.mark.parametrize(
    ("region", "before", "first"),
    [("flanders", "2018-12", "2019-01"), ("brussels", "2019-12", "2020-01"), ("wallonia", "2018-12", "2019-01")],
)
def test_a_month_before_the_law_is_outside_it(region: str, before: str, first: str) -> None:
    """Given the month before the region's first amount, then it is outside the law; the first month is answered."""
    asked = question(region=region, children=[{"id": "A", "born": "2015-01-01"}])
    refused = refusal_of(text(asked | {"month": before}))
    assert (refused.code, [one.pointer for one in refused.wrong]) == ("outside-law", ["/month"])
    assert refusal_of(text(asked | {"month": "0000-01"})).code == "outside-law"
    assert answer(text(asked | {"month": first}), current_parameters())["month"] == first


@pytest.mark.parametrize(
    ("region", "month", "child"),
    [
        ("brussels", "2024-05", {"born": "2024-05-02"}),
        ("brussels", "2024-05", {"born": "2020-05-02", "adopted_on": "2024-05-03"}),
        ("wallonia", "2019-06", {"born": "2019-06-01"}),
    ],
)
def test_a_fact_that_a_premium_depends_on_is_asked_for(region: str, month: str, child: dict[str, str]) -> None:
    """Given a birth whose amount depends on the first child, when nobody says so, then the question is refused."""
    asked = question(region=region, month=month, children=[{"id": "A"} | child])
    assert [one.pointer for one in refusal_of(text(asked)).wrong] == ["/children/0/first_child"]
    said = question(region=region, month=month, children=[{"id": "A", "first_child": False} | child])
    assert answer(text(said), current_parameters())["one_off"]
    twins = question(region=region, month=month, children=[{"id": "A"} | child, {"id": "B"} | child])
    assert len(answer(text(twins), current_parameters())["one_off"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("language", list(Language))
def test_the_problem_repeats_nothing_that_was_sent(language: Language) -> None:
    """Given a question full of marked values, then none of them stands in the problem object."""
    problem = str(refusal_of(text(with_child(id="MARK" * 20, born="MARK", study="MARK"))).problem(language))
    assert "MARK" not in problem
    assert problem.count("pointer") == 3
