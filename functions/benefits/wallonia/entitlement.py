"""Whether a child has a right to Walloon family benefit in a month, and if not, why.

Law: Décret wallon du 8 février 2018 art. 4 to 6; AGW 20 September 2018
"""

from typing import NamedTuple

from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.presume_study import study_of
from functions.benefits.reckon_age import age_before
from functions.benefits.wallonia.care import care_class


class Right(NamedTuple):
    """The right of one child: the reason when there is none; `base` False when only its supplement is left (W15)."""

    reason: str | None
    opened_by: str = ""
    base: bool = True
    choices: tuple[str, ...] = ()


UNCONDITIONAL = Right(None, "unconditional_year_of_18")


def entitlement(child: Child, law: MonthLaw) -> Right:
    """Decide the right of a child.

    Law: Décret wallon du 8 février 2018 art. 4 to 6 (from the month after birth; unconditional to 31 August of the year
    of 18; then as `_after_eighteen`).
    """
    month = law.month
    passed = month.months_after(child.born)
    if passed < 0:
        return Right("not_born")
    if passed < law.number("wallonia/entitlement/months_from_birth"):
        return Right("starts_month_after_birth")
    if child.right_ended is not None and month.months_after(child.right_ended) > 0:
        return Right("right_ended")
    last_year = child.born.year + law.number("wallonia/entitlement/unconditional_to_year_of_age")
    if (month.year, month.month) <= (last_year, law.number("wallonia/entitlement/unconditional_to_month")):
        return UNCONDITIONAL
    return _after_eighteen(child, law)


def _after_eighteen(child: Child, law: MonthLaw) -> Right:
    """Decide the right once it is no longer unconditional.

    Law: Décret wallon du 8 février 2018 art. 4 (born from 2001: semi-automatic to the end of the month of 21, blocked
    by an obstacle only; with a recognised condition the same; then, and for those born before, study or the months of a
    job-seeker, at the latest to the month of 25; choices W15 and W19).
    """
    age = age_before(child.born, law.month)
    if age >= law.number("wallonia/entitlement/to_age"):
        return Right("age_limit_reached")
    recognised = care_class(child, law) is not None
    if child.obstacle:
        return Right(None, "recognised_condition", base=False) if recognised else Right("obstacle")
    if recognised:
        return Right(None, "recognised_condition")
    semi_automatic = child.born >= law.day("wallonia/entitlement/semi_automatic_born_from")
    if semi_automatic and age < law.number("wallonia/entitlement/semi_automatic_to_age"):
        return Right(None, "semi_automatic")
    if study_of(child, law, "wallonia") != "none":
        return Right(None, "study")
    return _job_seeker(child, law)


def _job_seeker(child: Child, law: MonthLaw) -> Right:
    """Decide the days after the end of studies.

    Law: AGW 20 September 2018 (360 calendar days; choice W14: day 1 is the first day after the studies, and the months
    that hold the first and the last day are due in full).
    """
    since = child.school_leaver_since
    if since is None or law.month.months_after(since) < 0:
        return Right("not_studying")
    last = since.toordinal() + law.number("wallonia/entitlement/school_leaver_days") - 1
    if last < law.month.first_day.toordinal():
        return Right("school_leaver_period_over")
    whole_inside = since <= law.month.first_day and law.month.last_day.toordinal() <= last
    return Right(None, "school_leaver", choices=() if whole_inside else ("W14",))
