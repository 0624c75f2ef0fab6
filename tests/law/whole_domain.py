"""The declared domain of the law, one point for each class that a rule can tell apart: what the exhaustive tests walk.

A rule sees a birth by its month and the pivots of the law, an income by the limits, a condition by the classes of its
scale. So each of these stands here just below, on and just above every such value, read from the amount files.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations_with_replacement, product

from functions.benefits.household import Child, Disability, Household, Income, Region
from functions.benefits.parameters import current_parameters
from functions.units.year_month import YearMonth

_STUDIES = (None, "none", "secondary", "higher")
_LIMIT_UNITS = ("income", "limit", "ceiling")
_NO_CLASS, _LOW_CLASS, _SUPPORT = Disability(3, 3), Disability(4, 4), Disability(12, 4, 8)
_MOST_CHILDREN = 3


def births(region: Region, month: YearMonth) -> list[date]:
    """Return the births that the month's rules can tell apart: birthdays around every age, days around every pivot."""
    found = {month.first_day - timedelta(days=1), month.first_day, month.last_day, month.plus(1).first_day}
    for key, one in current_parameters().series.items():
        if not key.startswith(f"{region}/"):
            continue
        ages: set[object] = {value["value"] for value in one["values"] if one["unit"] == "years"}
        for row in one["applies"]:
            low, high = row.get("age", (None, None))
            ages |= {low, None if high is None else high + 1}
        for age in ages:
            if isinstance(age, int) and age:
                birthday = YearMonth(month.year - age, month.month)
                found |= {birthday.plus(step).first_day for step in (-1, 0, 1)}
                # The end of a right in a month of the year, for instance 31 August, goes by the year of birth.
                found |= {date(month.year - age, 1, 1), date(month.year - age, 12, 31)}
        for value in one["values"]:
            if one["unit"] == "date":
                pivot = date.fromisoformat(str(value["value"]))
                found |= {pivot - timedelta(days=1), pivot}
    return sorted(found)


def rights(region: Region, month: YearMonth) -> Iterator[Household]:
    """Yield one child in every state that its right can depend on."""
    day = month.first_day
    leaver = (None, day - timedelta(days=500), day - timedelta(days=300), day, day + timedelta(days=20))
    ended = (None, day - timedelta(days=1), day)
    conditions = (None, _NO_CLASS, _LOW_CLASS, _SUPPORT)
    for born, study, obstacle, since, right_ended, disability in product(
        births(region, month), _STUDIES, (False, True), leaver, ended, conditions
    ):
        child = Child(
            "A",
            born,
            study=study,  # type: ignore[arg-type] # product loses the literals
            obstacle=obstacle,
            school_leaver_since=since,
            right_ended=right_ended,
            disability=disability,
            first_child=True,
        )
        yield Household(month, region, True, None, (child,))  # noqa: FBT003 - two adults


def families(region: Region, month: YearMonth) -> Iterator[Household]:
    """Yield every mix of up to three children, with every income, parent and cadastral income told apart."""
    incomes = [None, *(Income(cents, *rest) for cents, rest in product(_incomes(region, month), _cadastral(region)))]
    mixes = [mix for size in range(1, _MOST_CHILDREN + 1) for mix in combinations_with_replacement(_kinds(month), size)]
    for mix, income, partner, incapacity in product(mixes, incomes, (False, True), (False, True)):
        children = tuple(_named(kind, at) for at, kind in enumerate(mix))
        yield Household(month, region, partner, income, children, incapacity)


def _incomes(region: Region, month: YearMonth) -> list[int]:
    """Return an income just below, on and just above each limit of the month."""
    law = current_parameters().law_of(region, month)
    limits = [law.find(key) for key in current_parameters().series if key.startswith(f"{region}/income/")]
    cents = {one.cents for one in limits if one is not None and "cadastral" not in one.id}
    return sorted({limit + step for limit in cents for step in (-1, 0, 1)})


def _cadastral(region: Region) -> list[tuple[int, bool]]:
    """Return cadastral incomes far below and above the test, and for Wallonia the preferential status."""
    if region == "wallonia":
        return [(0, False), (0, True)]
    return [(0, False), (90_000_00, False)]


def _kinds(month: YearMonth) -> list[Child]:
    """Return the children that the rules tell apart beside each other."""
    old, new = date(2012, 5, 5), YearMonth(month.year - 2, 5).first_day
    return [
        Child("", old),
        Child("", date(2016, 5, 5), right_open_2018=False),
        Child("", new),
        Child("", new, parents_deceased=(new,)),
        Child("", old, parents_deceased=(date(2015, 1, 1),)),
        Child("", new, disability=_SUPPORT),
        Child("", old, placement="institution", housing="equal"),
        Child("", new, placement="foster", housing="equal"),
        Child("", date(2000, 5, 5), study="none"),
    ]


def _named(kind: Child, at: int) -> Child:
    """Name a child, and set it apart from one of the same kind by a day."""
    return kind._replace(id=f"child-{at}", born=kind.born + timedelta(days=at))
