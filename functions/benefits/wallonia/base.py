"""The base: flat by age in the new model, by rank in the old one, and the orphan amounts that replace them.

Law: Décret wallon du 8 février 2018 art. 9; Loi générale relative aux allocations familiales (LGAF) art. 40 and 50bis
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, Tests, line_of
from functions.benefits.month_law import Amounts
from functions.benefits.wallonia.family import Member

NEW = (Article("Décret wallon du 8 février 2018", "9"),)
RANK = (Article("Loi générale relative aux allocations familiales (LGAF)", "40"),)
ORPHAN_RATE = (Article("Loi générale relative aux allocations familiales (LGAF)", "50bis"),)


def base(member: Member, law: Amounts) -> Line | None:
    """Decide the base; none when an obstacle left only the supplement of a condition (choice W15).

    Law: Décret wallon du 8 février 2018 art. 9 (new model; both parents dead: one amount instead); LGAF art. 40 and
    50bis (old model: rank amount, or orphan rate instead).
    """
    if not member.has_base:
        return None
    if member.model == "new":
        return _new(member, law)
    if member.orphan_rate:
        term = Term(law.amount("wallonia/orphan_base/old"))
        choices = (*member.choices, "W18") if member.orphaned_late else member.choices
        tests: Tests = (("model", "old"), ("parents_lost", member.parents_lost))
        return line_of("orphan_base", "old_orphan_rate", ORPHAN_RATE, (term,), tests=tests, choices=choices)
    term = Term(law.pick("wallonia/base/rank", rank=member.rank))
    tests = (("model", "old"), ("rank", member.rank))
    return line_of("base", "rank_by_age", RANK, (term,), tests=tests, choices=member.choices)


def _new(member: Member, law: Amounts) -> Line:
    """Decide the base of the new model.

    Law: Décret wallon du 8 février 2018 art. 9 (the amount of 18 starts the month after the birthday: choice W07)
    """
    if member.parents_lost == "all":
        term = Term(law.amount("wallonia/orphan_base/both_parents"))
        tests = (("model", "new"), ("parents_lost", "all"))
        return line_of("orphan_base", "all_parents_deceased", NEW, (term,), tests=tests, choices=member.choices)
    amount = law.pick("wallonia/base/new", age=member.age)
    other = law.pick("wallonia/base/new", age=member.age_at_end)
    choices = member.choices if other is amount else (*member.choices, "W07")
    tests = (("model", "new"), ("class", amount.id))
    return line_of("base", "born_from_2020", NEW, (Term(amount),), tests=tests, choices=choices)
