"""Which months are tested on the income of a year: the months of the region's year of supplements, in every region."""

import pytest

from functions.benefits.award_months import award_months
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth

LAW = current_parameters()


def months_of(year: int) -> list[YearMonth]:
    """Return, month by month and as the law of each month says, which months are tested on a year in some region."""
    found = []
    for place in range(12 * 10):
        month = YearMonth(2018, 1).plus(place)
        for region in REGIONS:
            law = LAW.law_of(region, month)
            try:
                starts = YearMonth(month.year, law.number(f"{region}/income/award_year_from_month"))
                began = month.year if starts <= month else month.year - 1
                if began - law.number(f"{region}/income/years_before_award_year") == year:
                    found.append(month)
            except KeyError:
                continue
    return found


@pytest.mark.parametrize("year", range(2016, 2024))
def test_the_stretch_is_what_the_law_of_each_month_says(year: int) -> None:
    """Given an income year, then the stretch begins and ends where the law, asked month by month, does."""
    months = months_of(year)
    found = award_months(year, LAW)
    if found is None:
        assert months == []
        return
    assert found.first is not None
    assert found.last is not None
    # The year that was under way when the law began is taken whole: months before the law are decided by nobody.
    assert found.first <= min(months)
    assert found.last == max(months)
    assert found.first == min(months) or year <= 2017


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2022, ("2024-01", "2025-08")), (2021, ("2023-01", "2024-08")), (2005, None)],
)
def test_known_stretches(year: int, expected: tuple[str, str] | None) -> None:
    """Given a year, then these months of the three regions together are tested on it."""
    stretch = None if expected is None else MonthRange(*map(YearMonth.parse, expected))
    assert award_months(year, LAW) == stretch
