"""A goal counts as proved only when a test of it ran and passed: not skipped, not broken, not expected to fail."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.modules import ROOT
from tools.goals import print_goals

TESTS = """
import pytest

@pytest.fixture
def broken_end():
    yield
    raise RuntimeError("the end of the test breaks")

@pytest.mark.goal("CA-1")
@pytest.mark.parametrize("number", [1, 2])
def test_passes(number): pass

@pytest.mark.goal("IN-2")
def test_fails(): assert False

@pytest.mark.goal("IN-10")
def test_skips(): pytest.skip("not here")

@pytest.mark.goal("ER-1")
@pytest.mark.xfail(strict=False, raises=ZeroDivisionError)
def test_fails_as_expected(): 1 / 0

@pytest.mark.goal("ER-2")
def test_breaks_at_its_end(broken_end): pass

@pytest.mark.goal("AU-2")
@pytest.mark.soak
def test_is_long(): pass
"""


def report_of(folder: Path, *options: str) -> dict[str, list[str]]:
    """Run the tests above in a process of their own and return which goals they prove."""
    test, report = folder / "test_goals.py", folder / "report.json"
    test.write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml")]
    subprocess.run(
        [*command, "--goals-report", str(report), *options, str(test)], cwd=ROOT, capture_output=True, check=False
    )
    found: dict[str, list[str]] = json.loads(report.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "side by side"])
def test_only_passed_tests_prove_a_goal(tmp_path: Path, workers: tuple[str, ...]) -> None:
    report = report_of(tmp_path, *workers)
    assert list(report) == ["CA-1"]
    assert len(report["CA-1"]) == 2


def test_long_tests_run_when_asked(tmp_path: Path) -> None:
    assert sorted(report_of(tmp_path, "--soak")) == ["AU-2", "CA-1"]


def test_goals_are_printed_in_reading_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given two reports of one run, when goals are printed, then each has one line with its number of tests."""
    (tmp_path / "law.json").write_text('{"IN-10": ["a"], "CA-1": ["b", "c"]}', encoding="utf-8")
    (tmp_path / "parallel.json").write_text('{"IN-2": ["d"], "CA-1": ["e"]}', encoding="utf-8")
    monkeypatch.setattr(print_goals, "REPORTS", tmp_path)
    monkeypatch.setattr(print_goals, "is_current", lambda: True)
    assert print_goals.main() == 0
    assert capsys.readouterr().out == "CA-1 3\nIN-2 1\nIN-10 1\n"
