"""What the law looks at: one household in one month, with nothing in it that the law does not ask for.

Money is whole cents a year, dates are civil days, an absent fact is None and never guessed.
"""

from datetime import date
from typing import Literal, NamedTuple

from functions.units.year_month import YearMonth

type Region = Literal["flanders", "brussels", "wallonia"]
type Study = Literal["none", "secondary", "higher"]
type FrozenRank = Literal["lowest", "middle", "highest"]

REGIONS: tuple[Region, ...] = ("flanders", "brussels", "wallonia")


class Income(NamedTuple):
    """The tested yearly household income in cents, after every weighting of the region."""

    cents: int
    cadastral_cents: int = 0
    preferential: bool = False


class Disability(NamedTuple):
    """The recognised scores of the medical-social scale: all points, and the three pillars that make them up."""

    points: int
    pillar1: int
    pillar2: int = 0
    pillar3: int = 0


class Guarantee2019(NamedTuple):
    """Brussels: the family's picture of December 2019 ("photo")."""

    social: Literal["none", "unemployed", "invalid"] = "none"
    single_parent: bool = False
    switched_on: YearMonth | None = None


class Child(NamedTuple):
    """One child as it stands in the month.

    `right_open_2018` None: as the date of birth says. `study` None: presumed as the region's file says.
    `first_child` None: not known.
    """

    id: str
    born: date
    right_open_2018: bool | None = None
    group_2018: str = "one"
    rank_2018: FrozenRank | None = None
    elsewhere: bool = False
    right_open_2019: bool = False
    right_ended: date | None = None
    study: Study | None = None
    obstacle: bool = False
    school_leaver_since: date | None = None
    parents_deceased: tuple[date, ...] = ()
    only_parent: bool = False
    survivor_with_partner: bool = False
    disability: Disability | None = None
    placement: Literal["home", "foster", "institution"] = "home"
    housing: Literal["one", "equal"] = "one"
    adopted_on: date | None = None
    first_child: bool | None = None


class Parents(NamedTuple):
    """What the law asks of the adults: whether there are two, and whether one is unfit for work for the long term."""

    partner: bool
    incapacity: bool


_PARENTS = {both: Parents(*both) for both in ((True, True), (True, False), (False, True), (False, False))}


class Household(NamedTuple):
    """A household, the entitlement month and the region competent for all its children that month."""

    month: YearMonth
    region: Region
    partner: bool
    income: Income | None
    children: tuple[Child, ...]
    incapacity: bool = False
    guarantee_2019: Guarantee2019 | None = None

    @property
    def parents(self) -> Parents:
        """What the rules look at of the adults."""
        return _PARENTS[self.partner, self.incapacity]


def by_age(child: Child) -> tuple[date, str]:
    """Order children from the eldest down; of children born on one day the smaller id is the older."""
    return (child.born, child.id)
