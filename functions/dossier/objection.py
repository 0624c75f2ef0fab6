"""That a person objects to a use that rests on an interest or a task: row `objection#<prs>` of each of their files.

Whoever acts for such a purpose asks `objects_to` first. Sealed under the person's *contact* key, so that what shares or
writes to people can read it.
"""

from typing import Annotated

from functions.dossier.find_dossiers import dossiers_of
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.vault.place import Place
from functions.vault.request import Request

OBJECTION = "objection#"


class Objection(HeldRecord, category=Category.CONTACT):
    """Against which purposes, since when (instant), and in which case it was made."""

    purposes: Annotated[tuple[str, ...], Held()]
    since: Annotated[str, Held()]
    case: Annotated[str, Held()]


def objection_place(dossier: str, person: str) -> Place:
    """Return the place of a person's objection."""
    return Place(Table.DOSSIERS, dossier, f"{OBJECTION}{person}")


def objects_to(request: Request, person: str, purpose: Purpose) -> bool:
    """Tell whether the person objects to a purpose, in any file; the purpose of the request must read *contact*."""
    rows = [request.fetch(objection_place(dossier, person)) for dossier in dossiers_of(request, person)]
    opened = request.open([row for row in rows if row is not None], Objection)
    return any(purpose.value in one.record.purposes for one in opened)
