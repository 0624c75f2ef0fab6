"""The household's income level: within ceiling 1, within ceiling 2, above, or not known.

Law: Décret wallon du 8 février 2018 art. 11 to 13; AGW 1 April 2021
"""

from typing import Literal, NamedTuple

from functions.benefits.amount import Amount
from functions.benefits.decision import IncomeTest
from functions.benefits.household import Household
from functions.benefits.month_law import MonthLaw
from functions.units.remember import remember

type Level = Literal["one", "two", "above"]


class Test(NamedTuple):
    """The level, the ceilings that were looked at, and the choices that decided it."""

    level: Level
    tested: tuple[Amount, ...]
    choices: tuple[str, ...]
    income: IncomeTest = "tested"


def test_income(household: Household, law: MonthLaw) -> Test:
    """Place the household.

    Law: AGW 1 April 2021 (preferential health-insurance status opens level 1 in every month, choice W17); Décret wallon
    du 8 février 2018 art. 11 to 13 (choice W01: the ceiling itself is inside; W23: no cadastral income).
    """
    income = household.income
    if income is None:
        return Test("above", (), (), "unknown")
    if income.preferential:
        return Test("one", (), (), "status")
    first, second = law.amount("wallonia/income/ceiling_1"), law.find("wallonia/income/ceiling_2")
    level = _level(income.cents, first, second)
    tested = (first,) if level == "one" or second is None else (first, second)
    choices = ("W01",) if income.cents == first.cents or (second is not None and income.cents == second.cents) else ()
    if _level(income.cents + income.cadastral_cents, first, second) != level:
        choices = (*choices, "W23")
    if any(_level(income.cents, *pair) != level for pair in _later_ceilings(law)):
        choices = (*choices, "W03")
    return Test(level, tested, choices)


def _level(cents: int, first: Amount, second: Amount | None) -> Level:
    """Compare an income with the ceilings (choice W01)."""
    if cents <= first.cents:
        return "one"
    return "two" if second is not None and cents <= second.cents else "above"


@remember
def _later_ceilings(law: MonthLaw) -> tuple[tuple[Amount, Amount], ...]:
    """Return the ceilings of the same year whose first day is only inferred (choice W03)."""
    pairs = zip(law.of_year("wallonia/income/ceiling_1"), law.of_year("wallonia/income/ceiling_2"), strict=False)
    return tuple(pair for pair in pairs if pair[0].status == "unconfirmed" and pair[0].since > law.month.first_day)
