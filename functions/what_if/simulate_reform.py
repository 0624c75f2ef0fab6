"""Runs the same families through two sets of amounts: who gains, who loses, and by how much, by group.

Amounts, ages, ceilings, shares and dates all stand in the amount files, so a reform of any of them is another set of
files. Families come one by one and are forgotten: memory holds the groups alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from functions.benefits.decide import decide_month
from functions.benefits.household import Household
from functions.benefits.parameters import ParameterSet
from functions.benefits.reckon_age import age_in

_INCOME_STEP = 20_000_00
_HIGHEST_STEP = 5
_AGE_STEP = 6


@dataclass(slots=True)
class Group:
    """What the reform does to the families of one group, per month; cents."""

    families: int = 0
    gain: int = 0
    lose: int = 0
    before: int = 0
    after: int = 0
    largest_gain: int = 0
    largest_loss: int = 0

    def add(self, before: int, after: int) -> None:
        """Count one family."""
        change = after - before
        self.families += 1
        self.gain += change > 0
        self.lose += change < 0
        self.before += before
        self.after += after
        self.largest_gain = max(self.largest_gain, change)
        self.largest_loss = min(self.largest_loss, change)


def simulate_reform(families: Iterable[Household], old: ParameterSet, new: ParameterSet) -> dict[str, Group]:
    """Decide every family under both sets and sum up by group (`flanders/children/3`, `brussels/parents/one`, ...)."""
    groups: defaultdict[str, Group] = defaultdict(Group)
    for family in families:
        before = decide_month(family, old)
        after = decide_month(family, new)
        sums = [one.total + sum(extra.cents for extra in one.one_off) for one in (before, after)]
        for name in _groups_of(family):
            groups[name].add(*sums)
    return dict(sorted(groups.items()))


def _groups_of(family: Household) -> Iterator[str]:
    """Name the groups that a family belongs to."""
    region = family.region
    yield "all"
    yield region
    yield f"{region}/children/{len(family.children)}"
    yield f"{region}/parents/{'two' if family.partner else 'one'}"
    youngest = min(age_in(child.born, family.month) for child in family.children) // _AGE_STEP * _AGE_STEP
    yield f"{region}/youngest/{youngest:02d}-{youngest + _AGE_STEP - 1:02d}"
    if family.income is None:
        yield f"{region}/income/unknown"
        return
    step = min(family.income.cents // _INCOME_STEP, _HIGHEST_STEP)
    low = step * _INCOME_STEP // 100
    yield f"{region}/income/{low:06d}-{'' if step == _HIGHEST_STEP else low + _INCOME_STEP // 100}"
