"""Whether a child has a right to Brussels family benefit in a month, and if not, why.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 4, 25 and 26
"""

from datetime import date
from typing import NamedTuple

from functions.benefits.brussels.care import care_class
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.presume_study import study_of
from functions.benefits.reckon_age import age_before, age_in


class Right(NamedTuple):
    """The right of one child in a month: the reason when there is none, else what opened it."""

    reason: str | None
    opened_by: str = ""
    choices: tuple[str, ...] = ()


UNCONDITIONAL = Right(None, "unconditional_year_of_18")


def entitlement(child: Child, law: MonthLaw) -> Right:  # noqa: PLR0911 - one return a ground, in the order of the law
    """Decide the right of a child.

    Law: Ordonnance du 25 avril 2019 art. 25 and 26 (from the month after birth; unconditional to 31 August of the year
    of the 18th birthday; with a recognised condition to 21 whatever its work, choice B10; then study or the days of a
    school leaver, at the latest to the month of the 25th birthday, choice B09).
    """
    month = law.month
    passed = month.months_after(child.born)
    if passed < 0:
        return Right("not_born")
    if passed < law.number("brussels/entitlement/months_from_birth"):
        return Right("starts_month_after_birth")
    if child.right_ended is not None and month.months_after(child.right_ended) > 0:
        return Right("right_ended")
    if is_unconditional(child, law):
        return UNCONDITIONAL
    if care_class(child, law) is not None:
        return Right(None, "recognised_condition", ("B10",) if child.obstacle else ())
    to_age = law.number("brussels/entitlement/to_age")
    if age_before(child.born, month) >= to_age:
        return Right("age_limit_reached")
    if child.obstacle:
        return Right("obstacle")
    choices = ("B09",) if age_in(child.born, month) >= to_age else ()
    if study_of(child, law, "brussels") != "none":
        return Right(None, "study", choices)
    return _school_leaver(child, law)


def is_unconditional(child: Child, law: MonthLaw) -> bool:
    """Tell whether the month is not later than August of the year of the 18th birthday.

    Law: Ordonnance du 25 avril 2019 art. 25 par. 1
    """
    last_year = child.born.year + law.number("brussels/entitlement/unconditional_to_year_of_age")
    last_month = law.number("brussels/entitlement/unconditional_to_month")
    return (law.month.year, law.month.month) <= (last_year, last_month)


def _school_leaver(child: Child, law: MonthLaw) -> Right:
    """Decide the days after the end of studies.

    Law: Ordonnance du 25 avril 2019 art. 25 par. 2 (360 days, counted from 1 August when the studies end in summer:
    choice B11; the month that holds the last day is due).
    """
    since = child.school_leaver_since
    if since is None or law.month.months_after(since) < 0:
        return Right("not_studying")
    days = law.number("brussels/entitlement/school_leaver_days")
    first = law.month.first_day.toordinal()
    counted_from = _counted_from(since, law)
    if counted_from.toordinal() + days - 1 < first:
        return Right("school_leaver_period_over")
    other_reading = since.toordinal() + days - 1 < first or law.month.months_after(counted_from) < 0
    return Right(None, "school_leaver", ("B11",) if other_reading else ())


def _counted_from(since: date, law: MonthLaw) -> date:
    """Return day 1 of the period (choice B11).

    Law: Ordonnance du 25 avril 2019 art. 25 par. 2
    """
    (summer,) = law.texts("brussels/entitlement/school_leaver_summer_from")
    (start,) = law.texts("brussels/entitlement/school_leaver_counts_from")
    first, day_one = (date.fromisoformat(f"{since.year:04}-{text}") for text in (summer, start))
    return day_one if first <= since <= day_one else since
