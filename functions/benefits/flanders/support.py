"""Ondersteuningstoeslag: the support allowance beside a care supplement from twelve points on.

Law: Groeipakketdecreet art. 56/1
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.month_law import Amounts

LAW = (Article("Groeipakketdecreet", "56/1"),)


def support(member: Member, law: Amounts) -> Line | None:
    """Decide the support allowance, in force since January 2023, to the end of the month of the 21st birthday.

    Law: Groeipakketdecreet art. 56/1
    """
    amount = law.find("flanders/support/allowance")
    if amount is None or member.care is None or not member.needs_support:
        return None
    return line_of("support", "support_points_reached", LAW, (Term(amount),), tests=(("points_reached", True),))
