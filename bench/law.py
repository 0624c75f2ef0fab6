"""The law: deciding over reading the question, many months over one, a line of `what-if --many` over its parse.

The questions are those of all golden cases that are not refused (three regions, 1 to 9 children, every right). All
ratios are of CPU time, in one process, yardstick and candidate in turn; what a decision remembers of other families is
warm, as in a run of a month.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench.figure import REPEATS, Figure, ratio
from functions.benefits import calculate, decide_range
from functions.benefits.decide_range import Stretch
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.cli.what_if import answer_lines
from functions.units.year_month import YearMonth
from functions.what_if.read_request import read_request
from functions.what_if.request import WhatIfRequest
from tests.law.golden_cases import golden_cases

_FIRST, _MONTHS = YearMonth(2020, 1), 60
_ROUNDS = 4
_IMPORT_MS = 15.0
_ANSWER_MS = 50.0
_BARE, _LIBRARY = "pass", "import functions.benefits"
_MANY_LINES = (20_000, 200_000)


def figures() -> list[Figure]:
    """Measure all of it."""
    return [_calculate(), *_what_if_many(), *_sixty_months(), _import(), _single()]


def questions(region: str) -> list[bytes]:
    """Return the questions of a region's golden cases that are answered."""
    return [json.dumps(case.question).encode() for case in golden_cases(region) if "refused" not in case.expected]


def _calculate() -> Figure:
    """Compare deciding a household-month, with its trace as objects, with the parse of its question."""
    asked = [question for region in REGIONS for question in questions(region)]
    households = [read_request(question) for question in asked]

    def decided() -> None:
        for household in households:
            calculate(household)

    found = ratio(decided, lambda: _parse(asked), calls=_ROUNDS, clock=time.process_time)
    return Figure("law", "calculate, one household-month with its trace / pydantic parse of it", found, 3.0, "x")


def _what_if_many() -> list[Figure]:
    """Compare a line of `what-if --many` with its parse and dump; and the memory of ten times as many lines."""
    asked = [question for region in REGIONS for question in questions(region)]
    parameters = current_parameters()

    def answered() -> None:
        for _ in answer_lines(asked, parameters):
            pass

    def parsed_and_dumped() -> None:
        for question in asked:
            WhatIfRequest.model_validate_json(question).model_dump_json()

    found = ratio(answered, parsed_and_dumped, calls=_ROUNDS, clock=time.process_time)
    few, many = (_peak_kb(asked, lines) for lines in _MANY_LINES)
    return [
        Figure("law", "what-if --many / parse and dump of the same lines by pydantic", found, 6.0, "x"),
        Figure("law", f"memory of what-if --many, {_MANY_LINES[1]} lines / {_MANY_LINES[0]}", many / few, 1.1, "x"),
    ]


def _peak_kb(asked: list[bytes], lines: int) -> int:
    """Return the largest memory of one process of the command over so many lines."""
    with tempfile.NamedTemporaryFile() as file:
        for at in range(lines):
            file.write(asked[at % len(asked)] + b"\n")
        file.flush()
        code = (
            "import resource, sys; from functions.cli.main import main; "
            f"main(['what-if', '--many', {file.name!r}]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
    return int(done.stderr)


def _sixty_months() -> list[Figure]:
    """Compare five years of a family whose facts stay with one month of it (K3)."""
    parameters, last, found = current_parameters(), _FIRST.plus(_MONTHS - 1), []
    for region in REGIONS:
        households = [read_request(question) for question in questions(region)]
        stretches = [(Stretch(_FIRST, household),) for household in households]

        def one(asked: list = households) -> None:  # type: ignore[type-arg] # bound now, called within this turn
            for household in asked:
                calculate(household)

        def sixty(asked: list = stretches) -> None:  # type: ignore[type-arg] # as above
            for stretch in asked:
                decide_range(stretch, _FIRST, last, parameters)

        measured = ratio(sixty, one, calls=1, clock=time.process_time)
        found.append(Figure("K3", f"{_MONTHS} months by change points / one month, {region}", measured, 20.0, "x"))
    return found


def _import() -> Figure:
    """Take the CPU time of an interpreter that imports the law, less that of one that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PYTHONPYCACHEPREFIX": folder, "PATH": ""}
        _child_ms(_LIBRARY, environment)
        found = [_child_ms(_LIBRARY, environment) - _child_ms(_BARE, environment) for _ in range(REPEATS)]
    return Figure(
        "C2", "import of functions.benefits over a bare interpreter", statistics.median(found), _IMPORT_MS, "ms"
    )


def _single() -> Figure:
    """Take the first answer of a process: amounts read, the month's law made, nothing remembered."""
    (question, *_) = questions("wallonia")
    code = (
        "import time; from functions.what_if.answer import answer; "
        "from functions.benefits.parameters import current_parameters; start = time.perf_counter(); "
        f"answer({question!r}, current_parameters()); print((time.perf_counter() - start) * 1000)"
    )
    found = [
        float(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout)
        for _ in range(REPEATS)
    ]
    return Figure(
        "CA-10", "first what-if of a process, amounts read from the file", statistics.median(found), _ANSWER_MS, "ms"
    )


def _child_ms(code: str, environment: dict[str, str]) -> float:
    """Return the CPU milliseconds of a fresh interpreter that runs some code in this folder."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=Path.cwd(), check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def _parse(asked: list[bytes]) -> None:
    for question in asked:
        WhatIfRequest.model_validate_json(question)
