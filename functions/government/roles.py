"""In which role a person is known, and which flows the fund may receive about it; the list is `data/roles.json`.

A child is known as such by its claim on the subject, so no file is opened to ask. Whoever is no child has the role of
an adult of the file: what only a child's rights look at is no business of ours there, and is refused.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from functions.government.flow import Flow
from functions.vault.subject import Subject

NOT_FOR_THIS_ROLE = "role_may_not_receive"
_FILE = Path(__file__).parent / "data" / "roles.json"
_CHILD, _ADULTS = "104", ("102", "106")


@cache
def flows_of_roles() -> Mapping[str, frozenset[Flow]]:
    """Return the flows that may be received about each role."""
    roles = json.loads(_FILE.read_text(encoding="utf-8"))["roles"]
    return {role: frozenset(map(Flow, entry["flows"])) for role, entry in roles.items()}


def may_receive(subject: Subject, flow: Flow) -> bool:
    """Tell whether a flow may be received about this person."""
    roles = _ADULTS if subject.child_of is None else (*_ADULTS, _CHILD)
    return any(flow in flows_of_roles()[role] for role in roles)
