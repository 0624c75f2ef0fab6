"""The children of a Walloon household as the rules see them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from functions.benefits.amount import Amount
from functions.benefits.household import Child


class Member(NamedTuple):
    """One child with a right this month.

    `has_base` False: only the supplement of the condition is left (choice W15). `rank` 0: no rank (new model, orphan
    rate, no base). `age`: years completed before the month (choice W07); `age_at_end`: the other reading.
    """

    child: Child
    model: Literal["old", "new"]
    age: int
    age_at_end: int
    has_base: bool
    rank: int
    parents_lost: Literal["none", "one", "all"]
    orphan_rate: bool
    care: Amount | None
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The children with a right, and how many open a base."""

    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Children whose base right is open, of both models (choices W08, W22, W25)."""
        return sum(member.has_base for member in self.members)

    @property
    def size_without_orphans(self) -> int:
        """The same without the children at the old orphan rate: the other reading of choice W08."""
        return sum(member.has_base and not member.orphan_rate for member in self.members)
