"""The families of the comparison, and the amounts of the common rule: plain values, standard library only.

The common rule, the same in both engines: a child has a flat amount by age (below 12, then below 18; the years
completed before the month) from the month of birth on; when the income of the family is not above a limit, each such
child has a supplement, by the number of such children (one or two, three or more). Amounts and limit have two dated
values. The limit lies between two whole euros and wages are whole ones: OpenFisca's single-precision numbers are not
exact at a limit.
"""

from datetime import date
from random import Random
from typing import NamedTuple

MONTH = (2024, 6)
OLD_FROM, CHILD_TO, LARGE_FROM = 12, 18, 3
CHANGES = ("2023-09-01", "2024-03-01")
# Euro cents: before and after the change.
AMOUNTS = {
    "base/young": (16320, 17662),
    "base/old": (18010, 19480),
    "supplement/small": (5510, 7050),
    "supplement/large": (8020, 9510),
    "limit/income": (3098650, 3153750),
}
_SIZES, _WEIGHTS = (1, 2, 3, 4), (42, 38, 14, 6)
_OLDEST_DAYS = 20 * 365


class Row(NamedTuple):
    """One family: its children's dates of birth, and the wage of the year before the last of each adult, in euro."""

    born: tuple[date, ...]
    wages: tuple[int, int]


def rows(count: int, seed: int = 1) -> list[Row]:
    """Return so many families, the same for the same seed; every child is born before the month or in it."""
    random = Random(seed)  # noqa: S311 - families that belong to nobody
    last = date(*MONTH, 28).toordinal()
    return [
        Row(
            tuple(
                date.fromordinal(last - random.randrange(_OLDEST_DAYS))
                for _ in range(random.choices(_SIZES, _WEIGHTS)[0])
            ),
            (random.randrange(45_000), random.choice((0, random.randrange(45_000)))),
        )
        for _ in range(count)
    ]
