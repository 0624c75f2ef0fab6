"""What is paid once: birth and adoption premium, and the annual supplement.

Law: Décret wallon du 8 février 2018 art. 7 to 8 and 11 to 17; LGAF art. 44ter, 73bis and 73quater
"""

from functions.benefits.amount import Article
from functions.benefits.decision import ChildDecision, OneOff, Term, Undecided, deciding_limits, one_off_of
from functions.benefits.household import Child
from functions.benefits.month_law import MonthLaw
from functions.benefits.reckon_age import age_of_year
from functions.benefits.wallonia.family import Member
from functions.benefits.wallonia.read_family import is_old_model

PREMIUM = (Article("Décret wallon du 8 février 2018", "7"),)
BIRTH_2019 = (Article("Loi générale relative aux allocations familiales (LGAF)", "73bis"),)
ADOPTION_OLD = (Article("Loi générale relative aux allocations familiales (LGAF)", "73quater"),)
ANNUAL = (Article("Décret wallon du 8 février 2018", "11-17"),)
ANNUAL_OLD = (Article("Loi générale relative aux allocations familiales (LGAF)", "44ter"),)


def premium(child: Child, children: tuple[Child, ...], law: MonthLaw, *, entitled: bool) -> OneOff | Undecided | None:
    """Decide the premium in the month of birth or of adoption, at the amounts of that month (choice W12).

    Law: Décret wallon du 8 février 2018 art. 7 and 8; LGAF art. 73bis (births of 2019) and 73quater (adopted child born
    before 2020); choices W27 (an adopted child brings no birth premium; a foster child none) and W28 (multiple births).
    """
    if child.placement == "foster":
        return None
    born_now = law.month.months_after(child.born) == 0
    old = is_old_model(child, law)
    if child.adopted_on is not None:
        if law.month.months_after(child.adopted_on) or not (entitled or born_now):
            return None
        quantity, articles = ("adoption/born_before_2020", ADOPTION_OLD) if old else ("birth/premium", PREMIUM)
        term = Term(law.amount(f"wallonia/{quantity}"))
        return one_off_of(child.id, "adoption", "adopted_this_month", articles, term)
    if not born_now:
        return None
    return _birth_2019(child, children, law) if old else _birth(child, law)


def _birth(child: Child, law: MonthLaw) -> OneOff:
    """Decide the flat premium.

    Law: Décret wallon du 8 février 2018 art. 7
    """
    return one_off_of(child.id, "birth", "born_this_month", PREMIUM, Term(law.amount("wallonia/birth/premium")))


def _birth_2019(child: Child, children: tuple[Child, ...], law: MonthLaw) -> OneOff | Undecided:
    """Decide the premium of 2019: the higher one for a first child and for each child of a multiple birth.

    Law: LGAF art. 73bis
    """
    twin = any(other.born == child.born and other.id != child.id for other in children)
    if child.first_child is None and not twin:
        return Undecided(child.id, "birth", "fact_missing", ("first_child",))
    term = Term(law.amount(f"wallonia/birth/{'first' if child.first_child or twin else 'next'}_2019"))
    choices = ("W28",) if twin and not child.first_child else ()
    return one_off_of(child.id, "birth", "born_this_month", BIRTH_2019, term, choices=choices)


def annual(child: Child, member: Member, decided: ChildDecision, law: MonthLaw) -> OneOff | None:
    """Decide the annual supplement of a child with a right for July, paid in August at the amounts of July.

    Law: Décret wallon du 8 février 2018 art. 11 to 17 (new model: one scale); LGAF art. 44ter (old model: the higher
    scale with a social supplement, the orphan rate or a condition); age reached on 31 December; choice W15.
    The limits that decided on the social supplement decided on the scale of the old model too.
    """
    if not pays_once(law):
        return None
    supplement = decided.line("social")
    limits = deciding_limits(() if supplement is None else supplement.tested, decided.refused)
    with_supplement = supplement is not None or member.orphan_rate or member.care is not None
    if member.model == "new":
        folder, articles = "new", ANNUAL
    else:
        folder, articles = ("old_with_supplement" if with_supplement else "old"), ANNUAL_OLD
    by_income = member.model == "old" and member.has_base and member.care is None and not member.orphan_rate
    amount = law.pick(f"wallonia/annual/{folder}", age=age_of_year(child.born, law.month))
    return one_off_of(
        child.id,
        "annual",
        "entitled_for_july",
        articles,
        Term(amount),
        tests=(("bracket", amount.id), ("with_supplement", with_supplement)),
        weakened_by=limits if by_income else (),
        choices=member.choices if member.has_base else (*member.choices, "W15"),
        paid_in=law.month.plus(1),
    )


def pays_once(law: MonthLaw) -> bool:
    """Tell whether the month is that of the annual supplement.

    Law: Décret wallon du 8 février 2018 art. 11 to 17; LGAF art. 44ter
    """
    return law.month.month == law.number("wallonia/annual/month")
