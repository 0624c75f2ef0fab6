"""What a region's rules give back: the children, the amounts paid once, and what could not be decided."""

from typing import NamedTuple

from functions.benefits.decision import ChildDecision, IncomeTest, OneOff, Undecided


class RegionDecision(NamedTuple):
    """The region's part of a decision; shares, payment date and totals are the same work everywhere."""

    children: tuple[ChildDecision, ...]
    one_off: tuple[OneOff, ...]
    income_test: IncomeTest
    undecided: tuple[Undecided, ...] = ()
