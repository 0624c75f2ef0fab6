"""Many months, moves between regions, months decided again, and terms after which it is too late."""

import copy
import json
from copy import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from functions.benefits.change_months import NO_AGES
from functions.benefits.compare_decisions import compare_decisions
from functions.benefits.competent_region import Domicile, Place, competent_place
from functions.benefits.decide import OutsideLawError, decide_month, rules_of
from functions.benefits.decide_range import Stretch, decide_range
from functions.benefits.household import REGIONS, Household, Region
from functions.benefits.month_law import MonthLaw, Terms
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.benefits.prescription import Claim, lapses_on
from functions.units.year_month import YearMonth
from functions.what_if.read_request import read_request
from tests.law.golden_cases import golden_cases
from tests.law.households import SEVERE, Guarantee2019, child, decide, household, law_of

PARAMETERS = current_parameters()
PLACES: tuple[Place, ...] = (*REGIONS, "german_speaking_community", "abroad")


def by_month(asked: Household, first: YearMonth, last: YearMonth) -> list[object]:
    months = [first]
    while months[-1] < last:
        months.append(months[-1].plus(1))
    return [decide_month(replace(asked, month=month), PARAMETERS) for month in months]


@pytest.mark.parametrize("region", REGIONS)
def test_seven_years_of_every_golden_family(region: Region) -> None:
    """Given the family of every golden case, then 2020 to 2026 by change points is what each month gives."""
    first, last = YearMonth(2020, 1), YearMonth(2026, 12)
    for case in golden_cases(region):
        if "refused" not in case.expected:
            asked = read_request(json.dumps(case.question))
            found = decide_range((Stretch(first, asked),), first, last, PARAMETERS)
            assert list(found) == by_month(asked, first, last), case.id


def test_the_guarantee_ends_with_the_switch() -> None:
    """Given a photo family that switched in June 2021, then change points see the switch."""
    pair = (child("2010-05-01", "A", right_open_2019=True), child("2012-05-01", "B", right_open_2019=True))
    picture = Guarantee2019(switched_on=YearMonth(2021, 6))
    asked = household("brussels", "2024-06", *pair, guarantee_2019=picture)
    first, last = YearMonth(2021, 1), YearMonth(2021, 12)
    stretches = (Stretch(first, asked), Stretch(YearMonth(2022, 1), asked))
    found = decide_range(stretches, first, last, PARAMETERS)
    assert list(found) == by_month(asked, first, last)
    assert len({one.total for one in found}) == 3


def test_months_before_the_facts_are_left_out() -> None:
    """Given facts from March, and others from May, then January and February have no answer."""
    poor = household("flanders", "2024-06", child("2020-01-01"), income="100.00")
    rich = household("flanders", "2024-06", child("2020-01-01"), income="90000.00")
    stretches = (Stretch(YearMonth(2024, 5), rich), Stretch(YearMonth(2024, 3), poor))
    found = decide_range(stretches, YearMonth(2024, 1), YearMonth(2024, 6), PARAMETERS)
    assert [(str(one.month), one.total) for one in found] == [
        ("2024-03", 24716),
        ("2024-04", 24716),
        ("2024-05", 17666),
        ("2024-06", 17666),
    ]


def test_three_stretches_follow_one_another() -> None:
    """Given other facts from May and others again from July, then each month has those of its own stretch."""
    poor = household("flanders", "2024-06", child("2020-01-01"), income="100.00")
    rich = household("flanders", "2024-06", child("2020-01-01"), income="90000.00")
    two = household("flanders", "2024-06", child("2020-01-01"), child("2021-01-01", "B"), income="90000.00")
    asked = [poor, rich, two]
    stretches = [Stretch(YearMonth(2024, month), one) for month, one in zip((3, 5, 7), asked, strict=True)]
    found = decide_range(stretches, YearMonth(2024, 3), YearMonth(2024, 8), PARAMETERS)
    totals = [decide_month(replace(one, month=YearMonth(2024, 6)), PARAMETERS).total for one in asked]
    assert len(set(totals)) == 3
    assert [one.total for one in found] == [total for total in totals for _ in range(2)]


def test_a_range_of_one_month() -> None:
    """Given one month, then its one decision; given stretches of one month each, then one decision each."""
    asked = household("wallonia", "2024-06", child("2020-01-01"))
    month = YearMonth(2024, 6)
    assert list(decide_range((Stretch(month, asked),), month, month, PARAMETERS)) == by_month(asked, month, month)
    stretches = [Stretch(month.plus(step), asked) for step in range(3)]
    found = decide_range(stretches, month, month.plus(3), PARAMETERS)
    assert list(found) == by_month(asked, month, month.plus(3))


class MonthWithoutMoney(Terms):
    """A month of the law that knows no amount: an AttributeError for whoever asks one."""

    def __init__(self, law: MonthLaw) -> None:
        vars(self).update(vars(law.terms))
        self.month = law.month


@pytest.mark.parametrize("region", REGIONS)
def test_what_the_facts_come_to_knows_no_money(region: Region) -> None:
    """Given any family and month, then its facts come to the same without amounts: an index never reads them again."""
    for case in golden_cases(region):
        if "refused" not in case.expected:
            asked = read_request(json.dumps(case.question))
            for month in (asked.month, YearMonth(2020, 1), YearMonth(2024, 7)):
                law = PARAMETERS.law_of(region, month)
                read = rules_of(region).read
                assert read(asked, MonthWithoutMoney(law)) == read(asked, law)  # type: ignore[arg-type]


def test_every_age_of_a_child_is_watched() -> None:
    """Given the folders with years or ages, then only those named decide no month by a child's age."""
    with_years = {
        key.split("/")[1]
        for key, one in PARAMETERS.series.items()
        if one["unit"] == "years" or any("age" in row for row in one["applies"])
    }
    assert with_years - NO_AGES == {"age", "base", "entitlement", "guarantee", "orphan", "social"}
    assert with_years | {"transfer"} >= NO_AGES


def test_an_extra_of_three_months_is_paid_in_each() -> None:
    """Given a law that pays the Flemish extra for three months, then each month of a range has it, and no other."""
    series = copy.deepcopy(dict(PARAMETERS.series))
    extra, nothing, *_ = series["flanders/social/one_off"]["values"]
    extra["until"], nothing["since"] = "2023-01-31", "2023-02-01"
    changed = ParameterSet({"digest": "none", "series": series})
    asked = household("flanders", "2022-06", child("2020-01-01"), income="100.00")
    first, last = YearMonth(2022, 9), YearMonth(2023, 3)
    found = decide_range((Stretch(first, asked),), first, last, changed)
    assert list(found) == [decide_month(replace(asked, month=one.month), changed) for one in found]
    assert [str(one.month) for one in found if one.one_off] == ["2022-11", "2022-12", "2023-01"]


@pytest.mark.parametrize("turn", ["2021-05-01", "2021-05-02"])
@pytest.mark.parametrize("what", ["an age limit", "a class of a scale"])
def test_a_term_that_changes_is_read_again(what: str, turn: str) -> None:
    """Given an age limit, or a class of a scale, that changes, then a range sees it from the first whole month."""
    series = copy.deepcopy(dict(PARAMETERS.series))
    before = (date.fromisoformat(turn) - timedelta(days=1)).isoformat()
    if what == "an age limit":
        limit = series["flanders/entitlement/unconditional_to_age"]["values"]
        limit.append(copy.deepcopy(limit[0]) | {"since": turn, "value": 16})
        limit[0]["until"] = before
    else:
        severe = law_of("flanders", "2021-01").class_of("flanders/care", points=SEVERE.points, pillar1=SEVERE.pillar1)
        values = series[str(severe)]["values"]
        series[str(severe)]["values"] = [value | {"until": before} for value in values if value["since"] < turn]
    changed = ParameterSet({"digest": "none", "series": series})
    young = child("2004-09-01", "A", study="none")
    ill = child("2010-09-01", "B", disability=SEVERE)
    asked = household("flanders", "2021-01", young, ill)
    first, last = YearMonth(2021, 1), YearMonth(2021, 12)
    found = decide_range((Stretch(first, asked),), first, last, changed)
    assert list(found) == [decide_month(replace(asked, month=one.month), changed) for one in found]
    entitled = [str(one.month) for one in found if one.children[0].entitled]
    with_care = [str(one.month) for one in found if one.children[1].line("care") is not None]
    until_then = [f"2021-{month:02}" for month in range(1, 5 if turn.endswith("1") else 6)]
    assert (entitled if what == "an age limit" else with_care) == until_then


@pytest.mark.parametrize("region", REGIONS)
def test_any_day_that_ends_or_starts_something_is_watched(region: Region) -> None:
    """Given studies, a right or a parent's life that end on any day of a year, then a range sees each month of it."""
    first, last = YearMonth(2021, 10), YearMonth(2024, 3)
    for day in range(365):
        ends = (date(2022, 1, 1) + timedelta(days=day)).isoformat()
        leaver = child("2000-02-01", "A", study="none", school_leaver_since=ends)
        others = (child("2004-05-01", "B", right_ended=ends), child("2015-05-01", "C", parents_deceased=[ends]))
        asked = household(region, "2021-10", leaver, *(others if day % 5 == 0 else ()), income="20000.00")
        assert list(decide_range((Stretch(first, asked),), first, last, PARAMETERS)) == by_month(asked, first, last)


def test_a_range_before_the_law_is_refused() -> None:
    """Given a first month before the region's first amount, then no month is answered."""
    asked = household("brussels", "2024-06", child("2018-01-01"))
    with pytest.raises(OutsideLawError):
        decide_range((Stretch(YearMonth(2019, 1), asked),), YearMonth(2019, 12), YearMonth(2020, 2), PARAMETERS)


@pytest.mark.parametrize(("old", "new"), list(permutations(PLACES, 2)))
def test_a_move_leaves_no_gap_and_no_double(old: Place, new: Place) -> None:
    """Given a move between any two places on any day of a month, then each month has one competent place.

    The old one pays the month of the move, the new one the next; a move on the 1st counts for that month (choice A01).
    Other systems than the three regions are named, never calculated.
    """
    month = YearMonth(2024, 3)
    for moved in (month.first_day + timedelta(days=day) for day in range(31)):
        domiciles = (Domicile(moved, new), Domicile(date(2020, 5, 5), old))
        of_month = [competent_place(domiciles, month.plus(step)) for step in (-1, 0, 1)]
        assert of_month == [old, new if moved.day == 1 else old, new]
    paid_by = [place for place in (old, new) if place in REGIONS]
    assert all(decide(place, "2024-04", child("2020-05-05")).total for place in paid_by)


def test_a_move_of_the_month_of_birth() -> None:
    """Given a child that moves in its first month, then its first domicile pays that month, and nobody before."""
    domiciles = (Domicile(date(2024, 3, 5), "flanders"), Domicile(date(2024, 3, 20), "brussels"))
    assert [competent_place(domiciles, YearMonth(2024, month)) for month in (2, 3, 4)] == [None, "flanders", "brussels"]


def test_a_late_fact_gives_differences_with_their_causes() -> None:
    """Given an income that was learned late, then what is owed and what was paid too much, with the grounds."""
    unknown = decide("flanders", "2024-06", child("2020-01-01"))
    low = decide("flanders", "2024-06", child("2020-01-01"), income="100.00")
    ended = decide("flanders", "2024-06", child("2020-01-01", right_ended="2024-05-31"))
    (owed,) = compare_decisions(unknown, low)
    assert (owed.benefit, owed.cents, owed.ground_before, owed.ground_after) == (
        "social",
        7050,
        None,
        "income_within_lower_limit",
    )
    too_much = compare_decisions(low, ended)
    assert [(one.benefit, one.cents, one.ground_after) for one in too_much] == [
        ("base", -17666, "right_ended"),
        ("social", -7050, "right_ended"),
    ]
    assert [one.cents for one in compare_decisions(low, None)] == [-17666, -7050]
    assert [one.cents for one in compare_decisions(None, low)] == [17666, 7050]
    assert compare_decisions(None, None) == compare_decisions(low, low) == ()
    (bonus,) = (
        one
        for one in compare_decisions(None, decide("flanders", "2024-07", child("2020-01-01")))
        if one.benefit == "annual once"
    )
    assert bonus.cents == 2208


@pytest.mark.parametrize(
    ("region", "what", "interrupted", "expected"),
    [
        ("flanders", "claim", [], "2025-03-01"),
        ("flanders", "recovery", [], "2023-03-01"),
        ("flanders", "recovery_fraud", [], "2025-03-01"),
        # in Brussels a claim's term starts after the quarter (choice A05)
        ("brussels", "claim", [], "2023-04-01"),
        ("brussels", "recovery", [], "2023-03-01"),
        ("brussels", "recovery_fraud", [], "2025-03-01"),
        ("wallonia", "claim", [], "2025-03-01"),
        ("wallonia", "recovery", [], "2023-03-01"),
        ("wallonia", "recovery_fraud", [], "2025-03-01"),
        ("flanders", "recovery", ["2023-02-28"], "2026-02-28"),
        ("flanders", "recovery", ["2023-03-01"], "2023-03-01"),
        ("flanders", "recovery", ["2026-02-27", "2023-02-28"], "2029-02-27"),
        ("flanders", "recovery", ["2019-01-01"], "2023-03-01"),
        ("flanders", "recovery", ["2020-02-29"], "2023-03-01"),
        ("flanders", "recovery", ["2022-12-31"], "2025-12-31"),
    ],
)
def test_terms(region: Region, what: Claim, interrupted: list[str], expected: str) -> None:
    """Given February 2020, then the term of the region from 1 March, begun again by an interruption in time."""
    days = [date.fromisoformat(day) for day in interrupted]
    found = lapses_on(law_of(region, "2024-06"), region, what, YearMonth(2020, 2), days)
    assert found.isoformat() == expected
