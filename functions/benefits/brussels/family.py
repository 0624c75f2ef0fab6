"""The children of a Brussels household as the rules see them: what their facts came to, never the facts themselves."""

from typing import Literal, NamedTuple

from functions.benefits.household import Guarantee2019


class Member(NamedTuple):
    """One entitled child.

    `age`: years completed before the month, which count for the bands (choice B01); `age_at_end`: the other reading.
    `born_in_full`: born since the base is no longer reduced. `care`: the id of its class. `orphaned_earlier`: a parent
    died before the day from which the increase is undisputed (choice B08).
    """

    age: int
    age_at_end: int
    born_in_full: bool
    higher: bool
    parents_lost: Literal["none", "one", "all"]
    loses_parent_now: bool
    orphaned_earlier: bool
    care: str | None
    choices: tuple[str, ...]


class PhotoChild(NamedTuple):
    """A photo child still entitled: its rank among them (choice B19), and its age on the photo (choice B21)."""

    member: Member
    rank: int
    orphan: bool
    age_then: int


class Photo(NamedTuple):
    """The picture of December 2019 while it may still give more; the line stands with `eldest` (choice B28)."""

    children: tuple[PhotoChild, ...]
    eldest: str
    picture: Guarantee2019
    choices: tuple[str, ...]


class Family(NamedTuple):
    """The children in the order of the household: each a member, or the reason why it has no right."""

    children: tuple[Member | str, ...]
    size: int
    photo: Photo | None
