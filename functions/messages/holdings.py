"""What the messages hold about a person: every message to them, and decisions to their family that name them.

A message to a person rests under their own keys and ends with them. The letter of a decision calls the children by
their first names and rests under the keys of whom it was written to: it stays as the proof of the decision.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from functions.dossier.find_dossiers import dossiers_of
from functions.dossier.places import PERSON
from functions.messages.message import steps_of
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.change import Change
from functions.vault.holding import HeldRow, Link
from functions.vault.place import SealedItem
from functions.vault.request import Request


class MessagesHolding:
    """The holding of the room `messages`."""

    name = "messages"

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return the messages to the person, and the letters of decisions to others of the person's families."""
        own = [HeldRow(row, RecordType.MESSAGE, Link.OWN, _day(row)) for row in request.query(Table.MESSAGES, person)]
        letters = [
            HeldRow(row, RecordType.DECISION_LETTER, Link.MENTION, _wanted(row))
            for other in sorted(_family_of(request, person))
            for row in request.query(Table.MESSAGES, other)
            if row.clear.get("letter")
        ]
        return [*own, *letters]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Refuse: the register keeps the letter of a decision as it was sent, and finds nothing else of others here."""
        del request, change, row, person
        msg = "the letter of a decision stays as it is"
        raise NotImplementedError(msg)


def _family_of(request: Request, person: str) -> Iterator[str]:
    """Yield the other people of the dossiers that the person stands in."""
    found = {
        row.place.sk.removeprefix(PERSON)
        for dossier in dossiers_of(request, person)
        for row in request.query(Table.DOSSIERS, dossier, PERSON)
    }
    yield from found - {person}


def _day(row: SealedItem) -> date:
    return civil_date(parse_instant(str(row.clear["since"])))


def _wanted(row: SealedItem) -> date:
    """Return the day on which a letter was written: its term counts from there, whatever became of it since."""
    return civil_date(parse_instant(steps_of(dict(row.clear))[0].partition(" ")[0]))
