"""Release a payment file: two different people, each shown the totals and the digest, before it may be sent.

The first release is written down; the second, by somebody else, asks for the sending in the same transaction. Nothing
of the file is opened: what both see is its row.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from functions.payments.book import granted_in_file
from functions.payments.payment_file import READY, RELEASED, file_place
from functions.payments.run_rows import FILES_READY, SHARDS, Run, number
from functions.payments.store import RunStore, UnknownRunError
from functions.runtime.database import Absent, Item, Key, Put, Table
from functions.vault.errors import AlreadyThereError, StaleError, TryAgainError
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request

PEOPLE = 2
_TRIES = 3


class ReleaseFault(StrEnum):
    """Why a release is not taken."""

    UNKNOWN_FILE = "unknown_file"
    NOT_READY = "not_ready"
    OTHER_DIGEST = "other_digest"
    SAME_PERSON = "same_person"
    STOPPED = "stopped"
    BOOK_DIFFERS = "book_differs"


class ReleaseRefusedError(Exception):
    """The release is not taken and nothing was written; `fault` says why."""

    def __init__(self, fault: ReleaseFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """What a person who releases is shown: ids, totals in whole cents, digest, and how many people released it.

    `book_cents`: what the account book holds for the file; it must be its total. Of the region's whole month: its
    total, the change since the month before (in tenths of a per cent), the payments to new accounts, and `stops`:
    limits that it passes. Who releases a stopped file names each stop, and stands in the row for having looked.
    """

    run: str
    number: int
    message: str
    count: int
    cents: int
    book_cents: int
    sha256: str
    execution_on: str
    warnings: tuple[str, ...]
    state: str
    releases: int
    region_cents: int
    change_permille: int | None
    new_accounts: int
    stops: tuple[str, ...]


def read_release(request: Request, run: str, file: int) -> ReleaseState:
    """Return a file's totals and releases; ReleaseRefusedError when there is no such file."""
    row = _row(request, run, file)
    return _state(request, row, file, len(releases_of(request, run, file)))


def release_file(
    request: Request, run: str, file: int, staff: str, sha256: str, looked_at: Collection[str] = ()
) -> ReleaseState:
    """Add one person's release of the file with this digest; the second person's one asks for the sending.

    `looked_at`: the stops that the person names. Raises ReleaseRefusedError (nothing is written), TryAgainError when
    others keep releasing at the same moment.
    """
    for _ in range(_TRIES):
        row = _row(request, run, file)
        if row.clear["sha256"] != sha256:
            raise ReleaseRefusedError(ReleaseFault.OTHER_DIGEST)
        before = releases_of(request, run, file)
        if any(release["staff"] == staff for release in before):
            raise ReleaseRefusedError(ReleaseFault.SAME_PERSON)
        whole = _run(request, run)
        if row.clear["state"] != READY or whole.state != FILES_READY:
            # Before every file of the run stands and adds up to what was decided, none is released.
            raise ReleaseRefusedError(ReleaseFault.NOT_READY)
        if set(whole.stops) - set(looked_at):
            raise ReleaseRefusedError(ReleaseFault.STOPPED)
        if _in_book(request, whole, file) != row.clear["cents"]:
            raise ReleaseRefusedError(ReleaseFault.BOOK_DIFFERS)
        try:
            _release(request, row, file, staff, len(before) + 1, whole.stops)
        except (AlreadyThereError, StaleError):
            # Another person released it at this moment: read again, maybe this is the second release now.
            continue
        return read_release(request, run, file)
    msg = "the file is being released by others"
    raise TryAgainError(msg)


def _release(request: Request, row: SealedItem, file: int, staff: str, place: int, stops: tuple[str, ...]) -> None:
    change = request.change("release payment file")
    item: Item = {
        "pk": row.place.pk,
        "sk": release_sort(file, place),
        "staff": staff,
        "sha256": str(row.clear["sha256"]),
        "looked_at": list(stops),
        "at": request.instant(),
    }
    change.plain(Put(Table.PAYMENTS, item, Absent()))
    if place == PEOPLE:
        change.mark(row, {"state": RELEASED}, remove=("work_list", "due"))
        change.emit(EventKind.SEND_FILE, row.subject, row.place.pk)
    else:
        change.mark(row, {"state": READY})
    change.send()


def _row(request: Request, run: str, file: int) -> SealedItem:
    row = request.fetch(file_place(run, file))
    if row is None:
        raise ReleaseRefusedError(ReleaseFault.UNKNOWN_FILE)
    return row


def _store(request: Request) -> RunStore:
    return RunStore(request.rooms.database, request.rooms.gates)


def _run(request: Request, run: str) -> Run:
    try:
        return _store(request).run(run)
    except UnknownRunError:
        raise ReleaseRefusedError(ReleaseFault.NOT_READY) from None


def _in_book(request: Request, run: Run, file: int) -> int:
    return granted_in_file(_store(request), run, file, SHARDS)


def releases_of(request: Request, run: str, file: int) -> list[Item]:
    """Return the rows of a file's releases, in order."""
    keys = [Key(run, release_sort(file, place)) for place in range(1, PEOPLE + 1)]
    return request.rooms.database.get_many(Table.PAYMENTS, keys)


def release_sort(file: int, place: int) -> str:
    """Return the sort key of a file's first or second release."""
    return f"release#{file:04d}#{place}"


def _state(request: Request, row: SealedItem, file: int, releases: int) -> ReleaseState:
    clear, warnings = dict(row.clear), row.clear["warnings"]
    run = _run(request, row.place.pk)
    return ReleaseState(
        run=row.place.pk,
        number=file,
        message=str(clear["message"]),
        count=number(clear, "count"),
        cents=number(clear, "cents"),
        book_cents=_in_book(request, run, file),
        sha256=str(clear["sha256"]),
        execution_on=str(clear["execution_on"]),
        warnings=tuple(str(rule) for rule in warnings) if isinstance(warnings, list | tuple) else (),
        state=str(clear["state"]),
        releases=releases,
        region_cents=run.counters["cents"],
        change_permille=run.change_permille,
        new_accounts=run.new_accounts,
        stops=run.stops,
    )
