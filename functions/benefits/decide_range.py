"""Decides many months at once: anew only where something can change, the same answer as month by month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from functions.benefits.change_months import change_months, once_months
from functions.benefits.decide import decide_month
from functions.benefits.decision import Decision
from functions.benefits.household import Household
from functions.benefits.parameters import ParameterSet
from functions.benefits.pay_on import pay_on
from functions.units.year_month import YearMonth


@dataclass(frozen=True, slots=True)
class Stretch:
    """A household whose facts hold from a month on, to the month before the next stretch (its own month is ignored)."""

    since: YearMonth
    household: Household


def decide_range(
    stretches: Sequence[Stretch], first: YearMonth, last: YearMonth, parameters: ParameterSet
) -> tuple[Decision, ...]:
    """Decide every month from `first` to `last` (OutsideLawError when one lies before the region's first amount).

    Months before the first stretch are left out. The answers equal those of `decide_month` exactly.
    """
    ordered = sorted(stretches, key=lambda one: one.since)
    found: list[Decision] = []
    for at, stretch in enumerate(ordered):
        begin = max(stretch.since, first)
        end = last if at + 1 == len(ordered) else min(last, ordered[at + 1].since.plus(-1))
        if begin <= end:
            found.extend(_decide_stretch(stretch.household, begin, end, parameters))
    return tuple(found)


def _decide_stretch(
    household: Household, first: YearMonth, last: YearMonth, parameters: ParameterSet
) -> Iterator[Decision]:
    """Decide the months in which the facts stay the same."""
    changes = change_months(household, first, last, parameters)
    once = once_months(household, parameters)
    kept = decide_month(_in_month(household, first), parameters)
    yield kept
    for month in _months(first, last)[1:]:
        changed = month in changes
        if changed or month.month == once.yearly or month in once.months:
            decided = decide_month(_in_month(household, month), parameters)
            kept = decided if changed else kept
            yield decided
        else:
            law = parameters.law_of(household.region, month)
            yield _again(kept, month, pay_on(law, household.region))


@lru_cache
def _months(first: YearMonth, last: YearMonth) -> tuple[YearMonth, ...]:
    """Return every month from the first to the last."""
    return tuple(first.plus(step) for step in range(last.months_since(first) + 1))


def _in_month(household: Household, month: YearMonth) -> Household:
    """Return the same facts in another month (`dataclasses.replace`, at a third of its cost)."""
    return Household(
        month,
        household.region,
        household.partner,
        household.income,
        household.children,
        household.incapacity,
        household.guarantee_2019,
    )


def _again(kept: Decision, month: YearMonth, payment_date: date) -> Decision:
    """Return the same decision for another month, without what was paid once in its own."""
    return Decision(
        month=month,
        region=kept.region,
        status=kept.status,
        children=kept.children,
        total=kept.total,
        shares=kept.shares,
        one_off=(),
        payment_date=payment_date,
        undecided=(),
        income_test=kept.income_test,
        parameters=kept.parameters,
    )
