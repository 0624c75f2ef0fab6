"""Ondersteuningstoeslag: the support allowance beside a care supplement from twelve points on.

Law: Groeipakketdecreet art. 56/1
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.parameters import MonthLaw

LAW = (Article("Groeipakketdecreet", "56/1"),)


def support(member: Member, law: MonthLaw) -> Line | None:
    """Decide the support allowance, in force since January 2023, to the end of the month of the 21st birthday.

    Law: Groeipakketdecreet art. 56/1
    """
    amount = law.find("flanders/support/allowance")
    disability = member.child.disability
    if amount is None or member.care is None or disability is None:
        return None
    if disability.points < law.number("flanders/support/points_from"):
        return None
    return line_of("support", "support_points_reached", LAW, (Term(amount),), tests=(("points_reached", True),))
