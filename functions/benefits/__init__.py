"""The law: a household's facts and a month in, amounts with reasons out. No AWS, no clock, no storage.

For other projects: `calculate(household)` decides a month with the parameters that ship with this code; `decide_range`
many months, `compare_decisions` what a late fact changes, `lapses_on` until when, `competent_place` in which region.
Beside the month: `flanders.participation` (child care and nursery school) and each region's `payee`.
Amounts are whole cents, rounded half up where the law divides, with the article on every line.
"""

from functions.benefits.compare_decisions import compare_decisions
from functions.benefits.competent_region import competent_place
from functions.benefits.decide import OutsideLawError, decide_month
from functions.benefits.decide_range import decide_range
from functions.benefits.decision import Decision
from functions.benefits.household import Household
from functions.benefits.parameters import current_parameters
from functions.benefits.prescription import lapses_on

__all__ = ["OutsideLawError", "calculate", "compare_decisions", "competent_place", "decide_range", "lapses_on"]


def calculate(household: Household) -> Decision:
    """Decide one household in one month with the current parameters (OutsideLawError before the first legal amount)."""
    return decide_month(household, current_parameters())
