"""What a month becomes when it is decided again: differences per child and benefit, both signs, with their causes."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.benefits.decision import Decision
from functions.units.year_month import YearMonth


class MonthDifference(NamedTuple):
    """Cents of one benefit of one child in one month: before, after, and the code of each ground (None: not due)."""

    month: YearMonth
    child: str
    benefit: str
    before: int
    after: int
    ground_before: str | None
    ground_after: str | None

    @property
    def cents(self) -> int:
        """What is still owed to the family, or below zero: what was paid too much."""
        return self.after - self.before


type Amounts = Mapping[tuple[str, str], tuple[int, str]]
"""Cents and the code of the ground, per child and benefit; what is paid once stands under `<benefit> once`."""


def compare_decisions(before: Decision | None, after: Decision | None) -> tuple[MonthDifference, ...]:
    """Return the differences of one month, in the order of children and benefits; empty when not one cent changes.

    None stands for a month that was not, or is no longer, decided by this region. The sum of `before` and the
    differences is the total of `after`, to the cent.
    """
    decision = after or before
    if decision is None:
        return ()
    reasons = {one.child: one.reason for one in after.children} if after is not None else {}
    return compare_amounts(decision.month, amounts_of(before), amounts_of(after), reasons)


def compare_amounts(
    month: YearMonth, old: Amounts, new: Amounts, reasons: Mapping[str, str | None]
) -> tuple[MonthDifference, ...]:
    """Return the differences of two sets of amounts; `reasons`: why a child has no right any more."""
    nothing = (0, None)
    return tuple(
        MonthDifference(
            month=month,
            child=child,
            benefit=benefit,
            before=old.get((child, benefit), nothing)[0],
            after=new.get((child, benefit), nothing)[0],
            ground_before=old.get((child, benefit), nothing)[1],
            ground_after=new[child, benefit][1] if (child, benefit) in new else reasons.get(child),
        )
        for child, benefit in dict.fromkeys((*new, *old))
        if old.get((child, benefit), nothing)[0] != new.get((child, benefit), nothing)[0]
    )


def amounts_of(decision: Decision | None) -> Amounts:
    """Return every amount of a decision."""
    if decision is None:
        return {}
    lines = {
        (child.child, line.benefit): (line.cents, line.because) for child in decision.children for line in child.lines
    }
    return lines | {(one.child, f"{one.benefit} once"): (one.cents, one.because) for one in decision.one_off}
