"""What holds for every household: sums, order, twins, more children, more income, and a trace that gives the cents."""

import json
from copy import replace

import rfc8785
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from functions.benefits.amount import weakest
from functions.benefits.decide import decide_month
from functions.benefits.decision import Decision
from functions.benefits.household import Household, Income
from functions.benefits.parameters import current_parameters
from functions.benefits.replay import replay
from functions.benefits.trace import trace_of
from functions.units.year_month import YearMonth
from functions.what_if.write_answer import write_answer
from tests.property.benefits.any_household import EUROS, any_child, any_household

MANY = settings(max_examples=100, deadline=None)
NEW_SCHEME_BASES = ("flanders/base/new", "brussels/base", "wallonia/base/new")


def decide(household: Household) -> Decision:
    return decide_month(household, current_parameters())


@MANY
@given(any_household())
def test_sums_and_statuses(household: Household) -> None:
    """Given any household, then totals are sums to the cent, no line is zero, and the weakest status wins."""
    decided = decide(household)
    for child in decided.children:
        assert child.total == sum(line.cents for line in child.lines)
        assert all(line.cents > 0 for line in child.lines)
        assert len({line.benefit for line in child.lines}) == len(child.lines)
        assert child.entitled is (child.reason is None)
        assert child.entitled or not child.lines
        assert weakest(child.status, *(line.status for line in child.lines)) == child.status
    assert decided.total == sum(child.total for child in decided.children)
    assert decided.total == sum(share.cents for share in decided.shares)
    assert all(share.cents > 0 for share in decided.shares)
    assert decided.status == weakest(*(child.status for child in decided.children))
    assert not decided.undecided


@MANY
@given(any_household())
def test_lines_stand_in_the_order_of_the_benefit_list(household: Household) -> None:
    """Given any household, then the lines of a child follow the contract's list of benefits."""
    listed = ["base", "orphan_base", "age", "social", "single_parent", "large_family", "invalid_parent", "orphan"]
    listed += ["care", "support", "foster", "guarantee"]
    for child in decide(household).children:
        places = [listed.index(line.benefit) for line in child.lines]
        assert places == sorted(places)


@MANY
@given(any_household(), st.randoms())
def test_the_order_of_the_children_changes_nothing(household: Household, random: st.DataObject) -> None:
    """Given the same children in another order, then each is decided the same, and the same is paid once."""
    shuffled = list(household.children)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = decide(household), decide(replace(household, children=tuple(shuffled)))
    assert {one.child: one for one in first.children} == {one.child: one for one in second.children}
    assert sorted(first.one_off, key=repr) == sorted(second.one_off, key=repr)
    assert (first.total, first.shares, first.status) == (second.total, second.shares, second.status)


@MANY
@given(any_household(), st.data())
def test_twins_may_change_names(household: Household, data: st.DataObject) -> None:
    """Given twins alike in everything, when they change names, then the family gets the same."""
    twin = data.draw(any_child("twin-1"))
    twins = (twin, replace(twin, id="twin-2"))
    swapped = (replace(twin, id="twin-2"), twin)
    first = decide(replace(household, children=(*household.children, *twins)))
    second = decide(replace(household, children=(*household.children, *swapped)))
    assert (first.total, first.shares) == (second.total, second.shares)
    assert {one.child: one for one in first.children} == {one.child: one for one in second.children}


@MANY
@given(any_household(), any_child("one-more"))
def test_a_child_more_never_lowers_a_base_of_the_new_schemes(household: Household, more: object) -> None:
    """Given one child more, then no other child's base of a new scheme gets lower."""
    before = decide(household)
    after = decide(replace(household, children=(*household.children, more)))  # type: ignore[arg-type]
    bases = {one.child: line for one in after.children for line in one.lines if line.benefit == "base"}
    for one in before.children:
        for line in one.lines:
            if line.benefit == "base" and line.amount_id.startswith(NEW_SCHEME_BASES):
                assert bases[one.child].cents >= line.cents


def pays_more_above_the_lower_limit(decided: Decision) -> bool:
    """Tell the listed exception: the highest frozen amount in a Flemish family of one or two (since 04/2023)."""
    entitled = [one for one in decided.children if one.entitled]
    highest = any(line.amount_id == "flanders/base/transitional_highest" for one in entitled for line in one.lines)
    return highest and len(entitled) <= 2


@MANY
@given(any_household(), EUROS, EUROS)
def test_more_income_never_pays_more(household: Household, one: int, other: int) -> None:
    """Given a higher income and no cadastral income, then the month is not higher, but for the exception of the law."""
    low, high = sorted((one, other))
    poorer = decide(replace(household, income=Income(low)))
    assume(not pays_more_above_the_lower_limit(poorer))
    assert decide(replace(household, income=Income(high))).total <= poorer.total
    assert decide(replace(household, income=None)).total <= poorer.total


def test_the_exception_is_as_the_law_has_it() -> None:
    """Given the tariff of 09/2023, then 20.93 within the lower limit and 35.70 above it, as the issue lists it."""
    law = current_parameters().law_of("flanders", YearMonth(2023, 9))
    assert law.amount("flanders/social/transitional_highest").cents == 2093
    assert law.amount("flanders/social/middle_small").cents == 3570


@MANY
@given(any_household())
def test_the_trace_gives_the_cents_again(household: Household) -> None:
    """Given any household, then its stored trace and the amount files give every cent again, without its facts."""
    stored = json.loads(rfc8785.dumps(trace_of(decide(household))))
    assert replay(stored, current_parameters()) == []


@MANY
@given(any_household())
def test_the_answer_tells_no_fact(household: Household) -> None:
    """Given any household, then no income and no date of birth stands in the answer, but for ids and public dates."""
    answer = write_answer(decide(household))
    public = {str(line["amount_from"]) for one in answer["children"] for line in one["lines"]}  # type: ignore[attr-defined]
    written = json.dumps(answer)
    for child in household.children:
        assert child.born.isoformat() not in written or child.born.isoformat() in public | {answer["payment_date"]}
