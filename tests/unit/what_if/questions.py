"""Questions of the what-if contract for tests: one good one, and changed copies of it."""

import copy
import json
from typing import Any

GOOD: dict[str, Any] = {
    "month": "2024-07",
    "region": "flanders",
    "partner": False,
    "income": {"amount": "30000.00"},
    "children": [{"id": "A", "born": "2019-03-01"}, {"id": "B", "born": "1999-02-01"}],
}


def question(**changed: object) -> dict[str, Any]:
    """Return the good question with other members."""
    return copy.deepcopy(GOOD) | changed


def with_child(**members: object) -> dict[str, Any]:
    """Return the good question with one child that has other members as well."""
    return question(children=[{"id": "A", "born": "2019-03-01"} | members])


def text(members: object) -> str:
    """Write a question."""
    return json.dumps(members)
