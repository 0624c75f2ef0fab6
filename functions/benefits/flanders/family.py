"""The children of a Flemish household as the rules see them: what their facts came to, never the facts themselves."""

from typing import Literal, NamedTuple

from functions.benefits.household import FrozenRank


class Member(NamedTuple):
    """One entitled child.

    `frozen`: its rank of 31/12/2018, None in the new scheme. `age`: years completed by the end of the month (choice
    F01); `age_before`: the other reading. `care`: the id of its class. `needs_support`: its points reach the support
    allowance.
    """

    frozen: FrozenRank | None
    born_in_new_scheme: bool
    age: int
    age_before: int
    old_orphan: bool
    parents_lost: Literal["none", "one", "all"]
    care: str | None
    needs_support: bool
    eldest_transitional: bool
    foster: bool
    equal_housing: bool
    choices: tuple[str, ...]

    @property
    def scheme(self) -> Literal["new", "transitional"]:
        """The scheme of its basic amount."""
        return "new" if self.frozen is None else "transitional"


class Family(NamedTuple):
    """The children in the order of the household: each a member, or the reason why it has no right.

    `size`: entitled children of the household; a child in an institution or equally housed counts in full (F12, F15).
    """

    children: tuple[Member | str, ...]
    size: int
    has_new_scheme: bool
