"""The root of a family's file: who belongs to it and in which part. Sealed under the dossier's own keys."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type Part = Literal["beneficiary", "partner", "child"]

OPENING, OPEN, CLOSED = "opening", "open", "closed"


class Member(BaseModel):
    """One person of the file: an id and a part, no name.

    `brought_by`: "government" when an authority named the person first, None when the family did.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    person: str
    part: Part
    brought_by: Literal["government"] | None = None


class Dossier(HeldRecord):
    """Row `root` of a dossier. Clear beside it: `state` (opening, open, closed), `run_shard` while open."""

    members: Annotated[tuple[Member, ...], Held(Category.FAMILY)]

    def persons(self, part: Part) -> tuple[str, ...]:
        """Return the persons of one part, in the order of the file."""
        return tuple(member.person for member in self.members if member.part == part)

    def with_member(self, person: str, part: Part, brought_by: Literal["government"] | None = None) -> "Dossier":
        """Return the file with this person in this part; the same file when it is so already."""
        if Member(person=person, part=part, brought_by=brought_by) in self.members:
            return self
        others = tuple(member for member in self.members if member.person != person)
        return Dossier(members=(*others, Member(person=person, part=part, brought_by=brought_by)))

    def without(self, person: str) -> "Dossier":
        """Return the file without this person."""
        return Dossier(members=tuple(member for member in self.members if member.person != person))
