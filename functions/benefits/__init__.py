"""The law: a household's facts and a month in, amounts with reasons out. No AWS, no clock, no storage.

For other projects: `calculate(household)` decides a month with the parameters that ship with this code. Amounts are
whole cents, rounded half up where the law divides, with the article on every line.
"""

from functions.benefits.decide import OutsideLawError, decide_month
from functions.benefits.decision import Decision
from functions.benefits.household import Household
from functions.benefits.parameters import current_parameters

__all__ = ["OutsideLawError", "calculate"]


def calculate(household: Household) -> Decision:
    """Decide one household in one month with the current parameters (OutsideLawError before the first legal amount)."""
    return decide_month(household, current_parameters())
