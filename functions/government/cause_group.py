"""The group of a cause: what may stand clear on a case, where the cause itself could tell of a person.

Which of a group's causes it is stands sealed in the case, and is shown to whoever opens it for its purpose.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functions.government.fault import Fault


class CauseGroup(StrEnum):
    """Who can mend it: a person decides, the sender states it again, or our own code or store is repaired. Only add."""

    DECISION = "decision"
    SENDER = "sender"
    OURS = "ours"


_DECISION = frozenset(
    {
        "child_in_another_file",
        "child_paid_elsewhere",
        "number_of_erased_person",
        "person_restricted",
        "person_without_file",
        "two_people_are_one",
    }
)
_OURS = frozenset({"file_not_usable", "not_handled_by_us", "not_read_by_us"})


def group_of(fault: "Fault") -> CauseGroup:
    """Return the group of a cause; what no other group names is the sender's."""
    if fault.code in _DECISION:
        return CauseGroup.DECISION
    return CauseGroup.OURS if fault.code in _OURS else CauseGroup.SENDER
