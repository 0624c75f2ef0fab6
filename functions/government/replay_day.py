"""Replays a day: the notifications that were accepted on it are applied again, from their sealed rows.

Each accepted notification rests sealed beside the fact that it became (`functions/dossier/sent_notification.py`). A
replay makes the notification of it again and applies it as a delivery does: facts, people whom it brought, look-ups,
answers of other funds. What stands as it should is not written, asked for or sent again; what is gone or altered stands
again as it was, with one request for a new decision on the months that this touches. Who was erased has no key and no
row any more, so nothing of theirs opens, and a replay makes nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING

from functions.dossier.places import SENT
from functions.dossier.sent_notification import (
    SENT_KINDS,
    AnySent,
    BroughtNumber,
    SentContent,
    SentNumber,
    sent_number_place,
)
from functions.government.apply_to_dossier import apply_to_dossier
from functions.government.flow import Flow
from functions.government.keep_notification import in_order, kept_again
from functions.government.work import Work, open_request
from functions.runtime.database import Index, Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.ids import new_id
from functions.vault.request import Request
from functions.vault.run_page import MOST_DOSSIERS, RunPage
from functions.vault.vault import Vault

if TYPE_CHECKING:
    from functions.vault.place import Stored

ACTION = "replay a day"


@dataclass
class Replayed:
    """What a replay did: notifications of the day, their families, and how many of them did not stand as they should.

    `restored` is 0 where nothing was lost or altered: then nothing was written either.
    """

    notifications: int = 0
    families: int = 0
    restored: int = 0


def replay_day(vault: Vault, day: date, shard: str) -> Replayed:
    """Replay a day for the open files of a shard (`00` to `ff`); TryAgainError when the store does not answer.

    The ledger tells of what is opened per page of files, in a chain of its own; what is restored is told to the person.
    The same call again, after a crash at any point, ends the same.
    """
    replayed = Replayed()
    chain = f"{new_id('run')}#{shard}"
    for dossiers in batched(_dossiers(open_request(vault), shard), MOST_DOSSIERS, strict=False):
        request = open_request(vault)
        page = request.page(chain, dossiers, ACTION)
        for dossier in dossiers:
            _replay(vault, _Rows(request, page, dossier), day, replayed)
    return replayed


def _dossiers(request: Request, shard: str) -> Iterator[str]:
    request.rooms.gates.require(Table.DOSSIERS)
    after = None
    while True:
        page = request.rooms.database.query(Table.DOSSIERS, shard, index=Index.RUN_SHARD, after=after, consistent=False)
        yield from (str(item["pk"]) for item in page.items)
        after = page.after
        if after is None:
            return


class _Rows:
    """The kept notifications of one file, opened."""

    def __init__(self, request: Request, page: RunPage, dossier: str) -> None:
        self.page, self.dossier = page, dossier
        rows = request.query(Table.DOSSIERS, dossier, SENT)
        stored: Sequence[Stored[AnySent]] = request.open(rows, SENT_KINDS, under=page, skip_ended=True, action=ACTION)
        self._places = {row.record: row.place for row in stored if isinstance(row.record, SentContent)}
        self._numbers = {row.place: row.record for row in stored if isinstance(row.record, SentNumber)}
        self.brought = {row.subject: row.record.value for row in stored if isinstance(row.record, BroughtNumber)}

    def of_day(self, day: date) -> list[SentContent]:
        """Return what was received on a day, in order."""
        return in_order(row for row in self._places if civil_date(parse_instant(row.received_at)) == day)

    def number_of(self, row: SentContent) -> SentNumber | None:
        """Return what a notification said of its person's own number."""
        return self._numbers.get(sent_number_place(self._places[row]))


def _replay(vault: Vault, rows: _Rows, day: date, replayed: Replayed) -> None:
    of_day = rows.of_day(day)
    replayed.families += bool(of_day)
    for row in of_day:
        origin, placed = kept_again(row, rows.number_of(row), rows.brought)
        work = Work(vault, Flow(row.flow), origin, page=rows.page)
        # One at a time: numbers of other people are placeholders, which each notification counts for itself.
        apply_to_dossier(work, rows.dossier, [placed])
        replayed.notifications += 1
        replayed.restored += work.restored
