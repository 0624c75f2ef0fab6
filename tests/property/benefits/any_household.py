"""Any household of the what-if contract, for the promises that hold for all of them."""

from datetime import date
from itertools import count

from hypothesis import strategies as st

from functions.benefits.household import REGIONS, Child, Disability, Guarantee2019, Household, Income
from functions.units.year_month import YearMonth

# Wide enough for every period of the files and for what is carried forward.
MONTHS = st.builds(YearMonth, st.integers(2020, 2028), st.integers(1, 12))
BORN = st.dates(date(1994, 1, 1), date(2028, 12, 31))
DEATHS = st.lists(st.dates(date(2010, 1, 1), date(2028, 12, 31)), max_size=2).map(tuple)
EUROS = st.one_of(st.integers(0, 80_000_00), st.sampled_from([30_986_17, 36_325_76, 42_380_06, 68_329_61, 31_603_68]))


@st.composite
def any_disability(draw: st.DrawFn) -> Disability:
    """Draw scores whose sum is right."""
    pillars = draw(st.integers(0, 6)), draw(st.integers(0, 12)), draw(st.integers(0, 18))
    return Disability(sum(pillars), *pillars)


def any_child(name: str) -> st.SearchStrategy[Child]:
    """Draw a child with every member of the contract."""
    return st.builds(
        Child,
        id=st.just(name),
        born=BORN,
        right_open_2018=st.sampled_from([None, True, False]),
        group_2018=st.sampled_from(["one", "two"]),
        rank_2018=st.sampled_from([None, None, None, "lowest", "middle", "highest"]),
        elsewhere=st.sampled_from([False, False, False, True]),
        right_open_2019=st.booleans(),
        right_ended=st.none() | st.dates(date(2020, 1, 1), date(2028, 12, 31)),
        study=st.sampled_from([None, "none", "secondary", "higher"]),
        obstacle=st.booleans(),
        school_leaver_since=st.none() | st.dates(date(2019, 1, 1), date(2028, 12, 31)),
        parents_deceased=st.just(()) | DEATHS,
        only_parent=st.booleans(),
        survivor_with_partner=st.booleans(),
        disability=st.none() | any_disability(),
        placement=st.sampled_from(["home", "home", "foster", "institution"]),
        housing=st.sampled_from(["one", "equal"]),
        adopted_on=st.none() | st.dates(date(2020, 1, 1), date(2028, 12, 31)),
        first_child=st.booleans(),
    )


@st.composite
def any_household(draw: st.DrawFn) -> Household:
    """Draw a household of one to five children in any region."""
    names = count()
    children = tuple(draw(any_child(f"child-{next(names)}")) for _ in range(draw(st.integers(1, 5))))
    return Household(
        month=draw(MONTHS),
        region=draw(st.sampled_from(REGIONS)),
        partner=draw(st.booleans()),
        income=draw(st.none() | st.builds(Income, EUROS, st.sampled_from([0, 0, 1_250_01, 2_000_01]), st.booleans())),
        children=children,
        incapacity=draw(st.booleans()),
        guarantee_2019=draw(
            st.none()
            | st.builds(
                Guarantee2019,
                st.sampled_from(["none", "unemployed", "invalid"]),
                st.booleans(),
                st.none() | MONTHS,
            )
        ),
    )
