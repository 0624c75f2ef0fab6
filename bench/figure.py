"""One figure of the bench, and how a ratio is taken."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured for one goal; `limit` is the goal, `met` whether the figure keeps it."""

    goal: str
    what: str
    value: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether the figure keeps its goal."""
        return self.value <= self.limit

    def line(self) -> str:
        """Return the figure as one line of the report."""
        verdict = "met" if self.met else "NOT MET"
        return f"{self.goal:<5} {self.value:>9.2f} {self.unit:<6} goal <= {self.limit:<7g} {verdict:<8} {self.what}"


def ratio(
    candidate: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    calls: int,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Return the median ratio of blocks of `calls` calls, candidate and yardstick in turn."""
    return statistics.median(_block(candidate, calls, clock) / _block(yardstick, calls, clock) for _ in range(REPEATS))


def _block(call: Callable[[], object], calls: int, clock: Callable[[], float]) -> float:
    start = clock()
    for _ in range(calls):
        call()
    return clock() - start
