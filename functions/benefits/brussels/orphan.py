"""The orphan's increase: the base of the child's band times one and a half, or times two.

Law: Ordonnance du 25 avril 2019 (COCOM), article not read
"""

from functions.benefits.amount import Article
from functions.benefits.brussels.family import Member
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.month_law import Amounts

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "not read"),)


def orphan(member: Member, base: Line, law: Amounts) -> Line | None:
    """Decide the increase: round(base x factor) - base.

    Law: Ordonnance du 25 avril 2019, article not read (choices B07: half a cent upwards; B08: whatever the date of
    death; no condition on a new partner of the survivor).
    """
    if member.parents_lost == "none":
        return None
    both = member.parents_lost == "all"
    ratio = law.ratio(f"brussels/orphan/factor_{'both_parents' if both else 'one_parent'}")
    amount = base.terms[0].amount
    choices = () if amount.cents * ratio.numerator % ratio.denominator == 0 else ("B07",)
    if member.orphaned_earlier:
        choices = (*choices, "B08")
    because = "all_parents_deceased" if both else "one_parent_deceased"
    tests = (("parents_lost", member.parents_lost), ("base", amount.id))
    return line_of("orphan", because, LAW, (Term(amount, ratio), Term(amount, sign=-1)), tests=tests, choices=choices)
