"""The months whose income-tested supplements rest on the income of one year, over all regions."""

from itertools import count

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import MonthLaw, ParameterSet
from functions.units.month_range import MonthRange, hull
from functions.units.year_month import YearMonth


def award_months(income_year: int, parameters: ParameterSet) -> MonthRange | None:
    """Return from which month to which month an income year is tested in some region; None when in no known law."""
    found = (_of_region(income_year, region, parameters) for region in REGIONS)
    return hull(one for one in found if one is not None)


def _of_region(income_year: int, region: Region, parameters: ParameterSet) -> MonthRange | None:
    """Return the months in one region: from the start of a year of supplements to the start of the next."""
    for year in count(income_year):
        start = _start(year, region, parameters)
        if start is None:
            continue
        law = parameters.law_of(region, start)
        tested = start.year - law.number(f"{region}/income/years_before_award_year")
        following = _start(year + 1, region, parameters)
        if tested == income_year and following is not None:
            return MonthRange(start, following.plus(-1))
        if tested > income_year:
            break
    return None


def _start(year: int, region: Region, parameters: ParameterSet) -> YearMonth | None:
    """Return the month in which a year of supplements starts; None before the region's first law about it."""
    law: MonthLaw = parameters.law_of(region, YearMonth(year + 1, 1).plus(-1))
    try:
        return YearMonth(year, law.number(f"{region}/income/award_year_from_month"))
    except KeyError:
        return None
