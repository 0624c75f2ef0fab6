"""Pleegzorgtoeslag: the foster supplement of the household that raises a child in long-term foster care.

Law: Groeipakketdecreet, article not read (groeipakket.be "pleegzorgtoeslag")
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.month_law import Amounts

LAW = (Article("Groeipakketdecreet", "not read"),)


def foster(member: Member, law: Amounts) -> Line | None:
    """Decide the foster supplement (choice F23: `foster` is a long-term placement in this household).

    Law: Groeipakketdecreet, article not read
    """
    if not member.foster:
        return None
    term = Term(law.amount("flanders/foster/supplement"))
    return line_of("foster", "long_term_foster_care", LAW, (term,), tests=(("placement", "foster"),))
