"""CA-10: a million child-months of synthetic families in the three regions, each decided and traced in full."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import replace

from bench.figure import Figure
from functions.benefits.decide import decide_month
from functions.benefits.household import Household
from functions.benefits.parameters import current_parameters
from functions.benefits.trace import trace_of
from functions.units.year_month import YearMonth
from functions.what_if.synthetic_population import synthetic_families

_CHILD_MONTHS, _CORES, _SECONDS = 1_000_000, 2, 120.0
_FIRST, _MONTHS, _AT_ONCE = YearMonth(2023, 9), 12, 500


def figures() -> list[Figure]:
    """Decide them all on two cores; making the families is not timed, decisions and traces are."""
    with ProcessPoolExecutor(_CORES) as cores:
        seconds = max(cores.map(seconds_for, [_CHILD_MONTHS // _CORES] * _CORES, range(_CORES)))
    return [
        Figure("CA-10", f"{_CHILD_MONTHS:,} child-months with full trace on {_CORES} cores", seconds, _SECONDS, "s")
    ]


def seconds_for(child_months: int, seed: int) -> float:
    """Return the time that so many child-months take in this process, from nothing remembered on."""
    parameters, taken, done = current_parameters(), 0.0, 0
    for households in _households(seed):
        start = time.perf_counter()
        for household in households:
            trace_of(decide_month(household, parameters))
        taken += time.perf_counter() - start
        done += sum(len(household.children) for household in households)
        if done >= child_months:
            return taken
    msg = "there are too few families"
    raise RuntimeError(msg)


def _households(seed: int) -> Iterator[list[Household]]:
    """Yield families as they stand in each month of a year, some hundreds at once."""
    for at in range(_CHILD_MONTHS):
        families = list(synthetic_families(_AT_ONCE, seed * _CHILD_MONTHS + at, _FIRST))
        for month in range(_MONTHS):
            yield [replace(family, month=_FIRST.plus(month)) for family in families]
