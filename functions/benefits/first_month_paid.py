"""From which month a fund pays a child that another fund paid before: no gap and no double.

What the other fund says it paid goes before every rule: the month after its last one is ours, and as long as it still
pays, none is. Without its answer the region's rule about a change of fund counts, and the day of a move to another
region, where the old fund's competence ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from functions.benefits.competent_region import Domicile, competent_place
from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import ParameterSet
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth

type Reason = Literal[
    "no_earlier_fund",
    "told_by_earlier_fund",
    "still_paid_elsewhere",
    "moved_to_another_region",
    "change_of_fund",
    "not_competent",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """How a child came to the fund.

    `asked_on`: the day on which the family asked us. `domiciles`: where the child lived, from when on.
    `from_fund`: the family named an earlier fund. `affiliated_on`, `earlier_region`: since when and in which region
    that fund held the file, None when nobody told. `paid`: the months that other funds say they paid, None before an
    answer.
    """

    asked_on: date
    domiciles: Sequence[Domicile]
    from_fund: bool
    affiliated_on: date | None = None
    earlier_region: Region | None = None
    paid: tuple[MonthRange, ...] | None = None


@dataclass(frozen=True, slots=True)
class FirstMonth:
    """The answer. `month` None: no limit when `because` is `no_earlier_fund`, otherwise no month yet."""

    month: YearMonth | None
    because: Reason

    def allows(self, month: YearMonth) -> bool:
        """Tell whether we may pay a month."""
        if self.month is None:
            return self.because == "no_earlier_fund"
        return self.month <= month


def first_month_paid(transfer: Transfer, parameters: ParameterSet) -> FirstMonth:
    """Return the first month that we pay for a child.

    Law: Cooperation agreement of 6 September 2017 (the old region pays the month of the move); Groeipakketdecreet art.
    64 and 65 with BVR Begunstigden art. 5 (a change within the first months takes effect when they are over, a later
    one at the start of the next period). Brussels and Wallonia: choices A02 and A03.
    """
    if transfer.paid:
        lasts = [one.last for one in transfer.paid if one.last is not None]
        if len(lasts) < len(transfer.paid):
            return FirstMonth(None, "still_paid_elsewhere")
        return FirstMonth(max(lasts).plus(1), "told_by_earlier_fund")
    if transfer.paid is not None or not transfer.from_fund:
        return FirstMonth(None, "no_earlier_fund")
    region = _region_asked(transfer)
    if region is None:
        return FirstMonth(None, "not_competent")
    if transfer.earlier_region is not None and transfer.earlier_region != region:
        return FirstMonth(_taken_over(transfer.domiciles, region), "moved_to_another_region")
    return FirstMonth(_change_of_fund(transfer, region, parameters), "change_of_fund")


def is_paid_elsewhere(paid: Sequence[MonthRange], month: YearMonth) -> bool:
    """Tell whether another fund pays this month: then we do not, whatever any rule says."""
    return any(month in one for one in paid)


def _region_asked(transfer: Transfer) -> Region | None:
    """Return the region competent in the month after the question; None for another system, or for no domicile."""
    place = competent_place(transfer.domiciles, YearMonth.of(transfer.asked_on).plus(1))
    return next((region for region in REGIONS if region == place), None)


def _taken_over(domiciles: Sequence[Domicile], region: Region) -> YearMonth | None:
    """Return the month in which the region became competent for good; None when it never was."""
    changes = sorted({YearMonth.of(one.since) for one in domiciles})
    months = sorted({month for change in changes for month in (change, change.plus(1))})
    since: YearMonth | None = None
    for month in months:
        if competent_place(domiciles, month) != region:
            since = None
        elif since is None:
            since = month
    return since


def _change_of_fund(transfer: Transfer, region: Region, parameters: ParameterSet) -> YearMonth:
    """Return the month in which a change of fund within one region takes effect."""
    asked = YearMonth.of(transfer.asked_on)
    law = parameters.law_of(region, asked)
    if transfer.affiliated_on is not None:
        bound = _first_full_month(transfer.affiliated_on).plus(law.number(f"{region}/transfer/bound_months"))
        if asked < bound:
            return bound
    period = law.number(f"{region}/transfer/period_months")
    return asked.plus(period - (asked.month - 1) % period)


def _first_full_month(day: date) -> YearMonth:
    """Return the month that starts on this day, or the one after it."""
    month = YearMonth.of(day)
    return month if month.first_day == day else month.plus(1)
