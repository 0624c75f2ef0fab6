"""`kroost compare`: the same synthetic families under two sets of amounts, who gains and who loses."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from functions.cli.main import main
from tools import compile_amounts
from tools.amount_files import AMOUNTS


def compiled(folder: Path, file: str, before: str, after: str) -> Path:
    """Compile a copy of the amount files in which one value is another."""
    changed = folder / "amounts"
    shutil.copytree(AMOUNTS, changed)
    path = changed / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    target = folder / "new.json"
    assert compile_amounts.main(["--from", str(changed), "--to", str(target)]) == 0
    return target


def compare(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["compare", *arguments, "--families", "90"])
    return status, json.loads(capsys.readouterr().out)


def test_nothing_changes_between_equal_sets(capsys: pytest.CaptureFixture[str]) -> None:
    """Given the current amounts twice, then nobody gains or loses, and the same seed gives the same families."""
    status, first = compare(capsys, "current", "current")
    assert status == 0
    assert {(group["gain"], group["lose"]) for group in first["groups"].values()} == {(0, 0)}
    assert first["groups"]["all"]["families"] == 90
    assert compare(capsys, "current", "current") == (0, first)
    assert compare(capsys, "current", "current", "--seed", "2")[1] != first


def test_a_raise_has_winners_in_its_region_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a higher Flemish base, then Flemish families gain, nobody loses, and the others see no change."""
    new = compiled(tmp_path, "flanders/base/new.yaml", '"176.66"', '"186.66"')
    status, told = compare(capsys, "current", str(new))
    assert status == 0
    assert told["groups"]["flanders"]["gain"] > 0
    assert told["groups"]["brussels"]["gain"] == told["groups"]["wallonia"]["gain"] == 0
    assert told["groups"]["flanders"]["largest_gain"] % 1000 == 0
    status, back = compare(capsys, str(new), "current")
    assert status == 1
    assert back["groups"]["flanders"]["lose"] == told["groups"]["flanders"]["gain"]


def test_a_set_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a missing file, or one that is no compiled set, or a month before the law, then exit status 2."""
    broken = tmp_path / "broken.json"
    broken.write_text('{"digest": "x", "series": []}', encoding="utf-8")
    for name in (str(broken), str(tmp_path / "missing.json")):
        status, told = compare(capsys, "current", name)
        assert (status, told["errors"][0]["pointer"]) == (2, "")
    status, told = compare(capsys, "current", "current", "--month", "2018-01")
    assert (status, told["errors"][0]["pointer"]) == (2, "/month")
