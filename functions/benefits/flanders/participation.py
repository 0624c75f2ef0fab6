"""The participation allowances of one child: what child care and nursery school bring, and what is not carried.

They hang on days and enrolments, not on the household, so they stand beside the monthly decision and outside the
what-if contract; a child that lives in Brussels and goes to Flemish care or school has them too.

Law: Groeipakketdecreet art. 24 to 55
"""

from datetime import date
from typing import NamedTuple

from functions.benefits.attendance import ChildCare, Nursery
from functions.benefits.decision import OneOff, Undecided
from functions.benefits.flanders.childcare import childcare
from functions.benefits.flanders.toddler import is_fourth_birthday, toddler
from functions.benefits.month_law import MonthLaw

# A door for other projects: no source of the fund sends these facts.
__all__ = ["Participation", "participation"]


class Participation(NamedTuple):
    """What a month brings, and the rights that are left open."""

    once: tuple[OneOff, ...]
    undecided: tuple[Undecided, ...]


def participation(
    child: str, born: date, law: MonthLaw, care: ChildCare | None = None, nursery: Nursery | None = None
) -> Participation:
    """Decide one child's allowances of the month; amounts in whole cents.

    Not carried: half days in care (no source gives their amount), and the school allowance of art. 24 to 48, whose
    tables by points and kind of school were not found. Both are named, never guessed, and so is the attendance of a
    four-year-old that nobody has counted yet.

    Law: Groeipakketdecreet art. 24 to 55
    """
    found = [
        None if care is None else childcare(child, care, nursery, law),
        None if nursery is None else toddler(child, born, nursery, law),
    ]
    undecided = [Undecided(child, "school_allowance", "not_carried_yet")] if nursery is not None else []
    if care is not None and care.half_days:
        undecided.append(Undecided(child, "childcare", "fact_missing", ("half_days",)))
    if nursery is not None and nursery.half_days is None and is_fourth_birthday(born, law):
        undecided.append(Undecided(child, "toddler", "fact_missing", ("attendance",)))
    return Participation(tuple(one for one in found if one is not None), tuple(undecided))
