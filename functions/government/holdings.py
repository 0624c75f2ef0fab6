"""What the drops hold about a person: messages in quarantine that name the person.

A message names people by number, and a fact that a later message put aside by id; so both are looked for while cases
wait (three days, register rule `quarantine`). A whole delivery that could not be read is not searched: it may name
anybody, opening it would show others, and it goes with the same term (`docs/limits.md`). Deliveries themselves hold
digests and counts.
"""

from collections.abc import Iterator, Sequence

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.person import PersonIdentity
from functions.dossier.places import person_place
from functions.government.quarantine import WORK_LIST, PutAside, case_place
from functions.register.record_type import RecordType
from functions.runtime.database import Index, Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.place import SealedItem
from functions.vault.request import Request


class GovernmentHolding:
    """The holding of the room `government`."""

    name = "government"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the quarantined notifications that name the person, by number or id."""
        names = {person, *_numbers(request, person)}
        today = civil_date(request.rooms.clock.instant())
        waiting = request.open(list(_waiting(request)), PutAside, skip_ended=True, action="search quarantine")
        named = {stored.place for stored in waiting if stored.record.names(names)}
        return [
            HeldRow(row, RecordType.QUARANTINE, Link.WHOLE, today)
            for place in sorted(named, key=str)
            if (row := request.fetch(place)) is not None
        ]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Do nothing: a quarantined message goes as a whole."""


def _numbers(request: Request, person: str) -> set[str]:
    places = (person_place(dossier, person) for dossier in dossiers_of(request, person))
    rows = [row for row in map(request.fetch, places) if row is not None]
    return {number for stored in request.open(rows, PersonIdentity) for number in stored.record.all_numbers()}


def _waiting(request: Request) -> Iterator[SealedItem]:
    """Yield the cases on the quarantine's work list."""
    request.rooms.gates.require(Table.CASES)
    after = None
    while True:
        page = request.rooms.database.query(Table.CASES, WORK_LIST, index=Index.WORK_LIST, after=after)
        for item in page.items:
            row = request.fetch(case_place(str(item["pk"])))
            if row is not None:
                yield row
        after = page.after
        if after is None:
            return
