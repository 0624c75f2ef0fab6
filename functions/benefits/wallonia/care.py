"""The supplement of a child with a condition (AFS), nine classes, one scale for both models.

Law: Décret wallon du 8 février 2018 art. 16
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.household import Child
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.reckon_age import age_before
from functions.benefits.wallonia.family import Member

LAW = (Article("Décret wallon du 8 février 2018", "16"),)


def care_class(child: Child, law: MonthLaw) -> str | None:
    """Return the id of the child's class to the end of the month of the 21st birthday, None below the scale.

    Law: Décret wallon du 8 février 2018 art. 16 (at least 4 points in pillar 1, or at least 6 in all); AGW 23 May 2019.
    """
    if child.disability is None:
        return None
    if age_before(child.born, law.month) >= law.number("wallonia/entitlement/with_care_to_age"):
        return None
    return law.class_of("wallonia/care", points=child.disability.points, pillar1=child.disability.pillar1)


def care(member: Member, law: Amounts) -> Line | None:
    """Decide the supplement; it survives the loss of the base through work (choice W15).

    Law: Décret wallon du 8 février 2018 art. 16
    """
    if member.care is None:
        return None
    choices = () if member.has_base else ("W15",)
    term = Term(law.amount(member.care))
    return line_of("care", "care_scale", LAW, (term,), tests=(("class", member.care),), choices=choices)
