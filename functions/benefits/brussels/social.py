"""The social supplement: by income tier, number of entitled children, age band and single parenthood.

Law: Ordonnance du 25 avril 2019 (COCOM) art. 9 and 10
"""

from typing import Literal, NamedTuple

from functions.benefits.amount import Amount, Article
from functions.benefits.brussels.family import Member
from functions.benefits.decision import IncomeTest, Line, Term, line_of
from functions.benefits.household import Household, Parents
from functions.benefits.month_law import Amounts, MonthLaw
from functions.units.remember import remember

LOW = (Article("Ordonnance du 25 avril 2019 (COCOM)", "9"),)
MIDDLE = (Article("Ordonnance du 25 avril 2019 (COCOM)", "10"),)

type Tier = Literal["low", "middle", "high"]


class Test(NamedTuple):
    """The household's tier and the ceilings that were looked at; `blocked`: the cadastral income alone refuses."""

    tier: Tier
    tested: tuple[Amount, ...]
    blocked: bool
    choices: tuple[str, ...]
    income: IncomeTest = "tested"


def test_income(household: Household, law: MonthLaw) -> Test:
    """Place the household in a tier.

    Law: Ordonnance du 25 avril 2019 art. 9 and 10 (below the ceiling, choice B02: equality belongs to the higher tier);
    decree of 1 June 2023 (cadastral income above the limit, from 11/2023: no supplement).
    """
    income = household.income
    if income is None:
        return Test("high", (), blocked=False, choices=(), income="unknown")
    lower, upper = law.amount("brussels/income/lower_ceiling"), law.amount("brussels/income/upper_ceiling")
    tier = _tier(income.cents, lower, upper)
    tested = (lower,) if tier == "low" else (lower, upper)
    limit = law.find("brussels/income/cadastral_limit")
    if limit is not None and income.cadastral_cents > limit.cents:
        return Test("high", (), blocked=tier != "high", choices=(), income="both" if tier == "high" else "cadastral")
    choices = ("B02",) if income.cents in (lower.cents, upper.cents) else ()
    if any(_tier(income.cents, *pair) != tier for pair in _other_ceilings(law)):
        choices = (*choices, "B12")
    return Test(tier, tested, blocked=False, choices=choices)


def _tier(cents: int, lower: Amount, upper: Amount) -> Tier:
    """Compare an income with two ceilings."""
    if cents < lower.cents:
        return "low"
    return "middle" if cents < upper.cents else "high"


@remember
def _other_ceilings(law: MonthLaw) -> tuple[tuple[Amount, Amount], ...]:
    """Return the other pairs of ceilings of the same calendar year: choice B12, another month's could be meant."""
    lower, upper = law.of_year("brussels/income/lower_ceiling"), law.of_year("brussels/income/upper_ceiling")
    own = law.amount("brussels/income/lower_ceiling").since
    return tuple(pair for pair in zip(lower, upper, strict=True) if pair[0].since != own)


def social(member: Member, size: int, test: Test, parents: Parents, law: Amounts) -> Line | None:
    """Decide the supplement of one child; an amount of zero is no line.

    Law: Ordonnance du 25 avril 2019 art. 9 (low tier: size, single parent, age band) and 10 (middle tier: size).
    """
    if test.tier == "high":
        return None
    amount = amount_of(member.age, size, test.tier, parents, law)
    if not amount.cents:
        return None
    choices = test.choices
    if amount_of(member.age_at_end, size, test.tier, parents, law) is not amount:
        choices = (*choices, "B01")
    because = "income_below_lower_ceiling" if test.tier == "low" else "income_between_ceilings"
    articles = LOW if test.tier == "low" else MIDDLE
    tests = (("tier", test.tier), ("size", size), ("class", amount.id))
    return line_of("social", because, articles, (Term(amount),), tests=tests, tested=test.tested, choices=choices)


def amount_of(age: int, size: int, tier: Tier, parents: Parents, law: Amounts) -> Amount:
    """Return the amount of the grid.

    Law: Ordonnance du 25 avril 2019 art. 9 and 10
    """
    folder = f"brussels/social/{tier}"
    return law.pick(folder, age=age, children=size, single_parent=int(not parents.partner))
