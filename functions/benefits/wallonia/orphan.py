"""The part of a half orphan in the new model: on top of the base, whatever the survivor does.

Law: Décret wallon du 8 février 2018 art. 9
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.month_law import Amounts
from functions.benefits.wallonia.family import Member

LAW = (Article("Décret wallon du 8 février 2018", "9"),)


def orphan(member: Member, law: Amounts) -> Line | None:
    """Decide the half orphan's part: half of the indexed base of the age class.

    Law: Décret wallon du 8 février 2018 art. 9
    """
    if member.model == "old" or member.parents_lost != "one" or not member.has_base:
        return None
    term = Term(law.pick("wallonia/orphan/one_parent", age=member.age))
    return line_of("orphan", "one_parent_deceased", LAW, (term,), tests=(("parents_lost", "one"),))
