"""The supplement of a child with a condition, by the medical-social scale of three pillars.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 12 and 26
"""

from functions.benefits.amount import Article
from functions.benefits.brussels.family import Member
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.household import Child
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.reckon_age import age_before

LAW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "12"),)


def care_class(child: Child, law: MonthLaw) -> str | None:
    """Return the id of the child's class to the end of the month of the 21st birthday, None below the scale.

    Law: Ordonnance du 25 avril 2019 art. 12 (at least 4 points in pillar 1, or at least 6 in all) and 26.
    """
    if child.disability is None:
        return None
    if age_before(child.born, law.month) >= law.number("brussels/entitlement/with_care_to_age"):
        return None
    return law.class_of("brussels/care", points=child.disability.points, pillar1=child.disability.pillar1)


def care(member: Member, law: Amounts) -> Line | None:
    """Decide the supplement.

    Law: Ordonnance du 25 avril 2019 art. 12
    """
    if member.care is None:
        return None
    return line_of("care", "care_scale", LAW, (Term(law.amount(member.care)),), tests=(("class", member.care),))
