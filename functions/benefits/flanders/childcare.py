"""Kinderopvangtoeslag: an amount for each full day in licensed care whose price does not follow the income.

Law: Groeipakketdecreet, article not read
"""

from functions.benefits.amount import Article
from functions.benefits.attendance import ChildCare, Nursery
from functions.benefits.decision import OneOff, Term
from functions.benefits.month_law import MonthLaw

LAW = (Article("Groeipakketdecreet", "not read"),)


def childcare(child: str, care: ChildCare, nursery: Nursery | None, law: MonthLaw) -> OneOff | None:
    """Decide the allowance of one child for a month in care, paid in the next month; the child may live in Brussels.

    Half days are not in it: what they bring was found in no source (`participation` says so).

    Law: Groeipakketdecreet, article not read (a child that is enrolled in a nursery school has no more)
    """
    if not care.licensed or care.priced_by_income or not care.full_days:
        return None
    if nursery is not None and nursery.enrolled_on <= law.month.first_day:
        return None
    step = Term(law.amount("flanders/participation/childcare_day"))
    steps = (step,) * care.full_days
    cents = sum(one.cents for one in steps)
    tests = (("full_days", care.full_days),)
    paid_in = law.month.plus(1)
    return OneOff(child, "childcare", cents, step.amount.status, "days_in_care", LAW, steps, tests, (), paid_in)
