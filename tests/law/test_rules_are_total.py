"""CA-7: over the whole declared domain every rule gives one answer, and exactly one branch applies."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from itertools import chain, permutations
from typing import Any

import pytest

from functions.benefits.decide import decide_month
from functions.benefits.decision import ChildDecision, Decision
from functions.benefits.household import Child, Household, Region
from functions.benefits.parameters import current_parameters
from functions.units.year_month import YearMonth
from tests.law.households import SEVERE, child, decide, household
from tests.law.whole_domain import families, rights

PARAMETERS = current_parameters()
BASES = {"base", "orphan_base"}
WALKED: list[tuple[Region, str]] = [
    ("flanders", "2019-01"),
    ("flanders", "2024-06"),
    ("flanders", "2026-12"),
    ("brussels", "2020-01"),
    ("brussels", "2024-06"),
    ("brussels", "2027-02"),
    ("wallonia", "2019-01"),
    ("wallonia", "2020-01"),
    ("wallonia", "2024-06"),
    ("wallonia", "2026-12"),
]


def is_one_answer(asked: Child, told: ChildDecision, decision: Decision) -> bool:
    """Tell whether a child has one answer: a right with one base, no right with one reason, or a missing fact."""
    benefits = [line.benefit for line in told.lines]
    if len(set(benefits)) != len(benefits) or told.total != sum(line.cents for line in told.lines):
        return False
    if any(line.cents <= 0 for line in told.lines):
        return False
    if told.entitled is None:
        return not benefits and any(one.child == asked.id and one.missing for one in decision.undecided)
    if not told.entitled:
        return told.reason is not None and not benefits
    bases = sum(benefit in BASES for benefit in benefits)
    # Wallonia, choice W15: an obstacle before 21 takes the base and leaves the care supplement.
    only_care = decision.region == "wallonia" and asked.obstacle and benefits == ["care"]
    return told.reason is None and (bases == 1 or only_care)


@pytest.mark.parametrize(("region", "month"), WALKED)
def test_exactly_one_branch_of_every_rule_applies(region: Region, month: str) -> None:
    """Given every point of the domain, then one answer; and what a rule's tests came to names one amount and article.

    Total: no point is left without an answer. Single-valued: the outcomes that the trace states of a benefit (its
    ground and its tests) lead to the same amount files, ratios and articles wherever they come up.
    """
    branches: dict[tuple[object, ...], tuple[object, ...]] = {}
    at = YearMonth.parse(month)
    count = 0
    for asked in chain(rights(region, at), families(region, at)):
        decision = decide_month(asked, PARAMETERS)
        assert [one.child for one in decision.children] == [one.id for one in asked.children]
        for one, told in zip(asked.children, decision.children, strict=True):
            count += 1
            assert is_one_answer(one, told, decision), asked
            for line in told.lines:
                key = (line.benefit, line.because, line.tests)
                steps = tuple((term.amount, term.ratio, term.sign) for term in line.terms)
                assert branches.setdefault(key, (steps, line.law)) == (steps, line.law), (asked, key)
    assert count > 30_000
    assert len(branches) > 15


@pytest.mark.parametrize(
    ("region", "month"), [("flanders", "2024-06"), ("brussels", "2024-06"), ("wallonia", "2024-06")]
)
def test_the_order_in_which_children_are_told_changes_nothing(region: Region, month: str) -> None:
    """Given every mix of three children in any order, then each child has the same lines."""
    walked = [one for one in families(region, YearMonth.parse(month)) if len(one.children) == 3][::37]
    assert len(walked) > 150
    for asked in walked:
        first = {one.child: one for one in decide_month(asked, PARAMETERS).children}
        for order in permutations(asked.children):
            again = decide_month(asked._replace(children=order), PARAMETERS)
            assert {one.child: one for one in again.children} == first


def lines(decision: Decision) -> tuple[object, ...]:
    """Return what is due for the first child, by benefit and file."""
    (told, *_) = decision.children
    return (told.reason, *(line.amount_id for line in told.lines))


def of(region: Region, **members: Any) -> Callable[[date, YearMonth], Household]:
    """Return how a household of one child is asked for a birth and a month."""

    def asked(born: date, month: YearMonth) -> Household:
        one = child("2000-01-01", **members)
        return household(region, str(month), one._replace(born=born), income="100.00")

    return asked


# What changes, how old the child is then, and in which month: that of the birthday (0) or the one after it (1).
BIRTHDAYS: dict[str, tuple[Callable[[date, YearMonth], Household], int, int]] = {
    "flanders: age supplement of 6": (of("flanders", right_open_2018=True), 6, 0),
    "flanders: age supplement of 12": (of("flanders", right_open_2018=True), 12, 0),
    "flanders: age supplement of 18": (of("flanders", right_open_2018=True, study="higher"), 18, 0),
    "flanders: unconditional to 18": (of("flanders", right_open_2018=False, study="none"), 18, 1),
    "flanders: with care to 21": (of("flanders", right_open_2018=False, study="none", disability=SEVERE), 21, 1),
    "flanders: never after 25": (of("flanders", right_open_2018=False, study="higher"), 25, 1),
    "brussels: base of 12": (of("brussels", study="secondary"), 12, 1),
    "brussels: with care to 21": (of("brussels", study="none", disability=SEVERE), 21, 1),
    "brussels: never after 25": (of("brussels", study="higher"), 25, 1),
    "wallonia: old age supplement of 6": (of("wallonia"), 6, 1),
    "wallonia: old age supplement of 12": (of("wallonia"), 12, 1),
    "wallonia: old age supplement of 18": (of("wallonia", study="higher"), 18, 1),
    "wallonia: with care to 21": (of("wallonia", study="none", disability=SEVERE), 21, 1),
    "wallonia: never after 25": (of("wallonia", study="higher"), 25, 1),
}
AROUND = 2


def changes(asked: Callable[[date, YearMonth], Household], born: date, age: int) -> list[int]:
    """Return in which months around a birthday something changes, counted from the month of the birthday."""
    birthday = YearMonth(born.year + age, born.month)
    told = {
        step: lines(decide_month(asked(born, birthday.plus(step)), PARAMETERS)) for step in range(-AROUND, AROUND + 1)
    }
    return [step for step in range(1 - AROUND, AROUND + 1) if told[step] != told[step - 1]]


@pytest.mark.parametrize("rule", sorted(BIRTHDAYS))
@pytest.mark.parametrize("month", range(1, 13))
def test_a_birthday_counts_by_its_month_whatever_its_day(rule: str, month: int) -> None:
    """Given a birthday on the first, in the middle and on the last day of a month, then it changes in the month said.

    29 February too: the birthday month is February in every year (choice F22).
    """
    asked, age, offset = BIRTHDAYS[rule]
    for year in (2023 - age, 2022 - age):
        for day in {1, 2, 15, monthrange(year, month)[1]}:
            found = changes(asked, date(year, month, day), age)
            # In Brussels and Wallonia the unconditional right ends on 31 August: another rule, held below.
            assert offset in found, (year, month, day, found)
            beside = [step for step in found if step != offset]
            assert all(is_end_of_summer_or_index(rule, YearMonth(year + age, month).plus(step)) for step in beside)


def is_end_of_summer_or_index(rule: str, month: YearMonth) -> bool:
    """Tell whether something else may change in the month: a new period of amounts, or the end of a summer."""
    region = rule.partition(":")[0]
    starts = {
        value["since"][:7]
        for key, one in PARAMETERS.series.items()
        if key.startswith(f"{region}/")
        for value in one["values"]
    }
    return str(month) in starts or month.month == 9


@pytest.mark.parametrize("region", ["brussels", "wallonia"])
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 28])
def test_the_unconditional_right_ends_with_the_summer_of_the_year_of_18(region: Region, month: int, day: int) -> None:
    """Given any birthday of a year, then August of the year of 18 is due whatever stands in the way, September not."""
    one = child(f"2005-{month:02d}-{day:02d}", study="none", obstacle=True)
    assert [decide(region, f"2023-{at:02d}", one).children[0].entitled for at in (7, 8, 9)] == [True, True, False]


@pytest.mark.parametrize(("region", "first"), [("flanders", 0), ("brussels", 1), ("wallonia", 1)])
@pytest.mark.parametrize("day", ["2024-02-01", "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-30", "2024-12-31"])
def test_the_right_starts_where_the_region_says_whatever_the_day_of_birth(region: Region, first: int, day: str) -> None:
    """Given a birth on the first or last day of a month, then the first month due is the region's, and it is whole."""
    birth = YearMonth.parse(day[:7])
    told = [decide(region, str(birth.plus(step)), child(day, first_child=True)) for step in (-1, 0, 1, 2)]
    assert [bool(one.total) for one in told] == [step >= first for step in (-1, 0, 1, 2)]
    assert len({one.total for one in told if one.total}) <= 2, "whole months; a new period may begin"


@pytest.mark.parametrize("region", ["flanders", "brussels", "wallonia"])
@pytest.mark.parametrize("day", ["2024-02-29", "2024-03-01", "2024-03-31", "2024-04-30"])
def test_a_right_that_ends_on_any_day_is_due_for_that_whole_month(region: Region, day: str) -> None:
    """Given the day on which a right ended, then that month is due whole, and the next not at all."""
    ended = YearMonth.parse(day[:7])
    told = [decide(region, str(ended.plus(step)), child("2020-05-05", right_ended=day)).total for step in (-1, 0, 1)]
    assert told[0] == told[1] > 0 == told[2]
