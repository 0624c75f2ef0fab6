"""What was in force in a month: intervals, values carried forward, and scales that name exactly one amount."""

import copy
from itertools import product

import pytest

from functions.benefits.household import REGIONS, Region
from functions.benefits.month_law import Conditions
from functions.benefits.parameters import ParameterSet, current_parameters
from functions.units.year_month import YearMonth
from tests.law.households import child, decide, law_of

SCALES = {
    "flanders/care": {"points": range(37), "pillar1": range(7)},
    "brussels/care": {"points": range(37), "pillar1": range(7)},
    "wallonia/care": {"points": range(37), "pillar1": range(7)},
    "flanders/age/full": {"age": range(-1, 27)},
    "flanders/age/reduced": {"age": range(-1, 27)},
    "flanders/annual": {"age": range(27)},
    "brussels/base/full": {"age": range(25), "higher": range(2)},
    "brussels/base/reduced": {"age": range(25), "higher": range(2)},
    "brussels/social/low": {"age": range(25), "children": range(1, 21), "single_parent": range(2)},
    "brussels/social/middle": {"age": range(25), "children": range(1, 21), "single_parent": range(2)},
    "brussels/annual": {"age": range(27), "higher": range(2)},
    "brussels/guarantee/rank": {"rank": range(1, 21)},
    "brussels/guarantee/age/full": {"age": range(-1, 27)},
    "brussels/guarantee/age/reduced": {"age": range(-1, 27)},
    "wallonia/base/new": {"age": range(25)},
    "wallonia/orphan/one_parent": {"age": range(25)},
    "wallonia/base/rank": {"rank": range(1, 21)},
    "wallonia/age/full": {"age": range(-1, 27)},
    "wallonia/age/reduced": {"age": range(-1, 27)},
    "wallonia/annual/new": {"age": range(27)},
    "wallonia/annual/old": {"age": range(27)},
    "wallonia/annual/old_with_supplement": {"age": range(27)},
}
LEAVES_ROOM = {"flanders/care", "brussels/care", "wallonia/care", "flanders/age/full", "flanders/age/reduced"}
LEAVES_ROOM |= {"brussels/guarantee/age/full", "brussels/guarantee/age/reduced"}
LEAVES_ROOM |= {"wallonia/age/full", "wallonia/age/reduced"}


def holds(conditions: Conditions, measured: dict[str, int]) -> bool:
    return any(
        all(low <= measured[name] and (high is None or measured[name] <= high) for name, (low, high) in row.items())
        for row in conditions
    )


@pytest.mark.parametrize("folder", sorted(SCALES))
def test_exactly_one_amount_of_a_scale_applies(folder: str) -> None:
    """Given every point of a scale's domain, then one amount applies and no second one (none only where one may)."""
    region: Region = next(one for one in REGIONS if folder.startswith(one))
    law = law_of(region, "2024-06")
    names, ranges = list(SCALES[folder]), list(SCALES[folder].values())
    for values in product(*ranges):
        measured = dict(zip(names, values, strict=True))
        if measured.get("pillar1", 0) > measured.get("points", 0) and "points" in measured:
            continue
        applying = [law.amount(key) for conditions, key in law._scales[folder] if holds(conditions, measured)]
        assert len(applying) == 1 or (not applying and folder in LEAVES_ROOM), measured
        assert law.scale(folder, **measured) is (applying[0] if applying else None)


@pytest.mark.parametrize("region", REGIONS)
def test_the_scale_of_a_condition_opens_at_4_and_6(region: Region) -> None:
    """Given pillar 1 below 4 and fewer than 6 points, then no class; from either limit on, a class."""
    law = law_of(region, "2024-06")
    for points, pillar1 in product(range(37), range(7)):
        if pillar1 <= points:
            found = law.scale(f"{region}/care", points=points, pillar1=pillar1)
            assert (found is not None) is (pillar1 >= 4 or points >= 6)


def test_every_scale_is_walked() -> None:
    """Given the files with conditions, then the exhaustive test above walks every one of their folders."""
    folders = {key.rpartition("/")[0] for key, one in current_parameters().series.items() if one["applies"]}
    assert folders == set(SCALES)


@pytest.mark.parametrize("region", REGIONS)
def test_a_value_is_in_force_from_its_first_to_its_last_month(region: Region) -> None:
    """Given every value of every file, then it is in force in its first and last month, and another one outside."""
    for key, one in current_parameters().series.items():
        if not key.startswith(f"{region}/") or not one["unit"].startswith("EUR"):
            continue
        for value in one["values"]:
            first = YearMonth.parse(value["since"][:7])
            found = current_parameters().law_of(region, first).find(key)
            assert found is not None
            assert (found.cents, found.since.isoformat()) == (value["value"], value["since"])
            before = current_parameters().law_of(region, first.plus(-1)).find(key)
            assert before is None or before.since < found.since
            if value["until"] is not None:
                last = current_parameters().law_of(region, YearMonth.parse(value["until"][:7])).find(key)
                assert last is not None
                assert last.since == found.since


@pytest.mark.parametrize(
    ("region", "known", "carried"),
    [("flanders", "2026-08", "2026-09"), ("brussels", "2026-09", "2026-10"), ("wallonia", "2026-02", "2026-03")],
)
def test_carried_forward_is_unconfirmed(region: Region, known: str, carried: str) -> None:
    """Given the month after the last known one, then the newest amount, unconfirmed: a family may look, no run pays."""
    series = current_parameters().series
    amounts = [key for key, one in series.items() if key.startswith(f"{region}/base") and one["known_until"] == known]
    assert amounts
    for key in amounts:
        found = law_of(region, carried).find(key)
        assert found is not None
        assert found.status == "unconfirmed"
    assert decide(region, carried, child("2024-01-05")).status == "unconfirmed"


@pytest.mark.parametrize("region", REGIONS)
def test_the_amounts_of_a_year_are_those_of_its_months(region: Region) -> None:
    """Given every yearly amount and year, then its values of the year are those in force in one of its months."""
    keys = [key for key, one in current_parameters().series.items() if one["unit"] == "EUR/year"]
    for key in (key for key in keys if key.startswith(f"{region}/")):
        for year in range(2018, 2029):
            months = [current_parameters().law_of(region, YearMonth(year, month)) for month in range(1, 13)]
            found = [law.find(key) for law in months]
            wanted = sorted({one.since for one in found if one is not None})
            assert [one.since for one in months[0].of_year(key)] == wanted, (key, year)
            assert months[0].of_year(key) == months[-1].of_year(key)


def test_a_value_from_the_second_of_a_month_is_in_force_from_the_next() -> None:
    """Given an amount whose first day is a second, then its month has none and the next has it, asked in that order."""
    series = copy.deepcopy(dict(current_parameters().series))
    values = series["flanders/support/allowance"]["values"]
    assert values[0]["since"] == "2023-01-01"
    values[0]["since"] = "2023-01-02"
    changed = ParameterSet({"digest": "none", "series": series})
    months = [changed.law_of("flanders", YearMonth(*month)) for month in ((2022, 12), (2023, 1), (2023, 2))]
    assert [law.find("flanders/support/allowance") is not None for law in months] == [False, False, True]


def test_a_scale_that_must_cover_says_when_it_does_not() -> None:
    """Given a place outside a scale that has to cover every case, then an error instead of nothing."""
    with pytest.raises(LookupError):
        law_of("wallonia", "2024-06").pick("wallonia/base/new", age=25)


@pytest.mark.parametrize(
    ("region", "month"), [("flanders", "2019-01"), ("brussels", "2020-01"), ("wallonia", "2019-01")]
)
def test_the_first_month_of_each_regions_law(region: str, month: str) -> None:
    """Given the amount files, then each region's law begins with the month of its first amount."""
    assert str(current_parameters().first_month(region)) == month
