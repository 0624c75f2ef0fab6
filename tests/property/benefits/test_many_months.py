"""Many months at once: the same as month by month, exactly; differences that add up; terms that end."""

from copy import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.benefits.compare_decisions import compare_decisions
from functions.benefits.decide import decide_month
from functions.benefits.decide_range import Stretch, decide_range
from functions.benefits.household import Household
from functions.benefits.parameters import current_parameters
from functions.units.year_month import YearMonth
from tests.property.benefits.any_household import any_household

MANY = settings(max_examples=40, deadline=None)
FIRST = YearMonth(2020, 1)


@MANY
@given(any_household(), any_household(), st.integers(0, 30), st.integers(2, 96))
def test_the_same_as_month_by_month(household: Household, later: Household, start: int, length: int) -> None:
    """Given any household, and other facts from some month on, then change points give what each month gives."""
    later = replace(later, region=household.region)
    first, last, turn = FIRST.plus(start), FIRST.plus(start + length), FIRST.plus(start + length // 2)
    stretches = (Stretch(turn, later), Stretch(FIRST, household))
    by_month = []
    month = first
    while month <= last:
        facts = later if month >= turn else household
        by_month.append(decide_month(replace(facts, month=month), current_parameters()))
        month = month.plus(1)
    assert list(decide_range(stretches, first, last, current_parameters())) == by_month


@MANY
@given(any_household(), any_household())
def test_before_and_differences_give_after(household: Household, other: Household) -> None:
    """Given a month decided twice, then the first total and the differences give the second, to the cent."""
    before = decide_month(household, current_parameters())
    after = decide_month(replace(other, region=household.region, month=household.month), current_parameters())
    found = compare_decisions(before, after)
    monthly = sum(one.cents for one in found if not one.benefit.endswith(" once"))
    paid_once = sum(one.cents for one in found if one.benefit.endswith(" once"))
    assert before.total + monthly == after.total
    assert sum(one.cents for one in before.one_off) + paid_once == sum(one.cents for one in after.one_off)
    assert all(one.cents for one in found)
    assert compare_decisions(before, before) == ()
    undone = compare_decisions(after, before)
    assert sorted((one.child, one.benefit, -one.cents) for one in undone) == sorted(
        (one.child, one.benefit, one.cents) for one in found
    )


def test_a_month_before_the_facts_is_left_out() -> None:
    """Given facts from March on, then January and February have no answer."""
    facts = Household(FIRST, "flanders", partner=True, income=None, children=())
    found = decide_range((Stretch(YearMonth(2020, 3), facts),), FIRST, YearMonth(2020, 4), current_parameters())
    assert [one.month for one in found] == [YearMonth(2020, 3), YearMonth(2020, 4)]
    assert date(2020, 4, 8) == found[0].payment_date
