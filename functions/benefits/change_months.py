"""The months in which the decision of an unchanged household can change: amounts, ages, dates of facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from functions.benefits.household import Child, Household
from functions.benefits.parameters import ParameterSet
from functions.units.year_month import YearMonth

_ALWAYS = frozenset({"base", "age", "entitlement", "shares", "payment"})
_BY_INCOME = frozenset({"income", "social", "single_parent", "large_family", "invalid_parent"})
_BY_CONDITION = frozenset({"care", "support"})
_OF_ORPHANS = frozenset({"orphan", "orphan_base"})
# Never between two months: what is paid once is decided in its own month; the others decide no month.
ASIDE = frozenset({"birth", "adoption", "annual", "participation", "index", "prescription", "transfer"})


@dataclass(frozen=True, slots=True)
class OnceMonths:
    """When something is paid once: single months, and the month of every year."""

    months: frozenset[YearMonth]
    yearly: int


def once_months(household: Household, parameters: ParameterSet) -> OnceMonths:
    """Return the months of birth and adoption, and the month of the annual supplement."""
    days = [day for child in household.children for day in (child.born, child.adopted_on) if day is not None]
    law = parameters.law_of(household.region, household.month)
    return OnceMonths(frozenset(map(YearMonth.of, days)), law.number(f"{household.region}/annual/month"))


def change_months(
    household: Household, first: YearMonth, last: YearMonth, parameters: ParameterSet
) -> frozenset[YearMonth]:
    """Return every month from `first` to `last` in which the decision may differ from that of the month before.

    A month too many costs time; a month too few would cost money: the property test holds this to month by month.
    """
    found = set(law_changes(parameters, household.region, _folders(household)))
    for child in household.children:
        found.update(_of_child(child, household.region, parameters))
    if household.guarantee_2019 is not None and household.guarantee_2019.switched_on is not None:
        found.add(household.guarantee_2019.switched_on)
    if household.income is not None:
        # Which ceilings are those of the same calendar year (marks of choices B12 and W03).
        found.update(YearMonth(year, 1) for year in range(first.year, last.year + 1))
    return frozenset(month for month in found if first <= month <= last)


def _folders(household: Household) -> frozenset[str]:
    """Return the folders of amounts that can have a part in this household's month, but for what is paid once."""
    found = set(_ALWAYS)
    if household.income is not None:
        found |= _BY_INCOME
    if household.guarantee_2019 is not None:
        found.add("guarantee")
    for child in household.children:
        if child.disability is not None:
            found |= _BY_CONDITION
        if child.parents_deceased:
            found |= _OF_ORPHANS
        if child.placement == "foster":
            found.add("foster")
    return frozenset(found)


@cache
def law_changes(parameters: ParameterSet, region: str, folders: frozenset[str]) -> frozenset[YearMonth]:
    """Return the months in which a value of these folders of the region changes, ends, or is no longer known."""
    found: set[YearMonth] = set()
    for key, one in parameters.series.items():
        if not key.startswith(f"{region}/") or key.split("/")[1] not in folders:
            continue
        if one["known_until"] is not None:
            found.add(YearMonth.parse(one["known_until"]).plus(1))
        for value in one["values"]:
            found.add(YearMonth.of(date.fromisoformat(value["since"])))
            if value["until"] is not None:
                found.add(YearMonth.of(date.fromisoformat(value["until"])).plus(1))
            if one["unit"] == "date" and isinstance(value["value"], str):
                found.update(_around(date.fromisoformat(value["value"])))
    return frozenset(found)


@cache
def ages_of_law(parameters: ParameterSet, region: str) -> frozenset[int]:
    """Return every age at which something starts or ends in the region."""
    found: set[int] = set()
    for key, one in parameters.series.items():
        if key.startswith(f"{region}/"):
            if one["unit"] == "years":
                found.update(value["value"] for value in one["values"] if isinstance(value["value"], int))
            for row in one["applies"]:
                low, high = row.get("age", (None, None))
                found.update(age for age in (low, None if high is None else high + 1) if age)
    return frozenset(found)


def _of_child(child: Child, region: str, parameters: ParameterSet) -> Iterator[YearMonth]:
    """Yield the months of birth, birthdays, deaths, ends and starts of one child, and the months after them."""
    born = YearMonth.of(child.born)
    law = parameters.law_of(region, parameters.first_month(region))
    leaver_months = 0
    if region == "flanders":
        leaver_months = law.number("flanders/entitlement/school_leaver_months")
    yield from (born, born.plus(1))
    for age in ages_of_law(parameters, region):
        birthday = YearMonth(born.year + age, born.month)
        yield from (birthday, birthday.plus(1), birthday.plus(leaver_months + 1))
    if region != "flanders":
        year = born.year + law.number(f"{region}/entitlement/unconditional_to_year_of_age")
        yield YearMonth(year, law.number(f"{region}/entitlement/unconditional_to_month")).plus(1)
    for day in (*child.parents_deceased, child.right_ended):
        if day is not None:
            yield from _around(day)
    if child.school_leaver_since is not None:
        yield from _of_school_leaver(child.school_leaver_since, region, parameters, leaver_months)


def _of_school_leaver(since: date, region: str, parameters: ParameterSet, months: int) -> Iterator[YearMonth]:
    """Yield the months in which the period after the studies starts, is counted from, and ends."""
    stopped = YearMonth.of(since)
    yield from (stopped, stopped.plus(1), stopped.plus(months), stopped.plus(months + 1))
    if region == "flanders":
        return
    law = parameters.law_of(region, parameters.first_month(region))
    days = law.number(f"{region}/entitlement/school_leaver_days") - 1
    starts = [since]
    if region == "brussels":
        (counted_from,) = law.texts("brussels/entitlement/school_leaver_counts_from")
        starts.append(date.fromisoformat(f"{since.year:04}-{counted_from}"))
    for start in starts:
        yield from _around(start)
        yield from _around(date.fromordinal(start.toordinal() + days))


def _around(day: date) -> tuple[YearMonth, YearMonth]:
    """Return the month of a day and the month after it."""
    month = YearMonth.of(day)
    return (month, month.plus(1))
