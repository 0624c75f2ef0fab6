"""What the participation allowances look at: days in child care, and nursery school. No other rule asks for these."""

from datetime import date
from typing import Literal, NamedTuple


class ChildCare(NamedTuple):
    """A month in child care. `licensed`: by Flanders. `priced_by_income`: the parents pay by what they earn."""

    full_days: int
    half_days: int = 0
    licensed: bool = True
    priced_by_income: bool = False


class Nursery(NamedTuple):
    """Enrolment in a Dutch-language nursery school that Flanders recognises, and the school year's half days there.

    `half_days` None: not counted yet, or not known.
    """

    enrolled_on: date
    school_class: Literal["first", "second"] = "first"
    half_days: int | None = None
