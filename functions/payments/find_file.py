"""Find a payment file: by its own subject (an event names it so), or by the message id that a bank repeats."""

import re
from dataclasses import dataclass

from functions.payments.payment_file import (
    ANSWERED_ON,
    BOOKED_CENTS,
    REJECTED_CENTS,
    RETURNED_CENTS,
    WITHDRAWN,
    file_place,
)
from functions.payments.payment_order import REGION_CODES
from functions.payments.run_rows import Run, number
from functions.payments.store import RunStore
from functions.runtime.database import Key, Matches, Table, Update, Value
from functions.units.year_month import YearMonth
from functions.vault.place import SealedItem

_MESSAGE = re.compile(r"KR(\d{4})(\d{2})-([A-Z]{2})-(\d{4})-[0-9a-f]{12}")
_REGIONS = {code: region for region, code in REGION_CODES.items()}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a run, as its row stands."""

    run: Run
    number: int
    row: SealedItem

    @property
    def key(self) -> Key:
        """The row's key."""
        return file_place(self.run.run, self.number).key

    @property
    def state(self) -> str:
        """The file's state."""
        return str(self.row.clear["state"])

    @property
    def message(self) -> str:
        """The id under which the bank knows it."""
        return str(self.row.clear["message"])

    @property
    def cents(self) -> int:
        """Its sum."""
        return self.count_of("cents")

    @property
    def net_cents(self) -> int:
        """What the bank debits: the sum without what it refused before."""
        return self.cents - self.count_of(REJECTED_CENTS)

    @property
    def answered_on(self) -> str | None:
        """The day of the bank's last answer."""
        day = self.row.clear.get(ANSWERED_ON)
        return None if day is None else str(day)

    def count_of(self, name: str) -> int:
        """Return a whole number of the row, 0 when it has none."""
        return number(dict(self.row.clear), name)

    def holds(self, payment: str) -> bool:
        """Tell whether a payment id lies within the file: files of a run are cut from one order of ids."""
        return str(self.row.clear["first"]) <= payment <= str(self.row.clear["last"])

    def is_of(self, payment: str) -> bool:
        """Tell whether a payment id is this file's to pay: that of a withdrawn one is another's."""
        return self.state != WITHDRAWN and self.holds(payment)

    def moved(
        self, values: dict[str, Value], add: dict[str, int] | None = None, remove: tuple[str, ...] = ()
    ) -> Update:
        """Return the update of the row on condition that state and amounts stand as they were read."""
        watched = ("state", REJECTED_CENTS, RETURNED_CENTS, BOOKED_CENTS)
        standing = {name: self.row.clear[name] for name in watched if name in self.row.clear}
        missing = tuple(name for name in watched if name not in self.row.clear)
        condition = Matches(equal=standing, missing=missing)
        return Update(Table.PAYMENTS, self.key, set=values, add=add or {}, remove=remove, condition=condition)


def file_of_subject(store: RunStore, run: str, subject: str) -> FoundFile | None:
    """Return the file of a run that is this subject."""
    for item in store.files(run):
        if item["subject"] == subject:
            return FoundFile(store.run(run), _number(str(item["sk"])), SealedItem.of(Table.PAYMENTS, item))
    return None


def file_of_message(store: RunStore, message: str) -> FoundFile | None:
    """Return the file that bears this message id; None for an id that no file of ours has."""
    match = _MESSAGE.fullmatch(message)
    region = None if match is None else _REGIONS.get(match[3])
    if match is None or region is None:
        return None
    try:
        month = YearMonth(int(match[1]), int(match[2]))
    except ValueError:
        return None
    run = store.claimed(region, month)
    found = None if run is None else read_file(store, store.run(run), int(match[4]))
    return found if found is not None and found.message == message else None


def read_file(store: RunStore, run: Run, file: int) -> FoundFile | None:
    """Return a file as it stands now, read consistently."""
    rows = store.rows(Table.PAYMENTS, [file_place(run.run, file).key])
    return FoundFile(run, file, SealedItem.of(Table.PAYMENTS, rows[0])) if rows else None


def _number(sort: str) -> int:
    return int(sort.partition("#")[2])
