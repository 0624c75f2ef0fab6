"""Kleutertoeslag: once for the three-year-old that starts nursery school in time, once for the four-year-old that goes.

Law: Groeipakketdecreet art. 54 and 55
"""

from datetime import date

from functions.benefits.amount import Article
from functions.benefits.attendance import Nursery
from functions.benefits.decision import OneOff, Term, one_off_of
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_of_year
from functions.units.year_month import YearMonth

FIRST = (Article("Groeipakketdecreet", "54"),)
SECOND = (Article("Groeipakketdecreet", "55"),)


def toddler(child: str, born: date, nursery: Nursery, law: MonthLaw) -> OneOff | None:
    """Decide the allowance in the month in which its last condition is met, paid in the next; tariff of the month.

    Law: Groeipakketdecreet art. 54 (enrolled at the latest so many months after the third birthday) and 55 (still
    enrolled at four, with enough half days in the class)
    """
    third = born.year + law.number("flanders/participation/toddler_first_year")
    birthday = YearMonth(third, born.month)
    term = Term(law.amount("flanders/participation/toddler"))
    paid_in = law.month.plus(1)
    if law.month == max(birthday, YearMonth.of(nursery.enrolled_on)):
        last = birthday.plus(law.number("flanders/participation/toddler_enrolled_within"))
        if not _is_in_time(nursery.enrolled_on, born, last):
            return None
        return one_off_of(child, "toddler", "starts_nursery_school", FIRST, term, paid_in=paid_in)
    if is_fourth_birthday(born, law):
        needed = law.number(f"flanders/participation/toddler_attendance_{nursery.school_class}_class")
        if nursery.half_days is None or nursery.half_days < needed:
            return None
        tests = (("class", nursery.school_class), ("attended_enough", True))
        return one_off_of(child, "toddler", "goes_to_nursery_school", SECOND, term, tests=tests, paid_in=paid_in)
    return None


def is_fourth_birthday(born: date, law: MonthLaw) -> bool:
    """Tell whether the child becomes as old in this month as the second allowance asks.

    Law: Groeipakketdecreet art. 55
    """
    age = law.number("flanders/participation/toddler_second_year")
    return age_of_year(born, law.month) == age and law.month.month == born.month


def _is_in_time(enrolled_on: date, born: date, last: YearMonth) -> bool:
    """Tell whether an enrolment is not later than the day of birth in the last month for it."""
    day = min(born.day, last.last_day.day)
    return enrolled_on <= last.first_day.replace(day=day)
