"""What is paid once: the start amount at birth or adoption, the school bonus, the two extras of 2022 and 2023.

Law: Groeipakketdecreet art. 9, 20, 21 and 222/1
"""

from functions.benefits.amount import Article
from functions.benefits.decision import ChildDecision, OneOff, Term, one_off_of
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_of_year

START = (Article("Groeipakketdecreet", "9"),)
BONUS = (Article("Groeipakketdecreet", "21"),)
EXTRA = (Article("Groeipakketdecreet", "222/1"),)


def start_amount(child: Child, law: MonthLaw) -> OneOff | None:
    """Decide the birth or adoption amount of an entitled child, tariff of the day itself.

    Law: Groeipakketdecreet art. 9 and 10 (choice F18: an adopted child brings no birth amount; a foster child neither).
    """
    if child.placement == "foster":
        return None
    term = Term(law.amount("flanders/birth/start_amount"))
    if child.adopted_on is not None:
        if law.month.months_after(child.adopted_on):
            return None
        return one_off_of(child.id, "adoption", "adopted_this_month", START, term)
    if law.month.months_after(child.born):
        return None
    return one_off_of(child.id, "birth", "born_this_month", START, term)


def school_bonus(child: Child, law: MonthLaw) -> OneOff | None:
    """Decide the school bonus of a child entitled for July, paid in August.

    Law: Groeipakketdecreet art. 20 to 22 (choice F08: bracket of the age reached in the year of payment; F09: August
    2026 still paid, at a tariff that is unconfirmed).
    """
    if law.month.month != law.number("flanders/annual/month"):
        return None
    reached = age_of_year(child.born, law.month)
    amount = law.pick("flanders/annual", age=reached)
    literal = law.pick("flanders/annual", age=max(reached - 1, 0))
    choices = () if literal is amount else ("F08",)
    paid_in = law.month.plus(1)
    tests = (("bracket", amount.id),)
    return one_off_of(
        child.id,
        "annual",
        "entitled_for_july",
        BONUS,
        Term(amount),
        tests=tests,
        choices=choices,
        paid_in=paid_in,
    )


def social_extra(child: ChildDecision, law: MonthLaw) -> OneOff | None:
    """Decide the extra of November 2022 and April 2023 of a child with a social supplement.

    Law: Groeipakketdecreet art. 222/1 (choice F10: listed apart, halved with the supplement).
    """
    social = child.line("social") if pays_extra(law) else None
    if social is None:
        return None
    term = Term(law.amount("flanders/social/one_off"), social.terms[0].ratio)
    return one_off_of(child.child, "social", "extra_of_the_month", EXTRA, term, choices=("F10",))


def pays_once(law: MonthLaw) -> bool:
    """Tell whether the month is that of the school bonus, or one of an extra.

    Law: Groeipakketdecreet art. 21 and 222/1
    """
    return law.month.month == law.number("flanders/annual/month") or pays_extra(law)


def pays_extra(law: MonthLaw) -> bool:
    """Tell whether the month is one of an extra.

    Law: Groeipakketdecreet art. 222/1
    """
    amount = law.find("flanders/social/one_off")
    return amount is not None and amount.cents > 0
