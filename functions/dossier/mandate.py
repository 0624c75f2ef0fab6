"""Who may act for a person of the file beside or instead of a parent, and from when a parent no longer may; dated.

Sealed under the keys of the person who is represented. The portal reads `MandateView`: who, how far, from when to when.
On what it rests (a judgment, a decision, a signed mandate) stands under *judicial*, which the portal cannot open.
"""

from datetime import date
from typing import Annotated, Literal

from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type Scope = Literal["authority", "no_authority", "all", "help"]

# Clear beside a mandate: entered by one member of staff, holding once another confirmed it.
ASKED, HOLDS = "asked", "holds"


class MandateView(HeldRecord, category=Category.FAMILY):
    """What decides who acts. `valid_to` is the first day on which it holds no longer; None: until it is ended.

    `authority`: over a child, as a parent has it (guardian). `no_authority`: `holder` is a parent who has it no longer.
    `all`: for an adult whose affairs somebody else runs (administrator). `help`: somebody whom the person asked to look
    and to ask with them (social worker).
    """

    person: Annotated[str, Held()]
    holder: Annotated[str, Held()]
    scope: Annotated[Scope, Held()]
    valid_from: Annotated[date, Held()]
    valid_to: Annotated[date | None, Held()] = None

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Mandate(MandateView):
    """Row `mandate#<prs>#<n>` of a dossier."""

    basis: Annotated[Literal["judgment", "authority_decision", "signed_mandate"], Held(Category.JUDICIAL)]
    seen_by: Annotated[str, Held(Category.JUDICIAL)]
