"""The children of a Brussels household as the rules see them."""

from typing import Literal, NamedTuple

from functions.benefits.amount import Amount
from functions.benefits.household import Child


class Member(NamedTuple):
    """One entitled child.

    `age`: years completed before the month, which count for the bands (choice B01); `age_at_end`: the other reading.
    """

    child: Child
    age: int
    age_at_end: int
    higher: bool
    parents_lost: Literal["none", "one", "all"]
    loses_parent_now: bool
    care: Amount | None
    choices: tuple[str, ...]
