"""A choice stands in the trace exactly where its other reading would give this child another amount this month."""

import pytest

from functions.benefits.decision import Decision
from functions.benefits.household import Child, Disability, Region
from tests.law.households import SEVERE, child, decide

SIBLING = child("2016-01-10", "Z")


def marks(decision: Decision) -> set[str]:
    """Return every choice of a decision that concerns child A."""
    (one,) = [found for found in decision.children if found.child == "A"]
    found = {choice for line in one.lines for choice in line.choices} | set(one.choices)
    return found | {choice for once in decision.one_off if once.child == "A" for choice in once.choices}


@pytest.mark.parametrize(
    ("month", "one", "members", "expected"),
    [
        # F01: the birthday month of 6, 12 and 18 only
        ("2024-05", child("2012-05-20"), {}, {"F01"}),
        ("2024-06", child("2012-05-20"), {}, set()),
        ("2024-04", child("2012-05-20"), {}, set()),
        # F02 to F04: what lifts the reduction of the eldest
        ("2024-06", child("2012-01-01", placement="foster"), {}, {"F02"}),
        ("2024-06", child("2012-01-01", placement="foster"), {"income": "1.00"}, set()),
        ("2024-06", child("2012-01-01", parents_deceased=["2015-01-01"]), {}, {"F03"}),
        ("2024-06", child("2012-01-01", disability=SEVERE), {}, {"F04"}),
        ("2024-06", child("2012-01-01", disability=SEVERE), {"income": "1.00"}, set()),
        # F05: an old orphan that an income would give a supplement
        ("2024-06", child("2012-01-01", parents_deceased=["2015-01-01"]), {"income": "1.00"}, {"F03", "F05"}),
        ("2024-06", child("2012-01-01", parents_deceased=["2015-01-01"]), {"income": "99000.00"}, {"F03"}),
        # F06 and F07: cadastral income
        ("2024-06", child("2020-01-01"), {"income": "36000.00", "cadastral": "100.00"}, set()),
        ("2024-06", child("2020-01-01"), {"income": "36000.00", "cadastral": "200.00"}, {"F06"}),
        ("2024-06", child("2020-01-01"), {"income": "30000.00", "cadastral": "1250.00"}, set()),
        ("2024-06", child("2020-01-01"), {"income": "30000.00", "cadastral": "1250.01"}, {"F07"}),
        ("2024-06", child("2020-01-01"), {"income": "1000.00", "cadastral": "1250.01"}, {"F07"}),
        ("2024-06", child("2020-01-01"), {"income": "99000.00", "cadastral": "9000.00"}, set()),
        # F08: the bracket of the school bonus; F10: the extras
        ("2024-07", child("2019-01-01"), {}, {"F08"}),
        ("2024-07", child("2018-01-01"), {}, set()),
        ("2024-07", child("2020-01-01"), {}, set()),
        ("2022-11", child("2020-01-01"), {"income": "1.00"}, {"F10"}),
        # F16: studies that ended in the course of a month
        ("2024-06", child("2005-01-20", school_leaver_since="2024-03-15"), {}, {"F16"}),
        ("2024-06", child("2005-01-20", school_leaver_since="2024-03-01"), {}, set()),
    ],
)
def test_flanders(month: str, one: Child, members: dict[str, object], expected: set[str]) -> None:
    """Given a child on one side of a Flemish choice, then it is marked or not."""
    assert marks(decide("flanders", month, one, **members)) == expected


@pytest.mark.parametrize(
    ("month", "one", "sole", "members", "expected"),
    [
        # B01: band of base and supplement in the birthday month
        ("2024-05", child("2012-05-20"), False, {}, {"B01"}),
        ("2024-06", child("2012-05-20"), False, {}, set()),
        ("2024-05", child("2012-05-20"), True, {}, set()),
        ("2024-05", child("2006-05-20", study="higher"), False, {}, {"B01", "B05"}),
        ("2024-05", child("2006-05-20", study="secondary"), False, {}, set()),
        # B02 and B12: the ceiling itself, and another ceiling of the same year
        ("2024-06", child("2020-01-01"), False, {"income": "38625.31"}, {"B02"}),
        ("2024-06", child("2020-01-01"), False, {"income": "38625.30"}, {"B12"}),
        ("2024-06", child("2020-01-01"), False, {"income": "37868.00"}, set()),
        ("2024-06", child("2020-01-01"), False, {"income": "38625.32"}, set()),
        ("2024-06", child("2020-01-01"), False, {"income": "56068.99"}, {"B02"}),
        # B03 and B04: a sole child without supplement, for a reason other than a high income
        ("2024-06", child("2010-01-01"), True, {"income": "1.00", "cadastral": "2000.01"}, {"B03"}),
        ("2024-06", child("2010-01-01"), True, {"income": "60000.00", "cadastral": "2000.01"}, set()),
        ("2024-06", child("2020-01-01"), True, {"income": "1.00", "cadastral": "2000.01"}, set()),
        ("2024-06", child("2010-01-01"), True, {}, {"B04"}),
        ("2024-06", child("2020-01-01"), True, {}, set()),
        ("2024-06", child("2010-01-01"), True, {"income": "60000.00"}, set()),
        # B05: higher education before 18
        ("2024-06", child("2008-01-01", study="higher"), False, {}, {"B05"}),
        ("2024-06", child("2005-01-01", study="higher"), False, {}, set()),
        # B06 to B08: the month of death, half a cent, deaths before 2020
        ("2024-06", child("2020-01-01", parents_deceased=["2024-06-30"]), True, {}, {"B06"}),
        ("2024-06", child("2020-01-01", parents_deceased=["2024-06-30"]), False, {}, {"B06"}),
        ("2024-06", child("2010-01-01", parents_deceased=["2024-06-30"]), True, {}, {"B04", "B06"}),
        ("2024-06", child("2020-01-01", parents_deceased=["2024-05-31"]), True, {}, {"B07"}),
        ("2024-06", child("2016-01-01", parents_deceased=["2024-05-31"]), True, {}, set()),
        ("2026-04", child("2016-01-01", parents_deceased=["2024-05-31"]), True, {}, {"B07"}),
        ("2024-06", child("2016-01-01", parents_deceased=["2019-12-31"]), True, {}, {"B08"}),
        ("2024-06", child("2016-01-01", parents_deceased=["2020-01-01"]), True, {}, set()),
        # B09: the month of the 25th birthday; B10: work of a child with a condition
        ("2024-06", child("1999-06-15", study="higher"), False, {}, {"B09"}),
        ("2024-05", child("1999-06-15", study="higher"), False, {}, set()),
        ("2024-10", child("2005-01-01", disability=SEVERE, obstacle=True), False, {}, {"B10"}),
        ("2024-10", child("2005-01-01", disability=SEVERE), False, {}, set()),
        # B11: where counting from the end of studies or from 1 August differs
        ("2025-06", child("2006-05-10", school_leaver_since="2025-06-15"), False, {}, {"B11"}),
        ("2025-08", child("2006-05-10", school_leaver_since="2025-06-15"), False, {}, set()),
        ("2026-06", child("2006-05-10", school_leaver_since="2025-06-15"), False, {}, set()),
        ("2026-07", child("2006-05-10", school_leaver_since="2025-06-15"), False, {}, {"B11"}),
        ("2026-06", child("2006-05-10", school_leaver_since="2025-06-07"), False, {}, set()),
        ("2026-06", child("2006-05-10", school_leaver_since="2025-06-06"), False, {}, {"B11"}),
        # B16: bracket of the annual supplement; B17 and B18: grants
        ("2024-07", child("2018-12-01"), False, {}, {"B16"}),
        ("2024-07", child("2018-03-01"), False, {}, set()),
        ("2024-05", child("2024-05-01", first_child=False), False, {}, set()),
        ("2024-05", child("2020-05-01", adopted_on="2024-05-02", first_child=True), False, {}, {"B18"}),
    ],
)
def test_brussels(month: str, one: Child, sole: bool, members: dict[str, object], expected: set[str]) -> None:
    """Given a child on one side of a Brussels choice, then it is marked or not."""
    children = [one] if sole else [one, SIBLING]
    assert marks(decide("brussels", month, *children, **members)) == expected


@pytest.mark.parametrize(
    ("month", "one", "members", "expected"),
    [
        # W01: the ceiling itself; W03: a later ceiling of the year whose start is inferred; W23: cadastral income
        ("2024-05", child("2020-01-01"), {"income": "31814.37"}, {"W01"}),
        ("2024-05", child("2020-01-01"), {"income": "31814.36"}, set()),
        ("2024-05", child("2020-01-01"), {"income": "31814.38"}, {"W03"}),
        ("2024-05", child("2020-01-01"), {"income": "33887.52"}, set()),
        ("2024-08", child("2020-01-01"), {"income": "31814.38"}, set()),
        ("2022-05", child("2020-01-01"), {"income": "31700.00"}, set()),
        ("2024-05", child("2020-01-01"), {"income": "51340.00"}, {"W01"}),
        ("2024-05", child("2020-01-01"), {"income": "30000.00", "cadastral": "1814.37"}, set()),
        ("2024-05", child("2020-01-01"), {"income": "30000.00", "cadastral": "1814.38"}, {"W23"}),
        # W06: an invalid parent between the ceilings
        ("2024-05", child("2020-01-01"), {"income": "40000.00", "incapacity": True}, {"W06"}),
        ("2024-05", child("2020-01-01"), {"income": "60000.00", "incapacity": True}, set()),
        ("2024-05", child("2019-01-01"), {"income": "40000.00", "incapacity": True}, set()),
        # W07: birthday months of the age steps and of the base of 18
        ("2024-05", child("2018-05-20"), {}, {"W07"}),
        ("2024-06", child("2018-05-20"), {}, set()),
        ("2024-05", child("2012-05-20"), {}, {"W07"}),
        ("2038-05", child("2020-05-20"), {}, {"W07"}),
        ("2038-06", child("2020-05-20"), {}, set()),
        ("2024-05", child("2013-05-20"), {}, set()),
        # W14: the first and the last month of a job-seeker
        ("2021-07", child("2000-06-15", school_leaver_since="2021-07-02"), {}, {"W14"}),
        ("2021-07", child("2000-06-15", school_leaver_since="2021-07-01"), {}, set()),
        ("2022-05", child("2000-06-15", school_leaver_since="2021-07-01"), {}, set()),
        ("2022-06", child("2000-06-15", school_leaver_since="2021-07-01"), {}, {"W14"}),
        ("2022-06", child("2000-06-15", school_leaver_since="2021-07-06"), {}, set()),
        ("2022-06", child("2000-06-15", school_leaver_since="2021-07-05"), {}, {"W14"}),
        # W15: only the supplement of a condition is left
        (
            "2024-09",
            child("2005-01-01", disability=SEVERE, obstacle=True),
            {"income": "1.00", "incapacity": True},
            {"W15"},
        ),
        # W16 and W18: old orphans
        ("2024-05", child("2012-01-01", parents_deceased=["2019-05-05"]), {"income": "1.00"}, {"W16"}),
        ("2024-05", child("2012-01-01", parents_deceased=["2019-05-05"]), {"income": "40000.00"}, set()),
        ("2024-05", child("2012-01-01", parents_deceased=["2019-12-31"]), {}, set()),
        ("2024-05", child("2012-01-01", parents_deceased=["2020-01-01"]), {}, {"W18"}),
        ("2024-05", child("2012-01-01", parents_deceased=["2020-01-01", "2024-05-01"]), {}, {"W18"}),
    ],
)
def test_wallonia(month: str, one: Child, members: dict[str, object], expected: set[str]) -> None:
    """Given a child on one side of a Walloon choice, then it is marked or not."""
    assert marks(decide("wallonia", month, one, **members)) == expected


def test_an_orphan_that_makes_a_large_family() -> None:
    """Given three children of whom one at the old orphan rate (W08), then the supplement is marked; with four, not."""
    young = child("2021-01-01")
    orphan = child("2012-01-01", "O", parents_deceased=["2019-05-05"])
    others = (orphan, child("2013-01-01", "P"))
    assert marks(decide("wallonia", "2024-05", young, *others, income="1.00")) == {"W08"}
    assert marks(decide("wallonia", "2024-05", young, *others, child("2014-01-01", "Q"), income="1.00")) == set()


@pytest.mark.parametrize(("region", "month", "mark"), [("brussels", "2024-05", "B17"), ("wallonia", "2019-06", "W28")])
def test_twins(region: Region, month: str, mark: str) -> None:
    """Given twins that are not a first child (B17, W28), then the higher grant is marked; a first child's is not."""
    born = f"{month}-10"
    later = decide(region, month, child(born, first_child=False), child(born, "B", first_child=False))
    assert marks(later) == {mark}
    assert marks(decide(region, month, child(born, first_child=True), child(born, "B", first_child=False))) == set()


def test_points_just_below_the_scale_mark_nothing() -> None:
    """Given a condition below the scale, then it lifts nothing and no choice stands behind the amounts."""
    weak = child("2012-01-01", disability=Disability(5, 3))
    assert marks(decide("flanders", "2024-06", weak)) == marks(decide("wallonia", "2024-05", weak)) == set()
