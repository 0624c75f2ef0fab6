"""K1 and K2: the same rule here and in OpenFisca-France, with and without building what is calculated on.

The rule is written down in `families.py`. Here: a row of plain values becomes a household, and the household a decision
with lines, tests, articles, statuses, shares and payment date, one family after the other. There: arrays of all
families become a simulation, and the simulation one array of totals without reasons (the fastest way that OpenFisca
has); for a single family, one request goes through the builder of its web API. CPU seconds of one process each, in
turn; the ratio is the median. Both give the same cents for every family, or the measurement stops.

`chain`: dates of birth and wages are given, age and income follow (income through the resources of OpenFisca-France's
own family allowances; here that income is given). `direct`: age and income are given there, here dates and income.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from bench.external.common_rule import common_parameters, decide_row, household_of
from bench.external.families import Row, rows
from bench.figure import Figure
from functions.benefits.parameters import ParameterSet

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
REPEATS = 9
SIZES = (1_000, 10_000, 50_000)
SINGLE = 20
_CHAIN, _DIRECT, _SINGLE = 1 / 25, 1 / 3, 1 / 100

type Told = dict[str, object]
type Ask = Callable[[str, int, int], Told]


def figures() -> list[Figure]:
    """Measure K1 and K2; nothing when the environment of OpenFisca is not there: it is an optional job."""
    if not PYTHON.exists():
        sys.stdout.write("K1/K2 not measured: .tools/bin/uv sync --project bench/external\n")
        return []
    parameters = common_parameters()
    with _openfisca() as (ask, load):
        found = [figure for size in SIZES for figure in _many(ask, size, parameters)]
        found += _single(ask, parameters)
        sys.stdout.write(f"OpenFisca-France loads in {load:.2f} s of CPU time\n")
    return found


@contextmanager
def _openfisca() -> Iterator[tuple[Ask, float]]:
    """Start the other side, loaded once; ask it line by line."""
    command = [str(PYTHON), "openfisca_side.py"]
    with subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        given, told = other.stdin, other.stdout
        if given is None or told is None:
            msg = "the other side has no pipes"
            raise RuntimeError(msg)

        def ask(way: str, count: int, seed: int) -> Told:
            given.write(f"{way} {count} {seed}\n")
            given.flush()
            answer: Told = json.loads(told.readline())
            return answer

        yield ask, float(json.loads(told.readline())["load"])
        given.close()


def _many(ask: Ask, count: int, parameters: ParameterSet) -> list[Figure]:
    """Decide many families: a monthly run."""
    ratios: dict[str, list[float]] = {"chain": [], "direct": [], "chain bare": [], "direct bare": []}
    for repeat in range(REPEATS):
        asked = rows(count, seed=repeat)
        for way in ("chain", "direct"):
            told = ask(way, count, repeat)
            whole, decided = _decide_all(asked, _cents(told, "incomes"), parameters, told)
            there, bare = _seconds(told)
            ratios[way].append(whole / there)
            ratios[f"{way} bare"].append(decided / bare)
    what = f"{count:,} families / OpenFisca"
    return [
        Figure("K1", f"{what} chain, both with building", statistics.median(ratios["chain"]), _CHAIN, "x"),
        Figure("K1", f"{what} direct, both with building", statistics.median(ratios["direct"]), _DIRECT, "x"),
        Figure("K1", f"{what} chain, both without building", statistics.median(ratios["chain bare"]), _CHAIN, "x"),
        Figure("K1", f"{what} direct, both without building", statistics.median(ratios["direct bare"]), _DIRECT, "x"),
    ]


def _single(ask: Ask, parameters: ParameterSet) -> list[Figure]:
    """Decide one family at a time, as a request does."""
    ratios, bare_ratios = [], []
    for repeat in range(REPEATS):
        asked = rows(SINGLE, seed=repeat)
        told = ask("single", SINGLE, repeat)
        whole, decided = _decide_all(asked, [sum(row.wages) * 100 for row in asked], parameters, told)
        there, bare = _seconds(told)
        ratios.append(whole / there)
        bare_ratios.append(decided / bare)
    return [
        Figure("K2", "one family / OpenFisca direct, both with building", statistics.median(ratios), _SINGLE, "x"),
        Figure("K2", "one family / OpenFisca direct, without building", statistics.median(bare_ratios), _SINGLE, "x"),
    ]


def _seconds(told: Told) -> tuple[float, float]:
    """Return the seconds with and without building."""
    build, calculate = float(str(told["build"])), float(str(told["calculate"]))
    return build + calculate, calculate


def _decide_all(asked: list[Row], incomes: list[int], parameters: ParameterSet, told: Told) -> tuple[float, float]:
    """Decide one family after the other, keeping no decision; return the seconds with and without building.

    Stops (RuntimeError) when one family has other cents in the other engine.
    """
    start = time.process_time()
    totals = [
        decide_row(household_of(row, income), parameters).total for row, income in zip(asked, incomes, strict=True)
    ]
    whole = time.process_time() - start
    households = [household_of(row, income) for row, income in zip(asked, incomes, strict=True)]
    start = time.process_time()
    for household in households:
        decide_row(household, parameters)
    decided = time.process_time() - start
    if totals != _cents(told, "cents"):
        msg = "the two engines do not give the same cents"
        raise RuntimeError(msg)
    return whole, decided


def _cents(told: Told, name: str) -> list[int]:
    """Return the cents of every family that the other side told."""
    return [int(one) for one in cast("list[int]", told[name])]
