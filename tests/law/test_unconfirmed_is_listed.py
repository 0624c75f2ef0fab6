"""What no run may pay is listed by the file to edit; what a family may see is still answered."""

import pytest

from functions.benefits.find_unconfirmed import find_unconfirmed
from functions.benefits.household import Child, Region
from tests.law.households import Guarantee2019, child, decide

NEW = child("2020-02-01")
TRIO = (
    child("2010-05-01", "A", right_open_2019=True),
    child("2012-05-01", "B", right_open_2019=True),
    child("2013-05-01", "C", right_open_2019=True),
)


@pytest.mark.parametrize(
    ("region", "month", "children", "members", "listed"),
    [
        ("flanders", "2024-06", [NEW], {"income": "20000.00"}, ()),
        ("flanders", "2024-08", [NEW], {"income": "90000.00"}, ()),
        ("flanders", "2025-01", [NEW], {}, ()),
        ("flanders", "2025-01", [NEW], {"income": "20000.00"}, ("flanders/income/lower_limit",)),
        (
            "flanders",
            "2025-01",
            [NEW],
            {"income": "90000.00"},
            ("flanders/income/lower_limit", "flanders/income/middle_limit"),
        ),
        ("flanders", "2025-09", [NEW], {}, ("flanders/base/new",)),
        ("brussels", "2026-09", [NEW], {"income": "20000.00"}, ()),
        ("brussels", "2026-10", [NEW], {}, ("brussels/base/full/0_11",)),
        ("brussels", "2025-01", TRIO, {"guarantee_2019": Guarantee2019()}, ("brussels/guarantee/undisputed_until",)),
        ("wallonia", "2024-06", [NEW], {"income": "20000.00"}, ()),
        ("wallonia", "2024-08", [NEW], {}, ()),
        ("wallonia", "2024-08", [NEW], {"income": "20000.00"}, ("wallonia/income/ceiling_1",)),
        ("wallonia", "2024-08", [NEW], {"income": "20000.00", "preferential": True}, ()),
        (
            "wallonia",
            "2024-08",
            [NEW],
            {"income": "90000.00"},
            ("wallonia/income/ceiling_1", "wallonia/income/ceiling_2"),
        ),
        ("wallonia", "2026-03", [child("2026-03-01")], {}, ("wallonia/birth/premium",)),
    ],
)
def test_files_to_edit(
    region: Region, month: str, children: list[Child], members: dict[str, object], listed: tuple[str, ...]
) -> None:
    """Given a month with or without unconfirmed values, then exactly the files that decided are listed."""
    decided = decide(region, month, *children, **members)
    assert find_unconfirmed(decided) == listed
    if not any(file.startswith(f"{region}/birth") for file in listed):
        assert (decided.status == "unconfirmed") is bool(listed)


def test_a_derived_limit_that_refuses_weakens_nobody() -> None:
    """Given a supplement refused on a derived limit, then the child is as sure as its lines (contract, `status`)."""
    assert decide("flanders", "2021-10", NEW, income="90000.00").status == "published"
    assert decide("flanders", "2021-10", NEW, income="20000.00").status == "derived"
