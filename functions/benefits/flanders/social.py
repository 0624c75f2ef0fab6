"""Sociale toeslag: the income-tested supplement, by size of the household and by scheme.

Law: Groeipakketdecreet art. 18 and 222
"""

from typing import Literal, NamedTuple

from functions.benefits.amount import Amount, Article
from functions.benefits.decision import IncomeTest, Line, Term, line_of
from functions.benefits.flanders.family import Family, Member
from functions.benefits.household import Household, Income, Parents
from functions.benefits.month_law import Amounts

NEW = (Article("Groeipakketdecreet", "18"),)
TRANSITIONAL = (Article("Groeipakketdecreet", "222"),)

type Bracket = Literal["low", "middle", "upper", "none"]

_BECAUSE = {
    "low": "income_within_lower_limit",
    "middle": "income_within_middle_limit",
    "upper": "income_within_upper_limit",
}


class Test(NamedTuple):
    """What the household's income came to: the bracket, the size, and the limits that were looked at."""

    bracket: Bracket
    large: bool
    tested: tuple[Amount, ...]
    choices: tuple[str, ...] = ()
    income: IncomeTest = "tested"


def test_income(household: Household, family: Family, law: Amounts) -> Test:
    """Place the household in a bracket.

    Law: Groeipakketdecreet art. 18, 222 and 222/1 (not more than the limit: equality qualifies; the middle bracket for
    one or two children, the upper one for three or more of whom one is in the new scheme), BVR Sociale toeslag art. 5.
    """
    large = family.size >= law.number("flanders/social/large_household_from")
    income = household.income
    if income is None:
        return Test("none", large, (), income="unknown")
    choices: tuple[str, ...] = ()
    bracket, tested = _bracket(income.cents, family, law, large=large)
    if income.cadastral_cents:
        weighted = income.cadastral_cents * law.ratio("flanders/income/cadastral_multiplier").numerator
        if _bracket(income.cents + weighted, family, law, large=large)[0] != bracket:
            choices = ("F06",)
        if income.cadastral_cents > law.amount("flanders/income/cadastral_threshold").cents:
            choices = (*choices, "F07")
            if not passes_cadastral_test(income, law):
                if bracket == "none":
                    return Test("none", large, (), (), "both")
                return Test("none", large, (), choices, "cadastral")
            at_limit = Income(tested[-1].cents, income.cadastral_cents)
            if bracket == "none" and not passes_cadastral_test(at_limit, law):
                return Test("none", large, tested, (), "both")
    return Test(bracket, large, tested, choices if bracket != "none" else ())


def _bracket(cents: int, family: Family, law: Amounts, *, large: bool) -> tuple[Bracket, tuple[Amount, ...]]:
    """Compare an income with the limits in force this month (choice F20), from the lowest up."""
    lower = law.amount("flanders/income/lower_limit")
    if cents <= lower.cents:
        return "low", (lower,)
    higher: Amount | None
    if large:
        higher = law.amount("flanders/income/upper_limit") if family.has_new_scheme else None
    else:
        higher = law.find("flanders/income/middle_limit")
    if higher is None:
        return "none", (lower,)
    if cents <= higher.cents:
        return ("upper" if large else "middle"), (lower, higher)
    return "none", (lower, higher)


def passes_cadastral_test(income: Income, law: Amounts) -> bool:
    """Tell whether the cadastral income of other use leaves the supplement open.

    Law: BVR Sociale toeslag art. 5 (three times the cadastral income may not exceed one fifth of the rest; equality
    passes; choices F06 and F07).
    """
    weighted = income.cadastral_cents * law.ratio("flanders/income/cadastral_multiplier").numerator
    return weighted * law.ratio("flanders/income/cadastral_divisor").numerator <= income.cents - weighted


def social(member: Member, test: Test, parents: Parents, law: Amounts) -> Line | None:
    """Decide the supplement of one child.

    Law: Groeipakketdecreet art. 18 (new scheme) and 222 (by the frozen amount; the increases kept from the federal
    scheme only below the lower limit); half of it in each household when the child is housed equally (choice F12).
    """
    if test.bracket == "none" or member.old_orphan:
        return None
    quantity = _quantity(member, test, parents)
    amount = law.amount(f"flanders/social/{quantity}")
    equal = member.equal_housing
    term = Term(amount, law.ratio("flanders/social/equal_housing_share") if equal else None)
    tests = (
        ("bracket", test.bracket),
        ("large", test.large),
        ("scheme", member.scheme),
        ("row", quantity),
        ("equal_housing", equal),
    )
    articles = NEW if member.frozen is None else TRANSITIONAL
    because = _BECAUSE[test.bracket]
    return line_of("social", because, articles, (term,), tests=tests, tested=test.tested, choices=test.choices)


def _quantity(member: Member, test: Test, parents: Parents) -> str:
    """Name the amount of the grid.

    Law: Groeipakketdecreet art. 18 and 222 par. 1 and 2.
    """
    if test.bracket == "middle":
        return "middle_small"
    if member.frozen is None:
        if test.bracket == "upper":
            return "upper_large"
        return "low_large" if test.large else "low_small"
    if test.bracket == "low" and member.frozen == "lowest" and parents.incapacity:
        return "transitional_lowest_incapacity"
    if test.bracket == "low" and member.frozen == "highest" and not parents.partner:
        return "transitional_highest_single_parent"
    return f"transitional_{member.frozen}"
