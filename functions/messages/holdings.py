"""What the messages hold about a person: every message to them, under their own keys."""

from collections.abc import Sequence
from datetime import date

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
        """Return the messages to the person."""
        rows = request.query(Table.MESSAGES, person)
        return [HeldRow(row, RecordType.MESSAGE, Link.OWN, _day(row)) for row in rows]

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Do nothing: messages to somebody else are not found here.

        They name the person by an id that leads nowhere any more; letters of decisions call a child by the first name,
        and stay as they were sent (docs/limits.md).
        """


def _day(row: SealedItem) -> date:
    return civil_date(parse_instant(str(row.clear["since"])))
