"""Zorgtoeslag: the care supplement of a child with a specific support need, by the medical-social scale.

Law: Groeipakketdecreet art. 16 and 218
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.household import Child
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.reckon_age import age_before

LAW = (Article("Groeipakketdecreet", "16"), Article("Groeipakketdecreet", "218"))


def care_class(child: Child, law: MonthLaw) -> str | None:
    """Return the id of the child's class to the end of the month of the 21st birthday, None below the scale.

    Law: Groeipakketdecreet art. 16 (at least 4 points in pillar 1, or at least 6 in all: the conditions of the files).
    """
    if child.disability is None:
        return None
    if age_before(child.born, law.month) >= law.number("flanders/entitlement/with_care_to_age"):
        return None
    return law.class_of("flanders/care", points=child.disability.points, pillar1=child.disability.pillar1)


def care(member: Member, law: Amounts) -> Line | None:
    """Decide the care supplement.

    Law: Groeipakketdecreet art. 16 and 218 (one scale in both schemes).
    """
    if member.care is None:
        return None
    return line_of("care", "care_scale", LAW, (Term(law.amount(member.care)),), tests=(("class", member.care),))
