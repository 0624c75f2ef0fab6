"""The months whose income-tested supplements rest on the income of one year, over all regions."""

from itertools import pairwise

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import MonthLaw, ParameterSet
from functions.units.month_range import MonthRange, hull
from functions.units.year_month import YearMonth

# An income is tested within these many years; the law's own distance is read from the amount files.
_LOOKED_AT = range(6)


def award_months(income_year: int, parameters: ParameterSet) -> MonthRange | None:
    """Return from which month to which month an income year is tested in some region; None when in no known law."""
    found = (_of_region(income_year, region, parameters) for region in REGIONS)
    return hull(one for one in found if one is not None)


def _of_region(income_year: int, region: Region, parameters: ParameterSet) -> MonthRange | None:
    starts = [
        start
        for year in (income_year + distance for distance in _LOOKED_AT)
        if (start := _start(year, region, parameters)) is not None
    ]
    for start, following in pairwise(starts):
        law = parameters.law_of(region, start)
        if start.year - law.number(f"{region}/income/years_before_award_year") == income_year:
            return MonthRange(start, following.plus(-1))
    return None


def _start(year: int, region: Region, parameters: ParameterSet) -> YearMonth | None:
    """Return the month in which a year of supplements starts; None before the region's first law about it."""
    law: MonthLaw = parameters.law_of(region, YearMonth(year, 12))
    try:
        return YearMonth(year, law.number(f"{region}/income/award_year_from_month"))
    except KeyError:
        return None
