"""The months in which a step of an unchanged household's decision can have another answer than the month before.

Months are ordinals (`YearMonth.ordinal`). A month too many costs time; a month too few would cost money: the property
test holds what is decided in these months to what is decided month by month.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from functions.benefits.household import Child, Household, Region
from functions.benefits.month_law import MonthLaw, Terms
from functions.benefits.region_law import RegionLaw
from functions.units.remember import remember
from functions.units.year_month import MONTHS_PER_YEAR, month_ordinal

# Years of these folders are no ages of a child at which its month changes. What is paid once a year goes by the age of
# the calendar year, and is decided in its own month.
NO_AGES = frozenset({"annual", "income", "prescription", "transfer"})


class Changes(NamedTuple):
    """When to look again, between a first and a last month.

    `facts`: what the facts come to can change. `limits`: every January, when other ceilings are those of the same
    calendar year (marks of choices B12 and W03). `once`: something can be paid in this month alone. `stops`: all of
    these, and every month in which a value of the law changes.
    """

    facts: set[int]
    limits: frozenset[int]
    once: set[int]
    stops: frozenset[int]


class _Common(NamedTuple):
    """The same for every household of a region: months of the law, of limits, and of what is paid once."""

    stops: frozenset[int]
    limits: frozenset[int]
    once: frozenset[int]


class _Places(NamedTuple):
    """Where changes lie in a region: counted from a child's month of birth, from its year of birth, and for all.

    `leaver`: the months of a school leaver after a birthday. `days`: the days of such a period, and the day of the year
    from which it may be counted instead.
    """

    birthdays: tuple[int, ...]
    leaver: tuple[int, ...]
    leaver_months: int
    unconditional: int | None
    days: tuple[int, str | None] | None
    law: tuple[int, ...]
    pivots: tuple[int, ...]


def changes_of(
    household: Household, region: RegionLaw, first: int, last: int, pays_once: Callable[[MonthLaw], bool]
) -> Changes:
    """Return when to look again at a household whose facts stay, from the first month to the last.

    `pays_once`: whether a month of the region pays something once whatever its births and adoptions are.
    """
    places, common = _places(region, household.region), _common(region, household.region, first, last, pays_once)
    facts = [month for child in household.children for month in _of_child(child, places, first, last)]
    picture = household.guarantee_2019
    if picture is not None and picture.switched_on is not None:
        facts.append(picture.switched_on.ordinal)
    looked_at = {*places.pivots, *facts}
    once = {*common.once, *[month_ordinal(child.born) for child in household.children]}
    once.update([month_ordinal(child.adopted_on) for child in household.children if child.adopted_on is not None])
    return Changes(looked_at, common.limits, once, common.stops | looked_at | once)


def _of_child(child: Child, places: _Places, first: int, last: int) -> list[int]:
    """Return the months in which what the facts of one child come to can change."""
    born = month_ordinal(child.born)
    found = _within(places.birthdays, born, first, last)
    if places.unconditional is not None:
        found.append(born - child.born.month + places.unconditional)
    for day in child.parents_deceased:
        found += _around(day)
    if child.right_ended is not None:
        found += _around(child.right_ended)
    if child.school_leaver_since is not None:
        found += _within(places.leaver, born, first, last)
        found += _of_school_leaver(child.school_leaver_since, places)
    return found


def _within(offsets: tuple[int, ...], born: int, first: int, last: int) -> list[int]:
    """Return the months so far from a month of birth that lie between the first and the last."""
    return [
        born + offset for offset in offsets[bisect_left(offsets, first - born) : bisect_right(offsets, last - born)]
    ]


def _of_school_leaver(since: date, places: _Places) -> Iterator[int]:
    """Yield the months in which the period after the studies starts, is counted from, and ends."""
    yield from _around(since)
    stopped = month_ordinal(since) + places.leaver_months
    yield from (stopped, stopped + 1)
    if places.days is None:
        return
    length, counted_from = places.days
    starts = [since]
    if counted_from is not None:
        starts.append(date.fromisoformat(f"{since.year:04}-{counted_from}"))
    for start in starts:
        yield from _around(start)
        yield from _around(date.fromordinal(start.toordinal() + length - 1))


def _around(day: date) -> tuple[int, int]:
    """Return the month of a day and the month after it."""
    month = month_ordinal(day)
    return (month, month + 1)


@remember
def _common(region: RegionLaw, name: Region, first: int, last: int, pays_once: Callable[[MonthLaw], bool]) -> _Common:
    """Return the months in which every household of a region is looked at."""
    places = _places(region, name)
    years = range(first // MONTHS_PER_YEAR, last // MONTHS_PER_YEAR + 1)
    januaries = frozenset(year * MONTHS_PER_YEAR for year in years)
    once = frozenset(month for month in range(first, last + 1) if pays_once(region.law_of_ordinal(month)))
    return _Common(januaries.union(once, places.law), januaries, once)


@remember
def _places(region: RegionLaw, name: Region) -> _Places:
    """Read from the terms of a region where changes lie; of every value that a file ever had."""
    law = region.law_of(region.first_month)
    birthdays = {0, 1}
    for age in _ages(region):
        birthdays.update((age * MONTHS_PER_YEAR, age * MONTHS_PER_YEAR + 1))
    months = law.number("flanders/entitlement/school_leaver_months") if name == "flanders" else 0
    return _Places(
        birthdays=tuple(sorted(birthdays)),
        leaver=tuple(sorted(offset + months for offset in birthdays)),
        leaver_months=months,
        unconditional=None if name == "flanders" else _unconditional(law, name),
        days=None if name == "flanders" else _leaver_days(law, name),
        law=tuple(region.changes),
        pivots=tuple(_pivots(region)),
    )


def _unconditional(law: Terms, name: Region) -> int:
    """Return the first month that is no longer due to everybody, counted from the month before the year of birth."""
    years = law.number(f"{name}/entitlement/unconditional_to_year_of_age")
    return years * MONTHS_PER_YEAR + law.number(f"{name}/entitlement/unconditional_to_month") + 1


def _leaver_days(law: Terms, name: Region) -> tuple[int, str | None]:
    """Return the days of a school leaver, and the day of the year from which they may be counted instead."""
    days = law.number(f"{name}/entitlement/school_leaver_days")
    if name != "brussels":
        return (days, None)
    (counted_from,) = law.texts("brussels/entitlement/school_leaver_counts_from")
    return (days, counted_from)


def _ages(region: RegionLaw) -> frozenset[int]:
    """Return every age at which something starts or ends in a region."""
    found: set[int] = set()
    for key, one in region.series.items():
        if key.split("/")[1] in NO_AGES:
            continue
        if one["unit"] == "years":
            found.update(value["value"] for value in one["values"] if isinstance(value["value"], int))
        for row in one["applies"]:
            low, high = row.get("age", (None, None))
            found.update(age for age in (low, None if high is None else high + 1) if age)
    return frozenset(found)


def _pivots(region: RegionLaw) -> Iterator[int]:
    """Yield the months around the days that are themselves a value of the law."""
    for one in region.series.values():
        for value in one["values"]:
            if one["unit"] == "date" and isinstance(value["value"], str):
                yield from _around(date.fromisoformat(value["value"]))
