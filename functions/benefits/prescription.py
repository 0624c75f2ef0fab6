"""How long a month can still be claimed or recovered: dated terms of the region, which an interruption starts again."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from functions.benefits.parameters import MonthLaw
from functions.units.year_month import YearMonth

type Claim = Literal["claim", "recovery", "recovery_fraud"]


def lapses_on(law: MonthLaw, region: str, what: Claim, month: YearMonth, interrupted_on: Sequence[date] = ()) -> date:
    """Return the first day on which it is too late.

    `month`: the entitlement month of a claim, the month of payment of a recovery. The term starts on the first day of
    the month after it, that of a claim after the calendar period in the file (Brussels: the quarter, choice A05); an
    interruption before it lapsed starts the same term again on its own day.

    Law: Groeipakketdecreet art. 95 (claims) and 97 (recovery); Ordonnance du 25 avril 2019 art. 30 and 31; Wallonia:
    terms of the federal law, the Walloon article was not read (the files say so).
    """
    years = law.number(f"{region}/prescription/{what}_years")
    period = law.number(f"{region}/prescription/claim_period_months") if what == "claim" else 1
    day = _plus_years(month.plus(period - (month.month - 1) % period).first_day, years)
    for interruption in sorted(interrupted_on):
        if interruption < day:
            day = max(day, _plus_years(interruption, years))
    return day


def _plus_years(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    later = YearMonth(day.year + years, day.month)
    return min(date.fromordinal(later.first_day.toordinal() + day.day - 1), later.plus(1).first_day)
