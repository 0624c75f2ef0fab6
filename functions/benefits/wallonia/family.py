"""The children of a Walloon household as the rules see them: what their facts came to, never the facts themselves."""

from typing import Literal, NamedTuple


class Member(NamedTuple):
    """One child with a right this month.

    `has_base` False: only the supplement of the condition is left (choice W15). `rank` 0: no rank (new model, orphan
    rate, no base). `age`: years completed before the month (choice W07); `age_at_end`: the other reading. `care`: the
    id of its class. `orphaned_late`: every parent that died did so since the new model (choice W18).
    """

    model: Literal["old", "new"]
    age: int
    age_at_end: int
    has_base: bool
    rank: int
    parents_lost: Literal["none", "one", "all"]
    orphan_rate: bool
    orphaned_late: bool
    care: str | None
    choices: tuple[str, ...]


class Sizes(NamedTuple):
    """How many children have an open base right, of both models (choices W08, W22, W25).

    `without_orphans`: not counting those at the old orphan rate, the other reading of choice W08.
    """

    children: int
    without_orphans: int


class Family(NamedTuple):
    """The children in the order of the household: each a member, or the reason why it has no right."""

    children: tuple[Member | str, ...]
    sizes: Sizes
