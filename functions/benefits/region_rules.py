"""The steps of a region's month, in the order in which every region takes them.

1. `read` the facts: who has a right, and what its facts come to (ages, ranks, classes). It looks at terms, never money.
2. `test` the income against the limits of the month.
3. `decide` every child at the amounts in force. It is given no month: the answer holds as long as what it was given.
4. `once`: what is paid in this month alone.

The household's own month is never looked at: the law of a month knows it.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from functions.benefits.decision import ChildDecision, IncomeTest, OneOff, Undecided
from functions.benefits.household import Household
from functions.benefits.month_law import Amounts, MonthLaw


class IncomeTested(Protocol):
    """The outcome of a region's income test."""

    @property
    def income(self) -> IncomeTest:
        """What decided about supplements."""
        ...


class Once(NamedTuple):
    """What is paid in one month alone, and what of it could not be decided."""

    paid: tuple[OneOff, ...] = ()
    undecided: tuple[Undecided, ...] = ()


class RegionDecision(NamedTuple):
    """The region's part of a decision; shares, payment date and totals are the same work everywhere."""

    children: tuple[ChildDecision, ...]
    once: Once
    income_test: IncomeTest


class RegionRules[F, T: IncomeTested](NamedTuple):
    """The four steps of one region; `F`: its family, `T`: its income test."""

    read: Callable[[Household, MonthLaw], F]
    test: Callable[[Household, F, MonthLaw], T]
    decide: Callable[[Household, F, T, Amounts], tuple[ChildDecision, ...]]
    once: Callable[[Household, F, tuple[ChildDecision, ...], MonthLaw], Once]

    def decide_month(self, household: Household, law: MonthLaw) -> RegionDecision:
        """Take the four steps."""
        family = self.read(household, law)
        test = self.test(household, family, law)
        children = self.decide(household, family, test, law.amounts)
        return RegionDecision(children, self.once(household, family, children, law), test.income)
