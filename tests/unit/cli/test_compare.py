"""`kroost compare`: the same synthetic families under two sets of amounts, who gains and who loses."""

import json
import shutil
import subprocess
import sys
import tracemalloc
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.decision import Decision
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.cli.main import main
from functions.units.year_month import YearMonth
from functions.what_if.simulate_reform import simulate_reform
from functions.what_if.synthetic_population import synthetic_families
from tools import compile_amounts
from tools.amount_files import AMOUNTS


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
    new = reformed(tmp_path, {"flanders/base/new.yaml": ('"176.66"', '"186.66"')})
    status, told = compare(capsys, "current", str(new))
    assert status == 0
    assert told["groups"]["flanders"]["gain"] > 0
    assert told["groups"]["brussels"]["gain"] == told["groups"]["wallonia"]["gain"] == 0
    assert told["groups"]["flanders"]["largest_gain"] % 1000 == 0
    status, back = compare(capsys, str(new), "current")
    assert status == 1
    assert back["groups"]["flanders"]["lose"] == told["groups"]["flanders"]["gain"]


@pytest.mark.goal("CA-9")
def test_a_reform_tells_who_gains_and_loses_by_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given next year's files, of which an amount falls and an income limit and an age limit move, then by group.

    Every count and sum is what deciding each family under both sets gives; groups split the families of a region by
    size, parents, income and age of the youngest, and each family stands in one group of every kind.
    """
    new = reformed(
        tmp_path,
        {
            "flanders/social/low_small.yaml": ('"70.50"', '"40.50"'),
            "flanders/income/lower_limit.yaml": ('"36325.76"', '"45000.00"'),
            "wallonia/entitlement/to_age.yaml": ('"25"', '"22"'),
        },
    )
    status, told = compare(capsys, "current", str(new))
    assert status == 1
    groups = told["groups"]
    expected: dict[str, list[int]] = {}
    sets = (current_parameters(), ParameterSet(json.loads(new.read_text(encoding="utf-8"))))
    for family in synthetic_families(90, 1, YearMonth(2024, 6)):
        before, after = (sum_of(decide_month(family, one)) for one in sets)
        for name in ("all", family.region, f"{family.region}/parents/{'two' if family.partner else 'one'}"):
            counted = expected.setdefault(name, [0, 0, 0, 0, 0])
            for at, more in enumerate((1, after > before, after < before, before, after)):
                counted[at] += more
    for name, counted in expected.items():
        assert [groups[name][one] for one in ("families", "gain", "lose", "before", "after")] == counted, name
    assert groups["flanders"]["gain"] > 0 < groups["flanders"]["lose"]
    assert groups["wallonia"]["lose"] > 0
    assert groups["brussels"]["gain"] == groups["brussels"]["lose"] == 0
    for region in ("flanders", "brussels", "wallonia"):
        for kind in ("children", "parents", "income", "youngest"):
            parts = [group for name, group in groups.items() if name.startswith(f"{region}/{kind}/")]
            assert sum(group["families"] for group in parts) == groups[region]["families"]
            assert sum(group["after"] for group in parts) == groups[region]["after"]
    young = [name for name in groups if name.startswith("wallonia/youngest/") and groups[name]["lose"]]
    assert "wallonia/youngest/18-23" in young, "who loses is older than the new limit, or has such a brother or sister"


@pytest.mark.goal("CA-9")
def test_a_simulation_needs_no_persons_data_and_no_more_memory_for_more_families() -> None:
    """Given ten times as many synthetic families, then memory stays, and nothing that holds people was loaded.

    The law remembers its last answers, up to a limit: the same families, made anew each time, add none to them.
    Python keeps some freed tuples for the next ones: a megabyte at most, where 5,000 families kept would be ten.
    """
    current, month = current_parameters(), YearMonth(2024, 6)
    peaks = []
    for times in (1, 1, 10):
        families = chain.from_iterable(synthetic_families(500, 1, month) for _ in range(times))
        tracemalloc.start()
        simulate_reform(families, current, current)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.5 + 1_000_000
    asked = "import sys, functions.cli.compare; print([m for m in sys.modules if m.startswith('functions.')])"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    for room in ("dossier", "vault", "payments", "intake", "government"):
        assert f"functions.{room}" not in loaded


def reformed(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """Compile a copy of the amount files in which these values are others."""
    changed = folder / "amounts"
    shutil.copytree(AMOUNTS, changed)
    for file, (before, after) in changes.items():
        text = (changed / file).read_text(encoding="utf-8")
        assert before in text
        (changed / file).write_text(text.replace(before, after), encoding="utf-8")
    target = folder / "new.json"
    assert compile_amounts.main(["--from", str(changed), "--to", str(target)]) == 0
    return target


def sum_of(decision: Decision) -> int:
    """Return all that a month brings, in cents."""
    return decision.total + sum(one.cents for one in decision.one_off)


def test_a_set_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a missing file, or one that is no compiled set, or a month before the law, then exit status 2."""
    broken = tmp_path / "broken.json"
    broken.write_text('{"digest": "x", "series": []}', encoding="utf-8")
    for name in (str(broken), str(tmp_path / "missing.json")):
        status, told = compare(capsys, "current", name)
        assert (status, told["errors"][0]["pointer"]) == (2, "")
    status, told = compare(capsys, "current", "current", "--month", "2018-01")
    assert (status, told["errors"][0]["pointer"]) == (2, "/month")
