"""What a month becomes when it is decided again: differences per child and benefit, both signs, with their causes."""

from collections.abc import Iterator
from dataclasses import dataclass

from functions.benefits.decision import Decision, Line, OneOff
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class MonthDifference:
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


def compare_decisions(before: Decision | None, after: Decision | None) -> tuple[MonthDifference, ...]:
    """Return the differences of one month, in the order of children and benefits; empty when not one cent changes.

    None stands for a month that was not, or is no longer, decided by this region. The sum of `before` and the
    differences is the total of `after`, to the cent.
    """
    decision = after or before
    if decision is None:
        return ()
    old, new = dict(_amounts(before)), dict(_amounts(after))
    keys = dict.fromkeys((*new, *old))
    reasons = {one.child: one.reason for one in after.children} if after is not None else {}
    return tuple(
        MonthDifference(
            month=decision.month,
            child=child,
            benefit=benefit,
            before=old[child, benefit].cents if (child, benefit) in old else 0,
            after=new[child, benefit].cents if (child, benefit) in new else 0,
            ground_before=old[child, benefit].because if (child, benefit) in old else None,
            ground_after=new[child, benefit].because if (child, benefit) in new else reasons.get(child),
        )
        for child, benefit in keys
        if _cents(old, child, benefit) != _cents(new, child, benefit)
    )


def _amounts(decision: Decision | None) -> Iterator[tuple[tuple[str, str], Line | OneOff]]:
    """Yield every amount of a decision under its child and benefit; what is paid once stands under its own name."""
    if decision is None:
        return
    for child in decision.children:
        for line in child.lines:
            yield (child.child, line.benefit), line
    for one in decision.one_off:
        yield (one.child, f"{one.benefit} once"), one


def _cents(amounts: dict[tuple[str, str], Line | OneOff], child: str, benefit: str) -> int:
    """Return the cents of a benefit, zero when it is not due."""
    found = amounts.get((child, benefit))
    return 0 if found is None else found.cents
