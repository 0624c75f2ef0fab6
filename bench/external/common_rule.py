"""The common rule in this engine, with the same four steps, lines, articles, statuses and tests as a region has.

The rule is nobody's law: its amounts stand in `families.py`, not among the amount files.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bench.external.families import AMOUNTS, CHANGES, CHILD_TO, LARGE_FROM, MONTH, OLD_FROM, Row
from functions.benefits.amount import Amount, Article
from functions.benefits.decide import in_month
from functions.benefits.decision import (
    ChildDecision,
    Decision,
    IncomeTest,
    Line,
    Rights,
    Term,
    line_of,
    rights_of,
    without_right,
)
from functions.benefits.household import Child, Household, Income
from functions.benefits.month_law import Amounts, MonthLaw
from functions.benefits.parameters import CompiledSeries, CompiledValue, ParameterSet, Value
from functions.benefits.reckon_age import age_before
from functions.benefits.region_rules import NOTHING, Once, RegionRules
from functions.units.remember import remember
from functions.units.year_month import YearMonth

LAW = (Article("Common rule of the comparison", "1"),)
SUPPLEMENT = (Article("Common rule of the comparison", "2"),)
JUNE = YearMonth(*MONTH)
REGION = "wallonia"  # lends its name to the keys; none of its files is read


class Family(NamedTuple):
    """Each child's age in years, or the reason why it has no right; and how many have one."""

    children: tuple[int | str, ...]
    size: int


class Test(NamedTuple):
    """Whether the income lies within the limit, and the limit."""

    within: bool
    tested: tuple[Amount, ...]
    income: IncomeTest = "tested"


def read(household: Household, law: MonthLaw) -> Family:
    """Read the ages: a right from the month of birth to the month of the last birthday."""
    to_age = law.number(f"{REGION}/entitlement/to_age")
    children = [_age_or_reason(child, law, to_age) for child in household.children]
    return Family(tuple(children), len([one for one in children if not isinstance(one, str)]))


def _age_or_reason(child: Child, law: MonthLaw, to_age: int) -> int | str:
    if law.month.months_after(child.born) < 0:
        return "not_born"
    age = age_before(child.born, law.month)
    return age if age < to_age else "age_limit_reached"


def place_income(household: Household, _family: Family, law: MonthLaw) -> Test:
    """Compare the income with the limit; equality is within."""
    if household.income is None:
        return Test(within=False, tested=(), income="unknown")
    limit = law.amount(f"{REGION}/limit/income")
    return Test(household.income.cents <= limit.cents, (limit,))


def decide(household: Household, family: Family, test: Test, law: Amounts) -> tuple[ChildDecision, ...]:
    """Decide every child."""
    return tuple(
        [
            without_right(child.id, age) if isinstance(age, str) else _rights(age, family.size, test, law).of(child.id)
            for child, age in zip(household.children, family.children, strict=True)
        ]
    )


@remember
def _rights(age: int, size: int, test: Test, law: Amounts) -> Rights:
    """Decide one child."""
    amount = law.pick(f"{REGION}/base", age=max(age, 0))
    base = line_of("base", "age_band", LAW, (Term(amount),), tests=(("class", amount.id),))
    if not test.within:
        return rights_of((base,), refused=test.tested)
    return rights_of((base, _supplement(size, test, law)))


def _supplement(size: int, test: Test, law: Amounts) -> Line:
    amount = law.pick(f"{REGION}/supplement", children=size)
    tests = (("size", size),)
    return line_of("social", "income_within_limit", SUPPLEMENT, (Term(amount),), tests=tests, tested=test.tested)


def once(_household: Household, _family: Family, _decided: tuple[ChildDecision, ...], _law: MonthLaw) -> Once:
    """Pay nothing once."""
    return NOTHING


def pays_once(_law: MonthLaw) -> bool:
    """Pay nothing once in any month."""
    return False


RULE = RegionRules(read, place_income, decide, once, pays_once)


def decide_row(household: Household, parameters: ParameterSet) -> Decision:
    """Decide one family as `decide_month` does: law of the month, four steps, total, shares, payment date."""
    law = parameters.law_of(REGION, household.month)
    return in_month(household, household.month, RULE.decide_month(household, law), law, parameters)


def household_of(row: Row, income_cents: int) -> Household:
    """Make the household of a row."""
    children = tuple([Child(str(at), born) for at, born in enumerate(row.born)])
    return Household(JUNE, REGION, True, Income(income_cents), children)  # noqa: FBT003 - two adults in every family


def common_parameters() -> ParameterSet:
    """Return the amounts of the rule as a set of parameters."""
    return ParameterSet({"digest": "common rule", "series": dict(_series())})


def _series() -> Iterator[tuple[str, CompiledSeries]]:
    applies: dict[str, dict[str, list[int | None]]] = {
        "base/young": {"age": [0, OLD_FROM - 1]},
        "base/old": {"age": [OLD_FROM, CHILD_TO - 1]},
        "supplement/small": {"children": [1, LARGE_FROM - 1]},
        "supplement/large": {"children": [LARGE_FROM, None]},
    }
    for name, (before, after) in AMOUNTS.items():
        first, second = CHANGES
        last = (date.fromisoformat(second) - timedelta(days=1)).isoformat()
        rows = [applies[name]] if name in applies else []
        yield _one(name, "EUR/month", [_value(first, last, before), _value(second, None, after)], rows)
    terms: dict[str, tuple[str, Value]] = {
        "entitlement/to_age": ("years", CHILD_TO),
        "payment/day": ("day of month", 8),
        "payment/not_on": ("days of year", ["weekend"]),
        "shares/institution": ("ratio", [2, 3]),
    }
    for name, (unit, value) in terms.items():
        yield _one(name, unit, [_value(CHANGES[0], None, value)], [])


def _one(
    name: str, unit: str, values: list[CompiledValue], applies: list[dict[str, list[int | None]]]
) -> tuple[str, CompiledSeries]:
    one: CompiledSeries = {
        "title": name,
        "unit": unit,
        "law": [],
        "applies": applies,
        "known_until": None,
        "last_checked_on": CHANGES[0],
        "next_change_expected": None,
        "values": values,
    }
    return f"{REGION}/{name}", one


def _value(since: str, until: str | None, value: Value) -> CompiledValue:
    return {"since": since, "until": until, "value": value, "status": "published"}
