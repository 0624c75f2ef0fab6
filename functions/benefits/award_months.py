"""The months whose income-tested supplements rest on the income of one year, over all regions."""

from functions.benefits.household import REGIONS, Region
from functions.benefits.parameters import ParameterSet
from functions.units.month_range import MonthRange, hull
from functions.units.year_month import YearMonth


def award_months(income_year: int, parameters: ParameterSet) -> MonthRange | None:
    """Return from which month to which month an income year is tested in some region; None when in no known law."""
    found = (_of_region(income_year, region, parameters) for region in REGIONS)
    return hull(one for one in found if one is not None)


def _of_region(income_year: int, region: Region, parameters: ParameterSet) -> MonthRange | None:
    """Return the months in one region: from the start of a year of supplements to the start of the next."""
    year = income_year
    while True:
        award = _award_year(year, region, parameters)
        following = _award_year(year + 1, region, parameters)
        if award is not None and following is not None:
            start, years_before = award
            if year - years_before == income_year:
                return MonthRange(start, following[0].plus(-1))
            if year - years_before > income_year:
                return None
        year += 1


def _award_year(year: int, region: Region, parameters: ParameterSet) -> tuple[YearMonth, int] | None:
    """Return when a year of supplements starts, and how many years before it income is tested; None before any law.

    The law of the year's end says it; of the year that was under way when the law began, that of the next month.
    """
    january = YearMonth(year + 1, 1)
    for month in (january.plus(-1), january):
        law = parameters.law_of(region, month)
        try:
            start = law.number(f"{region}/income/award_year_from_month")
            return YearMonth(year, start), law.number(f"{region}/income/years_before_award_year")
        except KeyError:
            continue
    return None
