"""Whether a child has a right to the Groeipakket in a month, and if not, why.

Law: Groeipakketdecreet art. 5 and 8
"""

from typing import NamedTuple

from functions.benefits.flanders.care import care_class
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.presume_study import study_of
from functions.benefits.reckon_age import age_before
from functions.units.year_month import YearMonth


class Right(NamedTuple):
    """The right of one child in a month: the reason when there is none, else what opened it."""

    reason: str | None
    opened_by: str = ""
    choices: tuple[str, ...] = ()


UNCONDITIONAL = Right(None, "unconditional_to_18")


def entitlement(child: Child, law: MonthLaw) -> Right:  # noqa: PLR0911 - one return a ground, in the order of the law
    """Decide the right of a child.

    Law: Groeipakketdecreet art. 5 and 8 (from the month of birth; unconditional to 18, with a care supplement to 21;
    then study or the months of a school leaver without work or benefits above the limits, at the latest to 25).
    """
    month = law.month
    if month.months_after(child.born) < 0:
        return Right("not_born")
    if child.elsewhere:
        return Right("elsewhere")
    if child.right_ended is not None and month.months_after(child.right_ended) > 0:
        return Right("right_ended")
    age = age_before(child.born, month)
    if age < law.number("flanders/entitlement/unconditional_to_age"):
        return UNCONDITIONAL
    if care_class(child, law) is not None:
        return Right(None, "unconditional_with_care")
    if age >= law.number("flanders/entitlement/to_age"):
        return Right("age_limit_reached")
    if child.obstacle:
        return Right("obstacle")
    if study_of(child, law, "flanders") != "none":
        return Right(None, "study")
    return _school_leaver(child, law)


def _school_leaver(child: Child, law: MonthLaw) -> Right:
    """Decide the months after the end of studies.

    Law: Groeipakketdecreet art. 8 (choice F16: counted from the month of the first day after the studies when that is
    the first of a month, else from the next month; never before the month after the unconditional right).
    """
    since = child.school_leaver_since
    if since is None:
        return Right("not_studying")
    since_month = law.month.months_after(since)
    if since_month < 0:
        return Right("not_studying")
    choices = () if since.day == 1 else ("F16",)
    recognised = child.disability is not None and law.class_of(
        "flanders/care", points=child.disability.points, pillar1=child.disability.pillar1
    )
    unconditional = "with_care_to_age" if recognised else "unconditional_to_age"
    free_until = law.number(f"flanders/entitlement/{unconditional}")
    passed = since_month - (0 if since.day == 1 else 1)
    after_birthday = law.month.months_since(YearMonth(child.born.year + free_until, child.born.month)) - 1
    counted = min(passed, after_birthday)
    if counted < law.number("flanders/entitlement/school_leaver_months"):
        return Right(None, "school_leaver", choices)
    return Right("school_leaver_period_over")
