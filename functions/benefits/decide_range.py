"""Decides many months at once: only the steps that can have another answer, the same answer as month by month."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from functions.benefits.change_months import changes_of
from functions.benefits.decide import in_month, require_law, rules_of
from functions.benefits.decision import Decision
from functions.benefits.household import Household, Region
from functions.benefits.parameters import ParameterSet
from functions.benefits.pay_on import pay_on
from functions.units.remember import remember
from functions.units.year_month import YearMonth


class Stretch(NamedTuple):
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
    name = household.region
    require_law(name, first, parameters)
    region, calendar = parameters.of_region(name), _calendar(name, first, last, parameters)
    rules = rules_of(name)
    changes = changes_of(household, region, first.ordinal, last.ordinal, rules.pays_once)
    months = rules.decide_months(household, first.ordinal, last.ordinal, changes, region.law_of_ordinal)
    kept: Decision | None = None
    for (month, payment_date), found in zip(calendar, months, strict=True):
        if kept is None or kept.children is not found.children:
            kept = in_month(household, month, found, region.law_of(month), parameters)
            yield kept
        else:
            yield Decision(
                month,
                name,
                kept.status,
                found.children,
                kept.total,
                kept.shares,
                found.once.paid,
                payment_date,
                found.once.undecided,
                found.income_test,
                kept.parameters,
            )


@remember
def _calendar(
    region: Region, first: YearMonth, last: YearMonth, parameters: ParameterSet
) -> tuple[tuple[YearMonth, date], ...]:
    """Return every month from the first to the last with the day on which it is paid."""
    months = (YearMonth.from_ordinal(month) for month in range(first.ordinal, last.ordinal + 1))
    return tuple((month, pay_on(parameters.law_of(region, month), region)) for month in months)
