"""Release a payment file: two different people, each shown the totals and the digest, before it may be sent.

The first release is written down; the second, by somebody else, asks for the sending in the same transaction. Nothing
of the file is opened: what both see is its row.
"""

from dataclasses import dataclass
from enum import StrEnum

from functions.payments.payment_file import READY, RELEASED, file_place
from functions.payments.run_rows import FILES_READY, run_key
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


class ReleaseRefusedError(Exception):
    """The release is not taken and nothing was written; `fault` says why."""

    def __init__(self, fault: ReleaseFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """What a person who releases is shown: ids, totals in whole cents, digest, and how many people released it."""

    run: str
    number: int
    message: str
    count: int
    cents: int
    sha256: str
    execution_on: str
    warnings: tuple[str, ...]
    state: str
    releases: int


def read_release(request: Request, run: str, number: int) -> ReleaseState:
    """Return a file's totals and releases; ReleaseRefusedError when there is no such file."""
    row = _row(request, run, number)
    return _state(row, number, len(_releases(request, run, number)))


def release_file(request: Request, run: str, number: int, staff: str, sha256: str) -> ReleaseState:
    """Add one person's release of the file with this digest; the second person's one asks for the sending.

    Raises ReleaseRefusedError (nothing is written), TryAgainError when others keep releasing at the same moment.
    """
    for _ in range(_TRIES):
        row = _row(request, run, number)
        if row.clear["sha256"] != sha256:
            raise ReleaseRefusedError(ReleaseFault.OTHER_DIGEST)
        before = _releases(request, run, number)
        if any(release["staff"] == staff for release in before):
            raise ReleaseRefusedError(ReleaseFault.SAME_PERSON)
        if row.clear["state"] != READY or not _is_whole(request, run):
            raise ReleaseRefusedError(ReleaseFault.NOT_READY)
        try:
            return _release(request, row, number, staff, len(before) + 1)
        except (AlreadyThereError, StaleError):
            # Another person released it at this moment: read again, maybe this is the second release now.
            continue
    msg = "the file is being released by others"
    raise TryAgainError(msg)


def _release(request: Request, row: SealedItem, number: int, staff: str, place: int) -> ReleaseState:
    change = request.change("release payment file")
    item: Item = {
        "pk": row.place.pk,
        "sk": _release_sort(number, place),
        "staff": staff,
        "sha256": str(row.clear["sha256"]),
        "at": request.instant(),
    }
    change.plain(Put(Table.PAYMENTS, item, Absent()))
    if place == PEOPLE:
        change.mark(row, {"state": RELEASED}, remove=("work_list", "due"))
        change.emit(EventKind.SEND_FILE, row.subject, row.place.pk)
    else:
        change.mark(row, {"state": READY})
    change.send()
    return _state(_row(request, row.place.pk, number), number, place)


def _row(request: Request, run: str, number: int) -> SealedItem:
    row = request.fetch(file_place(run, number))
    if row is None:
        raise ReleaseRefusedError(ReleaseFault.UNKNOWN_FILE)
    return row


def _is_whole(request: Request, run: str) -> bool:
    """Tell whether every file of the run stands and adds up to what was decided: before that none is released."""
    standing = request.rooms.database.get(Table.PAYMENTS, run_key(run))
    return standing is not None and standing["state"] == FILES_READY


def _releases(request: Request, run: str, number: int) -> list[Item]:
    keys = [Key(run, _release_sort(number, place)) for place in range(1, PEOPLE + 1)]
    return request.rooms.database.get_many(Table.PAYMENTS, keys)


def _release_sort(number: int, place: int) -> str:
    return f"release#{number:04d}#{place}"


def _state(row: SealedItem, number: int, releases: int) -> ReleaseState:
    clear, warnings, count, cents = row.clear, row.clear["warnings"], row.clear["count"], row.clear["cents"]
    return ReleaseState(
        run=row.place.pk,
        number=number,
        message=str(clear["message"]),
        count=count if isinstance(count, int) else 0,
        cents=cents if isinstance(cents, int) else 0,
        sha256=str(clear["sha256"]),
        execution_on=str(clear["execution_on"]),
        warnings=tuple(str(rule) for rule in warnings) if isinstance(warnings, list | tuple) else (),
        state=str(clear["state"]),
        releases=releases,
    )
