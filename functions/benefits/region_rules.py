"""The steps of a region's month, in the order in which every region takes them.

1. `read` the facts: who has a right, and what its facts come to (ages, ranks, classes). It looks at terms, never money.
2. `test` the income against the limits of the month.
3. `decide` every child at the amounts in force. It is given no month: the answer holds as long as what it was given.
4. `once`: what is paid in this month alone.

The household's own month is never looked at: the law of a month knows it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from functions.benefits.decision import ChildDecision, IncomeTest, OneOff, Undecided
from functions.benefits.household import Child, Household
from functions.benefits.month_law import Amounts, MonthLaw
from functions.units.year_month import YearMonth

if TYPE_CHECKING:
    from typing import Protocol

    from functions.benefits.change_months import Changes

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


NOTHING = Once()


def has_arrival(children: tuple[Child, ...], month: YearMonth) -> bool:
    """Tell whether a child is born or adopted in the month: only then, and when `pays_once` says so, is `once` due."""
    for child in children:
        if child.born.month == month.month and child.born.year == month.year:
            return True
        if child.adopted_on is not None and not month.months_after(child.adopted_on):
            return True
    return False


class RegionRules[F, T: IncomeTested](NamedTuple):
    """The four steps of one region; `F`: its family, `T`: its income test.

    `pays_once`: whether a month pays something once whatever its births and adoptions are.
    """

    read: Callable[[Household, MonthLaw], F]
    test: Callable[[Household, F, MonthLaw], T]
    decide: Callable[[Household, F, T, Amounts], tuple[ChildDecision, ...]]
    once: Callable[[Household, F, tuple[ChildDecision, ...], MonthLaw], Once]
    pays_once: Callable[[MonthLaw], bool]

    def decide_month(self, household: Household, law: MonthLaw) -> RegionDecision:
        """Take the four steps."""
        family = self.read(household, law)
        test = self.test(household, family, law)
        children = self.decide(household, family, test, law.amounts)
        once = NOTHING
        if self.pays_once(law) or has_arrival(household.children, law.month):
            once = self.once(household, family, children, law)
        return RegionDecision(children, once, test.income)

    def decide_months(
        self, household: Household, first: int, last: int, changes: "Changes", law_of: Callable[[int], MonthLaw]
    ) -> Iterator[RegionDecision]:
        """Yield what `decide_month` gives in each month (ordinal), taking only the steps that can have another answer.

        As long as nothing changes, the same children are given: by identity.
        """
        law = law_of(first)
        family = self.read(household, law)
        test = self.test(household, family, law)
        amounts, children = law.amounts, self.decide(household, family, test, law.amounts)
        once = self.once(household, family, children, law) if first in changes.once else NOTHING
        now = RegionDecision(children, once, test.income)
        yield now
        for month in range(first + 1, last + 1):
            if month not in changes.stops:
                yield now if now.once is NOTHING else RegionDecision(children, NOTHING, test.income)
                continue
            law = law_of(month)
            before = (family, test, amounts)
            if month in changes.facts or law.terms is not amounts.terms:
                family = self.read(household, law)
            if month in changes.limits or law.amounts is not amounts or family != before[0]:
                amounts, test = law.amounts, self.test(household, family, law)
                if (family, test, amounts) != before:
                    children = self.decide(household, family, test, amounts)
            once = self.once(household, family, children, law) if month in changes.once else NOTHING
            now = RegionDecision(children, once, test.income)
            yield now
