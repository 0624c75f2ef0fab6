"""What is the same for every family of a run."""

from dataclasses import dataclass
from datetime import date

from functions.benefits.household import Region
from functions.benefits.parameters import ParameterSet
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class RunTerms:
    """A run's region and month, the law, the key of payment ids, and the run's own civil day."""

    region: Region
    month: YearMonth
    parameters: ParameterSet
    secret: bytes
    today: date
