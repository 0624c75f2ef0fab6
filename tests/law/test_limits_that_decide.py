"""A line is as weak as the income limit that decided it, also where the limit only chose between two amounts."""

import pytest

from functions.benefits.decision import Decision
from functions.benefits.household import Disability, Region
from functions.benefits.trace import trace_of
from tests.law.households import child, decide

SEVERE = Disability(points=15, pillar1=3, pillar2=12)
OLD = child("2010-05-01")


def _age_status(decision: Decision, at: int = 0) -> str:
    """Return the status of the age supplement of a child."""
    (status,) = [line.status for line in decision.children[at].lines if line.benefit == "age"]
    return status


@pytest.mark.parametrize(
    ("region", "month", "members", "expected"),
    [
        # Flanders: limits of 09/2024 from one undated source (law notes, section 4.2), age amounts published
        ("flanders", "2024-08", {"income": "20000.00"}, "published"),
        ("flanders", "2024-10", {"income": "20000.00"}, "unconfirmed"),
        ("flanders", "2024-10", {"income": "90000.00"}, "unconfirmed"),
        ("flanders", "2024-10", {}, "published"),
        # Wallonia: the start of the ceilings of 07/2024 is inferred (choice W03)
        ("wallonia", "2024-06", {"income": "20000.00"}, "derived"),
        ("wallonia", "2024-10", {"income": "20000.00"}, "unconfirmed"),
        ("wallonia", "2024-10", {"income": "90000.00"}, "unconfirmed"),
        ("wallonia", "2024-10", {"income": "90000.00", "preferential": True}, "derived"),
        ("wallonia", "2024-10", {}, "derived"),
    ],
)
def test_age_amount_of_the_first_child(region: Region, month: str, members: dict[str, object], expected: str) -> None:
    """Given a first child whose age amount hangs on its social supplement, then the tested limit weakens it."""
    assert _age_status(decide(region, month, OLD, **members)) == expected


@pytest.mark.parametrize("region", ["flanders", "wallonia"])
def test_age_amount_that_no_income_decides(region: Region) -> None:
    """Given a second child, and a first one with a condition, then their age amount is as sure as its own file."""
    first = child("2010-05-01", "A", disability=SEVERE)
    decided = decide(region, "2024-10", first, child("2011-05-01", "B"), income="20000.00")
    assert "unconfirmed" not in {_age_status(decided, at) for at in range(2)}


@pytest.mark.parametrize(
    ("month", "born", "members", "expected"),
    [
        ("2024-07", "2010-05-01", {"income": "20000.00"}, "unconfirmed"),
        ("2024-07", "2010-05-01", {"income": "90000.00"}, "unconfirmed"),
        ("2024-07", "2010-05-01", {"income": "20000.00", "preferential": True}, "derived"),
        ("2024-07", "2010-05-01", {}, "derived"),
        ("2023-07", "2010-05-01", {"income": "20000.00"}, "derived"),
        # one scale in the new model, whatever the income
        ("2024-07", "2020-05-01", {"income": "20000.00"}, "published"),
    ],
)
def test_annual_scale_of_the_old_walloon_model(
    month: str, born: str, members: dict[str, object], expected: str
) -> None:
    """Given two scales of which a social supplement opens the higher, then the ceiling weakens the annual amount.

    Law: LGAF art. 44ter (the higher scale if the child gets in July a social supplement).
    """
    (annual,) = decide("wallonia", month, child(born), **members).one_off
    assert (annual.benefit, annual.status) == ("annual", expected)


@pytest.mark.parametrize("income", ["40000.00", "90000.00"])
def test_old_walloon_model_has_one_ceiling(income: str) -> None:
    """Given an old and a new child above ceiling 1, then only the new one is refused on ceiling 2 (section 3.3)."""
    decided = decide("wallonia", "2024-06", child("2010-05-01", "A"), child("2020-05-01", "B"), income=income)
    children = trace_of(decided)["children"]
    assert isinstance(children, list)
    refused = {str(one["child"]): one["refused_by"] for one in children if isinstance(one, dict)}
    both = ["wallonia/income/ceiling_1", "wallonia/income/ceiling_2"]
    assert refused == {"A": both[:1], "B": both if income == "90000.00" else []}
