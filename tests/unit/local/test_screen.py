"""The screen of `make run`: every step with what went in, what came out and how long; a failure names its step."""

import io
import re

import pytest

from tools.local import run
from tools.local.screen import Screen, StepFailedError


def test_a_step_shows_what_went_in_and_came_out() -> None:
    out = io.StringIO()
    with Screen(out).step("A family joins") as step:
        step.sent("a form")
        step.came("a receipt " + "with a long text " * 9)
    lines = out.getvalue().splitlines()
    assert re.fullmatch(r"  1  A family joins +\d+\.\d s", lines[0])
    assert lines[1] == "       sent  a form"
    assert lines[2].startswith("       came  a receipt with")
    assert lines[3].startswith("             ")
    assert max(map(len, lines)) <= 100


def test_a_failure_names_its_step_and_its_cause_in_one_line() -> None:
    out = io.StringIO()
    screen = Screen(out)
    with pytest.raises(StepFailedError) as failed, screen.step("The files are opened"):
        raise ValueError("first line\n  second line\n")  # noqa: EM101, TRY003 - the text is the point
    assert (failed.value.step, str(failed.value)) == ("The files are opened", "first line / second line")
    assert "  1! The files are opened" in out.getvalue()


def test_an_error_without_words_is_named_after_its_kind() -> None:
    with pytest.raises(StepFailedError, match="ZeroDivisionError"), Screen(io.StringIO()).step("x"):
        raise ZeroDivisionError


def test_run_ends_with_the_failed_step_as_its_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise StepFailedError("The CDK app is deployed", "no space left")  # noqa: EM101, TRY003 - two plain arguments

    monkeypatch.setattr(run, "_set_scene", fail)
    assert run.main(["--once"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "failed: The CDK app is deployed: no space left"
