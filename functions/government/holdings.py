"""What the drops hold about a person: messages in quarantine that name the person.

A message names people by number, and a fact that a later message put aside by id; so both are looked for while cases
wait (three days, register rule `quarantine`). A whole delivery that could not be read is not searched: it may name
anybody, opening it would show others, and it goes with the same term (`docs/limits.md`). Deliveries themselves hold
digests and counts.
"""

from collections.abc import Iterable, Iterator, Sequence

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.person import PersonIdentity
from functions.dossier.places import person_place
from functions.government import fund_question
from functions.government.quarantine import WORK_LIST, PutAside, case_place
from functions.register.record_type import RecordType
from functions.runtime.database import Index, Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request

_ACTION = "search quarantine"


class GovernmentHolding:
    """The holding of the room `government`."""

    name = "government"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the quarantined notifications and the questions to other funds that name the person."""
        names = {person, *_numbers(request, person)}
        messages = request.open(list(_listed(request, WORK_LIST)), PutAside, skip_ended=True, action=_ACTION)
        asked = [row for name in (fund_question.WORK_LIST, fund_question.CLOSED_LIST) for row in _listed(request, name)]
        questions = request.open(asked, fund_question.FundQuestion, skip_ended=True, action=_ACTION)
        return [
            *_held(request, {one.place for one in messages if one.record.names(names)}, RecordType.QUARANTINE),
            *_held(request, {one.place for one in questions if one.record.names(names)}, RecordType.FUND_QUESTION),
        ]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Do nothing: a message or question goes as a whole."""


def _held(request: Request, places: Iterable[Place], record_type: RecordType) -> list[HeldRow]:
    today = civil_date(request.rooms.clock.instant())
    rows = map(request.fetch, sorted(places, key=str))
    return [HeldRow(row, record_type, Link.WHOLE, today) for row in rows if row is not None]


def _numbers(request: Request, person: str) -> set[str]:
    places = (person_place(dossier, person) for dossier in dossiers_of(request, person))
    rows = [row for row in map(request.fetch, places) if row is not None]
    return {number for stored in request.open(rows, PersonIdentity) for number in stored.record.all_numbers()}


def _listed(request: Request, name: str) -> Iterator[SealedItem]:
    """Yield the cases on a work list."""
    request.rooms.gates.require(Table.CASES)
    after = None
    while True:
        page = request.rooms.database.query(Table.CASES, name, index=Index.WORK_LIST, after=after)
        for item in page.items:
            row = request.fetch(case_place(str(item["pk"])))
            if row is not None:
                yield row
        after = page.after
        if after is None:
            return
