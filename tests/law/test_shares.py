"""Who gets which part of a month: exact to the cent whatever the fractions, and the protected part stays whole."""

from datetime import date
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.benefits.amount import Ratio
from functions.benefits.decision import ShareTo
from functions.benefits.explain import explain
from functions.benefits.household import REGIONS, Region
from functions.benefits.month_law import Amounts, Terms
from functions.benefits.parameters import current_parameters
from functions.benefits.payee_of import payee_rule_of
from functions.benefits.share_out import ChildPayees, Named, Order, Part, Seized, parts_of, seize, share_out, shares_of
from functions.benefits.trace import trace_of
from functions.benefits.upbringing import Upbringing
from functions.benefits.words import LANGUAGES, Language
from tests.law.households import child, decide, law_of

HALF = (Named("mother", 1, 2), Named("father", 1, 2))
NOTHING = Seized((), ())


@given(
    st.integers(0, 1_000_000),
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=5),
)
def test_parts_add_up_and_each_is_within_a_cent(cents: int, fractions: list[tuple[int, int]]) -> None:
    """Given any fractions up to one, then the parts are what their sum comes to, none below zero or a cent off."""
    named, total = [], Fraction(0)
    for number, (numerator, denominator) in enumerate(fractions):
        if total + Fraction(numerator, denominator) <= 1:
            total += Fraction(numerator, denominator)
            named.append(Named(str(number), numerator, denominator))
    parts = parts_of(cents, named)
    assert len(parts) == len(named)
    assert 0 <= sum(parts) <= cents
    if total == 1:
        assert sum(parts) == cents
    for part, one in zip(parts, named, strict=True):
        assert part >= 0
        assert abs(part - Fraction(cents * one.numerator, one.denominator)) < 1


@pytest.mark.parametrize(("cents", "parts"), [(1, [1, 0]), (3, [2, 1]), (2, [1, 1]), (0, [0, 0])])
def test_the_odd_cent_goes_to_who_is_named_first(cents: int, parts: list[int]) -> None:
    assert parts_of(cents, HALF) == parts


ACCOUNT = {"flanders": "blocked_account", "brussels": "savings_account", "wallonia": "child_account"}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("saved", [False, True])
def test_a_placed_child_gives_two_thirds_and_the_rest_goes_where_the_authority_says(
    region: Region, saved: bool
) -> None:
    """Given a placed child, then its institution has two thirds, half up, and the rest is the payee's or saved."""
    one = child("2021-01-10", placement="institution")
    decision, law = decide(region, "2024-06", one), law_of(region, "2024-06")
    payees = {one.id: ChildPayees(saved=True)} if saved else {}
    parts = share_out((one,), decision.children, (), payees, law, region)
    institution = (4 * decision.total + 3) // 6
    assert parts[0] == Part("institution", one.id, one.id, institution)
    assert parts[1:] == ((Part(ACCOUNT[region], one.id, one.id, decision.total - institution),) if saved else ())  # type: ignore[arg-type]
    shares = shares_of(decision.total, parts, NOTHING)
    assert sum(share.cents for share in shares) == decision.total
    if not saved:
        assert shares == decision.shares


@pytest.mark.parametrize("region", REGIONS)
def test_a_court_divides_the_rest_of_a_placed_child(region: Region) -> None:
    """Given a placed child and a judgment, then the judgment divides what the institution does not get."""
    one = child("2021-01-10", placement="institution")
    decision, law = decide(region, "2024-06", one), law_of(region, "2024-06")
    parts = share_out((one,), decision.children, (), {one.id: ChildPayees(HALF, "divided_by_court")}, law, region)
    assert [part.to for part in parts] == ["institution", "other_payee", "other_payee"]
    assert sum(part.cents for part in parts) == decision.total


def test_what_is_paid_once_a_year_follows_and_a_birth_does_not() -> None:
    """Given a July and a birth, then the yearly amount goes with the child to its payee, the start amount does not."""
    old, new = child("2015-01-10", "A"), child("2024-07-02", "B")
    decision, law = decide("flanders", "2024-07", old, new), law_of("flanders", "2024-07")
    payees = {one.id: ChildPayees((Named("aunt"),), "named_by_court") for one in (old, new)}
    parts = share_out((old, new), decision.children, decision.one_off, payees, law, "flanders")
    yearly = sum(one.cents for one in decision.one_off if one.benefit != "birth")
    assert any(one.benefit == "birth" for one in decision.one_off)
    assert sum(part.once for part in parts) == yearly > 0
    assert {part.to for part in parts} == {"other_payee"}
    assert shares_of(decision.total, parts, NOTHING)[0].to == "other_payee"


def test_a_child_that_is_paid_itself_is_called_so() -> None:
    one = child("2007-01-10")
    decision, law = decide("brussels", "2024-06", one), law_of("brussels", "2024-06")
    payees = {one.id: ChildPayees((Named(one.id),), "child_stands_alone")}
    assert [part.to for part in share_out((one,), decision.children, (), payees, law, "brussels")] == ["child"]


@pytest.mark.parametrize("region", REGIONS)
def test_the_law_protects_the_month_from_ordinary_creditors(region: Region) -> None:
    """Given a seizure, then an ordinary creditor gets nothing, and of maintenance nobody guesses."""
    law = law_of(region, "2024-06")
    orders = [Order("bank", "ordinary", 5_000), Order("alimony", "maintenance", 5_000)]
    found = seize(20_000, orders, law, region)
    assert found == Seized((), ("alimony",), ("bank",))
    assert [(one.to, one.cents) for one in shares_of(20_000, (), found)] == [("beneficiary", 20_000), ("creditor", 0)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_share_is_told_in_words(language: Language) -> None:
    """Given a trace with every kind of share, then each is a sentence of its own, and a protected one says so."""
    decision = decide("flanders", "2024-06", child("2021-01-10"))
    kinds = [to for to in get_args(ShareTo.__value__) if to != "beneficiary"]
    trace = trace_of(decision) | {"shares": [{"to": to, "cents": 100 + at} for at, to in enumerate(kinds)]}
    told = explain(trace, current_parameters(), language)
    whole = explain(trace_of(decision), current_parameters(), language)
    assert len(set(told) - set(whole)) == len(kinds)
    trace["shares"] = [{"to": "creditor", "cents": 0}]
    assert any("1410" in line for line in explain(trace, current_parameters(), language))


@pytest.mark.parametrize(
    ("orders", "taken"),
    [
        ([Order("a", "maintenance", 3_000)], (("a", 3_000),)),
        ([Order("a", "maintenance", 9_000)], (("a", 6_667),)),
        ([Order("a", "maintenance", 4_000), Order("b", "maintenance", 4_000)], (("a", 4_000), ("b", 2_667))),
        ([Order("a", "maintenance", 9_000), Order("b", "maintenance", 1)], (("a", 6_667),)),
        ([Order("a", "maintenance", 0)], ()),
    ],
)
def test_where_a_share_is_known_no_creditor_passes_it(orders: list[Order], taken: tuple[tuple[str, int], ...]) -> None:
    """Given a share of two thirds (no law: to see the arithmetic), then all orders together stay within it."""
    ratio = Ratio("flanders/garnishment/maintenance", date(2019, 1, 1), 2, 3)
    law = Amounts(Terms({}, {}, {}, {}), {}, {ratio.id: ratio})
    found = seize(10_001, orders, law, "flanders")
    assert found.taken == taken
    shares = shares_of(10_001, (), found)
    assert sum(share.cents for share in shares) == 10_001
    assert shares[0].to == "beneficiary"


@pytest.mark.parametrize("region", REGIONS)
def test_a_divided_benefit_names_everybody_in_the_judgments_order(region: Region) -> None:
    """Given a judgment that divides, then each region names whom it names, in its order."""
    rule, law = payee_rule_of(region), law_of(region, "2024-06")
    divided = rule(Upbringing("child", 5, educators=("x",), divided_among=("b", "a")), law)
    assert (divided.ids, divided.because) == (("b", "a"), "divided_by_court")
    assert rule(Upbringing("child", 5, by_court="c", divided_among=("c",)), law).because == "named_by_court"


def test_the_trace_says_what_of_the_yearly_amount_goes_to_others() -> None:
    """Given shares of what is paid once, then the trace holds them; without any it is as it was."""
    decision = decide("flanders", "2024-07", child("2015-01-10"))
    assert "once_shares" not in trace_of(decision)
    shared = decision._replace(once_shares=decision.shares[:1])
    assert trace_of(shared)["once_shares"] == [{"to": "beneficiary", "cents": decision.shares[0].cents}]
