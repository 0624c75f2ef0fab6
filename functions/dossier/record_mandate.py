"""Record who may act for a person of a file: two members of staff each enter it from the document, and then it holds.

The second entry that says the same is the confirmation; one person entering it twice confirms nothing. An entry with
the same people, scope and start and another end takes the place of the one that holds.
"""

import secrets

from functions.dossier.mandate import ASKED, HOLDS, Mandate
from functions.dossier.places import MANDATE, mandate_place
from functions.runtime.database import Table
from functions.vault.place import Stored
from functions.vault.request import Request


class UnknownMemberError(Exception):
    """The person who is to be represented does not stand in the file."""


def record_mandate(request: Request, dossier: str, mandate: Mandate, staff: str) -> str:
    """Enter a mandate or confirm it; return its state. `request` serves a purpose that writes it.

    Raises UnknownMemberError, and what `Change.send` raises.
    """
    rows = request.query(Table.DOSSIERS, dossier)
    if not any(row.place.sk == f"person#{mandate.person}" for row in rows):
        msg = "no such member of this file"
        raise UnknownMemberError(msg)
    standing = request.open([row for row in rows if row.place.sk.startswith(MANDATE)], Mandate, skip_ended=True)
    same = [row for row in standing if _content(row.record) == _content(mandate)]
    if any(row.clear["state"] == HOLDS for row in same):
        return HOLDS
    entered = next((row for row in same if row.record.seen_by != staff), None)
    if entered is None:
        if not same:
            _enter(request, dossier, mandate)
        return ASKED
    change = request.change("confirm who acts")
    change.mark(entered, {"state": HOLDS})
    for row in standing:
        if row.clear["state"] == HOLDS and _start(row) == _start(entered):
            change.delete(row)
    change.send()
    return HOLDS


def _enter(request: Request, dossier: str, mandate: Mandate) -> None:
    change = request.change("enter who acts")
    place = mandate_place(dossier, mandate.person, secrets.token_hex(16))
    change.put(place, mandate.person, mandate, {"state": ASKED, "person": mandate.holder})
    change.send()


def _content(record: Mandate) -> dict[str, object]:
    return record.model_dump(exclude={"seen_by"})


def _start(row: Stored[Mandate]) -> tuple[str, str, str, str]:
    record = row.record
    return record.person, record.holder, record.scope, record.valid_from.isoformat()
