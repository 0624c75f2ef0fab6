"""Synthetic families that belong to nobody, for simulations: the same families for the same seed, in any order asked.

Sizes, ages and incomes are plain guesses at a spread, good for seeing who is touched by a change, not how many are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from functions.benefits.household import REGIONS, Child, Disability, Household, Income, Region
from functions.units.year_month import YearMonth

_CHILDREN = (1, 2, 3, 4, 5)
_CHILDREN_WEIGHTS = (42, 38, 14, 4, 2)
_OLDEST_DAYS = 24 * 365
_SINGLE, _DISABLED, _ORPHAN, _PLACED, _EQUAL, _UNKNOWN_INCOME = 0.2, 0.03, 0.01, 0.01, 0.1, 0.15
_POOREST, _SPREAD, _RICHEST = 8_000_00, 45_000_00, 250_000_00


def synthetic_families(count: int, seed: int, month: YearMonth) -> Iterator[Household]:
    """Yield so many households as they stand in the month, in the three regions by turns."""
    for at in range(count):
        yield _family(Random(f"{seed}/{at}"), REGIONS[at % len(REGIONS)], month)  # noqa: S311 - a simulation


def _family(random: Random, region: Region, month: YearMonth) -> Household:
    """Make one household."""
    size = random.choices(_CHILDREN, _CHILDREN_WEIGHTS)[0]
    income = None
    if random.random() >= _UNKNOWN_INCOME:
        income = Income(min(_POOREST + int(random.expovariate(1 / _SPREAD)), _RICHEST))
    return Household(
        month=month,
        region=region,
        partner=random.random() >= _SINGLE,
        income=income,
        children=tuple(_child(random, str(number), month) for number in range(size)),
        incapacity=random.random() < _DISABLED,
    )


def _child(random: Random, name: str, month: YearMonth) -> Child:
    """Make one child, born up to 24 years before the month."""
    born = month.first_day - timedelta(days=random.randrange(1, _OLDEST_DAYS))
    disability = None
    if random.random() < _DISABLED:
        pillars = random.randint(0, 6), random.randint(0, 12), random.randint(0, 18)
        disability = Disability(sum(pillars), *pillars)
    died: tuple[date, ...] = ()
    if random.random() < _ORPHAN:
        died = (born + timedelta(days=random.randrange((month.first_day - born).days)),)
    return Child(
        id=name,
        born=born,
        study=random.choice(("higher", "secondary", "none")) if random.random() < 1 / 2 else None,
        parents_deceased=died,
        disability=disability,
        placement="institution" if random.random() < _PLACED else "home",
        housing="equal" if random.random() < _EQUAL else "one",
        first_child=name == "0",
    )
