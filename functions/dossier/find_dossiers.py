"""From a person to the dossiers that the person stands in."""

from functions.dossier.places import PERSON
from functions.runtime.database import Index, Table
from functions.vault.request import Request


def dossiers_of(request: Request, person: str) -> list[str]:
    """Return the ids of the dossiers of a person, sorted (index `by-person`, eventually consistent)."""
    request.rooms.gates.require(Table.DOSSIERS)
    found: set[str] = set()
    after = None
    while True:
        page = request.rooms.database.query(Table.DOSSIERS, person, index=Index.BY_PERSON, after=after)
        found |= {str(item["pk"]) for item in page.items if str(item["sk"]).startswith(PERSON)}
        after = page.after
        if after is None:
            return sorted(found)
