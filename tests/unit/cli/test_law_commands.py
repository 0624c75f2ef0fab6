"""`kroost explain`, `replay` and `amounts`: the law told, computed again, and looked at."""

import json
from pathlib import Path

import pytest

from functions.benefits.trace import trace_of
from functions.cli.main import main
from tests.law.households import child, decide
from tests.unit.what_if.questions import GOOD, question, text


@pytest.mark.parametrize(("language", "said"), [("nl", "247,16 euro voor 07/2024"), ("en", "247.16 euro for 07/2024")])
def test_explain(language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a question, then plain text in the language and exit status 0."""
    file = tmp_path / "question.json"
    file.write_text(text(GOOD), encoding="utf-8")
    assert main(["explain", str(file), "--language", language]) == 0
    assert said in capsys.readouterr().out


def test_a_wrong_question_is_not_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a wrong question, then a problem object and exit status 2."""
    file = tmp_path / "question.json"
    file.write_text(text(question(month="soon")), encoding="utf-8")
    assert main(["explain", str(file)]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["pointer"] == "/month"


def test_replay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a trace, then 0; with another cent in it, 1 and where; without its parts, 2."""
    trace = trace_of(decide("flanders", "2024-06", child("2020-01-01"), income="100.00"))
    file = tmp_path / "trace.json"
    file.write_text(json.dumps(trace), encoding="utf-8")
    assert main(["replay", str(file)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    file.write_text(json.dumps(trace | {"total": 1}), encoding="utf-8")
    assert main(["replay", str(file)]) == 1
    assert [one["where"] for one in json.loads(capsys.readouterr().out)] == ["total"]
    for broken in ("{", "[]", '"x"', json.dumps(trace | {"children": None})):
        file.write_text(broken, encoding="utf-8")
        assert main(["replay", str(file)]) == 2


def test_amounts(capsys: pytest.CaptureFixture[str]) -> None:
    """Given a day, then per region what is in force, unconfirmed and due, by file; 1 when something is."""
    assert main(["amounts", "--region", "flanders", "--on", "2024-06-15"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["flanders"]["unconfirmed"] == told["flanders"]["due"] == []
    assert told["flanders"]["newest_period"] == "2024-01-01"
    calendar = {row["file"].rpartition("/amounts/")[2]: row for row in told["flanders"]["calendar"]}
    assert calendar["flanders/base/new.yaml"] | {"last_checked_on": ""} == {
        "file": "functions/benefits/amounts/flanders/base/new.yaml",
        "expected": "2026-09",
        "last_checked_on": "",
        "days": 808,
        "alarm": False,
    }
    assert {
        "file": "functions/benefits/amounts/flanders/base/new.yaml",
        "from": "2023-09-01",
        "status": "published",
    } in told["flanders"]["in_force"]
    assert main(["amounts", "--on", "2025-10-01"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"flanders", "brussels", "wallonia"}
    limit = "functions/benefits/amounts/flanders/income/lower_limit.yaml"
    assert [row["because"] for row in told["flanders"]["unconfirmed"] if row["file"] == limit] == ["carried forward"]
    assert [row["expected"] for row in told["flanders"]["due"] if row["file"] == limit] == ["2025-09"]
    assert main(["amounts", "--region", "flanders", "--on", "2026-08-02"]) == 1
    told = json.loads(capsys.readouterr().out)
    near = [row for row in told["flanders"]["calendar"] if row["file"].endswith("base/new.yaml")]
    assert [(row["days"], row["alarm"]) for row in near] == [(30, True)]
    assert main(["amounts"]) == 1
