"""Compare two sets of amounts on synthetic families: who gains and who loses, by group. No real person's data.

OLD and NEW are compiled amount files (`python -m tools.compile_amounts --from FOLDER --to FILE`), or `current`.
Output: JSON. Exit status 0: nobody loses; 1: some do; 2: a file cannot be read.
"""

import argparse
import json
import sys
from dataclasses import asdict

from functions.benefits.decide import OutsideLawError
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.cli.open_input import open_input
from functions.units.year_month import YearMonth
from functions.what_if.refusal import NOT_READABLE, RefusedError, WrongMember
from functions.what_if.simulate_reform import simulate_reform
from functions.what_if.synthetic_population import synthetic_families

EXIT_LOSERS = 1
EXIT_REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two sets, the number of families, the seed and the month."""
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--families", type=int, default=3000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--month", type=YearMonth.parse, default=YearMonth(2024, 6), metavar="YYYY-MM")


def run(arguments: argparse.Namespace) -> int:
    """Simulate and report."""
    try:
        old, new = _read(arguments.old), _read(arguments.new)
        families = synthetic_families(arguments.families, arguments.seed, arguments.month)
        groups = simulate_reform(families, old, new)
    except OutsideLawError:
        print(json.dumps(RefusedError.outside_law().problem()))
        return EXIT_REFUSED
    except RefusedError as refused:
        print(json.dumps(refused.problem()))
        return EXIT_REFUSED
    report = {
        "month": str(arguments.month),
        "families": arguments.families,
        "seed": arguments.seed,
        "old": old.digest,
        "new": new.digest,
        "groups": {name: asdict(group) for name, group in groups.items()},
    }
    print(json.dumps(report, indent=2))
    return EXIT_LOSERS if any(group.lose for group in groups.values()) else 0


def _read(name: str) -> ParameterSet:
    """Read a compiled file (RefusedError when it is none)."""
    if name == "current":
        return current_parameters()
    try:
        with open_input(name, sys.stdin.buffer) as file:
            read = ParameterSet(json.loads(file.read()))
            read.first_month("flanders")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RefusedError.invalid(WrongMember("", NOT_READABLE)) from None
    return read
