"""The children of a Flemish household as the rules see them: their scheme, frozen rank and place in the household."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from functions.benefits.amount import Amount
from functions.benefits.household import Child, FrozenRank


class Member(NamedTuple):
    """One entitled child. `frozen`: its rank of 31/12/2018, None in the new scheme."""

    child: Child
    scheme: Literal["new", "transitional"]
    frozen: FrozenRank | None
    old_orphan: bool
    parents_lost: Literal["none", "one", "all"]
    care: Amount | None
    eldest_transitional: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The entitled children together: how many count for the household's size, and whether one is in the new scheme."""

    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Entitled children of the household; a child in an institution or equally housed counts in full (F12, F15)."""
        return len(self.members)

    @property
    def has_new_scheme(self) -> bool:
        """Whether at least one child has the new basic amount."""
        return any(member.scheme == "new" for member in self.members)
