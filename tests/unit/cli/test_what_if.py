"""`kroost what-if`: exit status 0, 1 and 2, one object a line, never a traceback."""

import io
import json
import sys
from pathlib import Path

import pytest

from functions.cli.main import main
from tests.unit.what_if.questions import GOOD, question, text


def test_one_question_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a file with one question, then one JSON object and exit status 0."""
    file = tmp_path / "question.json"
    file.write_text(json.dumps(GOOD, indent=2), encoding="utf-8")
    assert main(["what-if", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == "247.16"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Given `-`, then the question comes from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text(GOOD).encode())))
    assert main(["what-if", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == "247.16"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", text(question(month="soon")).encode()])
def test_a_wrong_question_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a wrong question, then one problem object on standard output and exit status 2."""
    file = tmp_path / "question.json"
    file.write_bytes(content)
    assert main(["what-if", str(file)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert told["type"].endswith("/invalid-request")
    assert {"type", "title", "detail", "errors"} == set(told)


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a missing file or a folder, then a problem object and exit status 2, with --many too."""
    for many in ([], ["--many"]):
        assert main(["what-if", *many, str(tmp_path / name)]) == 2
        assert json.loads(capsys.readouterr().out)["errors"][0]["pointer"] == ""


def test_many_lines_keep_their_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given good, empty and wrong lines, then one line each, in order, and exit status 1."""
    lines = [text(GOOD), "", text(question(partner=None)), "not json", text(question(month="2024-06"))]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert main(["what-if", "--many", str(file)]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.get("month") for one in told] == ["2024-07", None, None, None, "2024-06"]
    assert [one.get("type", "").rpartition("/")[2] for one in told][1:4] == ["invalid-request"] * 3


def test_many_good_lines_end_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given good lines only, or none at all, then exit status 0."""
    file = tmp_path / "many.jsonl"
    file.write_text(f"{text(GOOD)}\n{text(GOOD)}\n", encoding="utf-8")
    assert main(["what-if", "--many", str(file)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    file.write_text("", encoding="utf-8")
    assert main(["what-if", "--many", str(file)]) == 0


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Given no command or an unknown one, then the list on standard error, a problem object and exit status 2."""
    for arguments in ([], ["pay-everyone"]):
        assert main(arguments) == 2
        told = capsys.readouterr()
        assert "what-if" in told.err
        assert json.loads(told.out)["type"].endswith("/invalid-request")
    assert main(["--help"]) == 0
    assert "what-if" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["--many"], ["a", "b"], ["--colour", "red", "a"]], ids=" ".join)
def test_wrong_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Given no file, two files or an unknown option, then a problem object on standard output and exit status 2."""
    with pytest.raises(SystemExit) as ended:
        main(["what-if", *arguments])
    assert ended.value.code == 2
    assert json.loads(capsys.readouterr().out)["type"].endswith("/invalid-request")
