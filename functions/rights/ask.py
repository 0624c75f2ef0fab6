"""What a person asks for, beside the right itself: row `ask#<n>` of a case. A repeat that asks for more adds a row."""

from typing import Annotated, Literal

from pydantic import JsonValue

from functions.register.category import Category
from functions.register.held import Held, HeldRecord

type Target = Literal["email", "mobile", "language", "address", "fact"]
# corrected: done at once. sent_back: the authority that stated it is asked. confirmed, changed: what it answered.
# refused: it is no fact of the person that could be corrected.
type Corrected = Literal["corrected", "sent_back", "confirmed", "changed", "refused"]
SENT_BACK: Corrected = "sent_back"


class Correction(HeldRecord):
    """One thing that is wrong. `fact`: the reference of a fact, as packages show it (`target` is then `fact`).

    `value`: what is right, as text; `members`: members of the fact or address that are right. `says`: the person's own
    words, for the authority.
    """

    target: Annotated[Target, Held(Category.IDENTIFICATION)]
    fact: Annotated[str | None, Held(Category.IDENTIFICATION)] = None
    value: Annotated[str | None, Held(Category.CONTACT)] = None
    members: Annotated[dict[str, JsonValue] | None, Held(Category.PERSONAL)] = None
    says: Annotated[str | None, Held(Category.PERSONAL)] = None


class Ask(HeldRecord, category=Category.IDENTIFICATION):
    """`ground`: of a restriction, a reason of use `ask`. `purposes`: against which an objection is made.

    Of an erasure: `parts` names what alone is erased (contact data); `grace` asks for seven sealed days before it is
    final, and `undo` takes it back within them.
    """

    at: Annotated[str, Held()]
    ground: Annotated[str | None, Held()] = None
    purposes: Annotated[tuple[str, ...], Held()] = ()
    parts: Annotated[tuple[str, ...], Held()] = ()
    grace: Annotated[bool, Held()] = False
    undo: Annotated[bool, Held()] = False
    corrections: Annotated[tuple[Correction, ...], Held()] = ()
    outcomes: Annotated[tuple[Corrected, ...], Held()] = ()
    says: Annotated[str | None, Held(Category.PERSONAL)] = None
