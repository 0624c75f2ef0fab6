"""Basisbedrag: the amount of the new scheme, the three frozen amounts, and the old orphan amount in their place.

Law: Groeipakketdecreet art. 13 and 210
"""

from functions.benefits.amount import Article
from functions.benefits.decision import Line, Term, Tests, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.month_law import Amounts

NEW = (Article("Groeipakketdecreet", "13"),)
FROZEN = (Article("Groeipakketdecreet", "210"),)


def base(member: Member, law: Amounts) -> Line:
    """Decide the basic amount of an entitled child.

    Law: Groeipakketdecreet art. 13 (new scheme) and 210 (transitional scheme, old orphans).
    """
    if member.old_orphan:
        term = Term(law.amount("flanders/orphan_base/transitional"))
        tests: Tests = (("scheme", "transitional"), ("orphan", member.parents_lost))
        return line_of("orphan_base", "orphaned_before_2019", FROZEN, (term,), tests=tests, choices=member.choices)
    if member.frozen is None:
        term = Term(law.amount("flanders/base/new"))
        because = "born_from_2019" if member.born_in_new_scheme else "no_federal_right_kept"
        return line_of("base", because, NEW, (term,), tests=(("scheme", "new"),), choices=member.choices)
    term = Term(law.amount(f"flanders/base/transitional_{member.frozen}"))
    tests = (("scheme", "transitional"), ("rank", member.frozen))
    return line_of("base", f"frozen_rank_{member.frozen}", FROZEN, (term,), tests=tests, choices=member.choices)
