"""What is paid once: the birth or adoption grant and the annual age supplement.

Law: Ordonnance du 25 avril 2019 (COCOM), articles not read
"""

from functions.benefits.amount import Article
from functions.benefits.brussels.family import Member
from functions.benefits.decision import OneOff, Term, Undecided, one_off_of
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_before, age_of_year

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "not read"),)


def grant(child: Child, children: tuple[Child, ...], law: MonthLaw, *, entitled: bool) -> OneOff | Undecided | None:
    """Decide the birth grant in the month of birth, or the adoption grant in the month of adoption.

    Law: Ordonnance du 25 avril 2019, article not read (choices B17: every child of a multiple birth has the higher
    grant; B18: `first_child` also means first adoption, an adopted or foster child brings no birth grant).
    """
    if child.placement == "foster":
        return None
    born_now = law.month.months_after(child.born) == 0
    adopted = child.adopted_on is not None
    if child.adopted_on is not None:
        if law.month.months_after(child.adopted_on) or not (entitled or born_now):
            return None
    elif not born_now:
        return None
    twin = any(other.born == child.born and other.id != child.id for other in children)
    if child.first_child is None and not twin:
        return Undecided(child.id, "adoption" if adopted else "birth", "fact_missing", ("first_child",))
    higher = bool(child.first_child) or twin
    term = Term(law.amount("brussels/birth/first" if higher else "brussels/birth/next"))
    choices = ("B17",) if twin and not child.first_child else ()
    if adopted:
        return one_off_of(child.id, "adoption", "adopted_this_month", LAW, term, choices=(*choices, "B18"))
    return one_off_of(child.id, "birth", "born_this_month", LAW, term, choices=choices)


def annual(child: Child, member: Member, law: MonthLaw) -> OneOff | None:
    """Decide the annual age supplement of a child entitled for July, paid in August at the amounts of July.

    Law: Ordonnance du 25 avril 2019, article not read (choice B16: bracket of the age reached in the calendar year).
    """
    if not pays_once(law):
        return None
    higher = int(member.higher)
    amount = law.pick("brussels/annual", age=age_of_year(child.born, law.month), higher=higher)
    in_july = law.pick("brussels/annual", age=max(age_before(child.born, law.month), 0), higher=higher)
    choices = () if in_july.cents == amount.cents else ("B16",)
    return one_off_of(
        child.id,
        "annual",
        "entitled_for_july",
        LAW,
        Term(amount),
        tests=(("bracket", amount.id),),
        choices=(*choices, *member.choices),
        paid_in=law.month.plus(1),
    )


def pays_once(law: MonthLaw) -> bool:
    """Tell whether the month is that of the annual supplement.

    Law: Ordonnance du 25 avril 2019 (COCOM), article not read
    """
    return law.month.month == law.number("brussels/annual/month")
