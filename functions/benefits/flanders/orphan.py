"""Wezentoeslag: the orphan supplement on top of the basic amount of the new scheme.

Law: Groeipakketdecreet art. 14 and 15
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.month_law import Amounts

LAW = (Article("Groeipakketdecreet", "14"),)


def orphan(member: Member, law: Amounts) -> Line | None:
    """Decide the orphan supplement; a new partner of the survivor changes nothing.

    Law: Groeipakketdecreet art. 14 and 15
    """
    if member.scheme == "transitional" or member.parents_lost == "none":
        return None
    if member.parents_lost == "all":
        quantity, because = "full", "all_parents_deceased"
    else:
        quantity, because = "half", "one_parent_deceased"
    term = Term(law.amount(f"flanders/orphan/{quantity}"))
    return line_of("orphan", because, LAW, (term,), tests=(("parents_lost", member.parents_lost),))
