"""The monthly age supplement of the old model, reduced for a first child without supplement.

Law: Loi générale relative aux allocations familiales (LGAF) art. 44 and 44bis
"""

from functions.benefits.amount import Amount, Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.month_law import Amounts
from functions.benefits.wallonia.family import Member

FULL = (Article("Loi générale relative aux allocations familiales (LGAF)", "44"),)
REDUCED = (Article("Loi générale relative aux allocations familiales (LGAF)", "44bis"),)


def age(member: Member, law: Amounts, limits: tuple[Amount, ...], *, has_social: bool) -> Line | None:
    """Decide the age supplement, from the month after the 6th, 12th and 18th birthday (choice W07).

    `limits`: those that decided on the social supplement, and so on the amount of a first child.

    Law: LGAF art. 44 (in full) and 44bis (rank 1 without social supplement, condition or orphan rate; choice W30)
    """
    if member.model == "new" or not member.has_base:
        return None
    reduced = member.rank == 1 and not has_social and member.care is None
    amount = law.scale(_folder(reduced=reduced), age=member.age)
    if amount is None:
        return None
    choices = _step_choices(member, law)
    because = "first_child_without_supplement" if reduced else "age_step_reached"
    articles = REDUCED if reduced else FULL
    tests = (("step", amount.id),)
    by_income = member.rank == 1 and member.care is None and not member.orphan_rate
    return line_of(
        "age", because, articles, (Term(amount),), tests=tests, weakened_by=limits if by_income else (), choices=choices
    )


def step_refused(member: Member, law: Amounts) -> tuple[str, ...]:
    """Name the choice that refuses a first age supplement in the birthday month itself.

    Law: LGAF art. 44 (choice W07)
    """
    if member.model == "new" or not member.has_base or law.scale(_folder(reduced=False), age=member.age) is not None:
        return ()
    return _step_choices(member, law)


def _step_choices(member: Member, law: Amounts) -> tuple[str, ...]:
    """Name W07 when the birthday of this month would already count in the other reading."""
    folder = _folder(reduced=False)
    same = law.scale(folder, age=member.age) is law.scale(folder, age=member.age_at_end)
    return () if same else ("W07",)


def _folder(*, reduced: bool) -> str:
    """Return the scale."""
    return "wallonia/age/reduced" if reduced else "wallonia/age/full"
