"""How to reach somebody about their request when nothing else of them is left: row `contact` of a case."""

from typing import Annotated

from functions.dossier.person import Language
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.runtime.database import Table
from functions.vault.place import Place


class CaseContact(HeldRecord):
    """What the person left for the answer: sealed under the case, gone with it."""

    email: Annotated[str | None, Held(Category.CONTACT)] = None
    mobile: Annotated[str | None, Held(Category.CONTACT)] = None
    language: Annotated[Language | None, Held(Category.PERSONAL)] = None


def contact_place(case: str) -> Place:
    """Return the place of a case's contact."""
    return Place(Table.CASES, case, "contact")
