"""Leeftijdsbijslag: the monthly age supplement of transitional children, reduced for the eldest without supplement.

Law: Groeipakketdecreet art. 212
"""

from functions.benefits.amount import Amount, Article
from functions.benefits.decision import Line, Term, line_of
from functions.benefits.flanders.family import Member
from functions.benefits.month_law import Amounts

LAW = (Article("Groeipakketdecreet", "212"),)


def age(member: Member, law: Amounts, limits: tuple[Amount, ...], *, has_social: bool) -> Line | None:
    """Decide the age supplement; `limits`: those that decided on the social supplement, and so on the eldest's amount.

    Law: Groeipakketdecreet art. 212 (choices F01: the step starts in the birthday month; F02 to F04: which supplements
    lift the reduction of the eldest).
    """
    if member.scheme == "new":
        return None
    reduced = _is_reduced(member, has_social=has_social)
    folder = "flanders/age/reduced" if reduced else "flanders/age/full"
    amount = law.scale(folder, age=member.age)
    if amount is None:
        return None
    choices = _choices(member, has_social=has_social, reduced=reduced)
    if law.scale(folder, age=member.age_before) is not amount:
        choices = ("F01", *choices)
    because = "eldest_without_supplement" if reduced else "age_step_reached"
    tests = (("step", amount.id),)
    by_income = member.eldest_transitional and member.care is None and not member.old_orphan
    return line_of(
        "age", because, LAW, (Term(amount),), tests=tests, weakened_by=limits if by_income else (), choices=choices
    )


def _is_reduced(member: Member, *, has_social: bool) -> bool:
    """Tell whether the eldest transitional child has the reduced amount.

    Law: Groeipakketdecreet art. 212 par. 2 (choices F02, F03, F04).
    """
    lifted = has_social or member.care is not None or member.old_orphan
    return member.eldest_transitional and not lifted


def _choices(member: Member, *, has_social: bool, reduced: bool) -> tuple[str, ...]:
    """Name the choices under whose other reading the eldest would have another amount."""
    if not member.eldest_transitional or has_social:
        return ()
    if reduced:
        return ("F02",) if member.foster else ()
    return ("F03",) if member.old_orphan else ("F04",)
