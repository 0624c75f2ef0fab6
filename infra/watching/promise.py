"""The words of a promise that is watched: what is measured, when that is a breach, and what to do then."""

from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR, DAY = 60, 3600, 86400


class Statistic(StrEnum):
    """How the values of a period become one."""

    SUM = "Sum"
    MAXIMUM = "Maximum"
    SLOWEST = "p95"


class Missing(StrEnum):
    """What a period without values means."""

    GOOD = "notBreaching"
    BAD = "breaching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One metric; dimension values in braces are filled in by the stage: `{queue:x}`, `{function:x}`, `{table:x}`."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...] = ()
    statistic: Statistic = Statistic.SUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise, and the alarm that says it is broken or about to be.

    The alarm rings when the measure is at least `threshold` (`below`: less than it) in `periods` periods of `seconds`.
    """

    name: str
    promise: str
    act: str
    measure: Measure
    threshold: float = 1
    seconds: int = 5 * MINUTE
    periods: int = 1
    below: bool = False
    missing: Missing = Missing.GOOD
