"""From a person to the mandates by which the person may act for others (index `by-person`)."""

from functions.dossier.places import MANDATE
from functions.runtime.database import Index, Table
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request


def mandates_held_by(request: Request, person: str) -> list[SealedItem]:
    """Return the rows of every mandate that the person holds, as they rest; the index may lag behind a moment."""
    request.rooms.gates.require(Table.DOSSIERS)
    places: list[Place] = []
    after = None
    while True:
        page = request.rooms.database.query(Table.DOSSIERS, person, index=Index.BY_PERSON, after=after)
        keys = [(str(item["pk"]), str(item["sk"])) for item in page.items]
        places += [Place(Table.DOSSIERS, pk, sk) for pk, sk in keys if sk.startswith(MANDATE)]
        after = page.after
        if after is None:
            break
    found = [request.fetch(place) for place in places]
    return [row for row in found if row is not None]
