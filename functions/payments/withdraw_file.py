"""Withdraw a payment file that will not be paid: two different people, with a reason, before anything is made again.

A file that nobody released, or that the bank refused as a whole, may be withdrawn. One that may have reached the bank
only when both people say that the bank confirms, in writing, that it will not execute it: a word from before it went
there, without that, counts no more, and gives its place to a word that has it. What it should have paid stays owed in
the book until it is made again (`remake_file`).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Literal

from functions.payments.find_file import FoundFile, read_file
from functions.payments.payment_file import (
    ACCEPTED,
    BOOKED_CENTS,
    FILES_TO_DESTROY,
    READY,
    REFUSED,
    REJECTED_CENTS,
    RELEASED,
    RETURNED_CENTS,
    SENT,
    WITHDRAWN,
)
from functions.payments.release_file import PEOPLE
from functions.payments.store import RunStore, UnknownRunError
from functions.register.record_type import RecordType
from functions.register.retention import rule_for
from functions.runtime.database import Absent, Action, Check, Item, Key, Matches, Put, Table
from functions.units.clock import civil_date
from functions.vault.errors import StaleError, TryAgainError
from functions.vault.request import Request

type Why = Literal["not_released", "refused", "unanswered", "wrong"]
"""Why a file is withdrawn: a closed list, because it stands in clear."""

AT_THE_BANK = frozenset({RELEASED, SENT, ACCEPTED})
_TRIES = 3


class WithdrawFault(StrEnum):
    """Why a withdrawal is not taken."""

    UNKNOWN_FILE = "unknown_file"
    NOT_NOW = "not_now"
    MONEY_MOVED = "money_moved"
    BANK_MUST_CONFIRM = "bank_must_confirm"
    SAME_PERSON = "same_person"


class WithdrawRefusedError(Exception):
    """The withdrawal is not taken and nothing was written; `fault` says why."""

    def __init__(self, fault: WithdrawFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Asked:
    """Which file, who asks, why, and whether the bank has confirmed that it will not execute it."""

    run: str
    file: int
    staff: str
    reason: Why
    bank_confirms: bool = False


def withdraw_file(request: Request, asked: Asked) -> str:
    """Add one person's withdrawal; the second person's one withdraws the file. Return the file's state.

    Raises WithdrawRefusedError (nothing is written), TryAgainError when the file moves at this moment.
    """
    store = RunStore(request.rooms.database, request.rooms.gates)
    for _ in range(_TRIES):
        file = _file(store, asked)
        if file.state == WITHDRAWN:
            return WITHDRAWN
        before = _asked_before(store, asked)
        _check(file, asked, before)
        place = _place(file, asked, before)
        actions: list[Action] = [Put(Table.PAYMENTS, _row(request, asked, place), _unchanged(before.get(place)))]
        others = [other for other in range(1, PEOPLE + 1) if other != place]
        for other in others:
            # Two words at one moment meet here: whoever comes second counts both.
            key = Key(asked.run, withdrawal_sort(asked.file, other))
            actions.append(Check(Table.PAYMENTS, key, _unchanged(before.get(other))))
        agreed = all(other in before and _counts(file, before[other]) for other in others)
        if agreed:
            today = civil_date(request.rooms.clock.instant())
            day = today + timedelta(days=rule_for(RecordType.PAYMENT_FILE).days)
            due = f"{day.isoformat()}#{asked.run}#{asked.file:04d}"
            actions.append(file.moved({"state": WITHDRAWN, "work_list": FILES_TO_DESTROY, "due": due}))
        try:
            store.transact(actions)
        except StaleError:
            continue  # somebody else asked, released or answered at this moment
        return WITHDRAWN if agreed else file.state
    msg = "the file moves at this moment"
    raise TryAgainError(msg)


def withdrawal_sort(file: int, place: int) -> str:
    """Return the sort key of a file's first or second withdrawal."""
    return f"withdrawal#{file:04d}#{place}"


def _file(store: RunStore, asked: Asked) -> FoundFile:
    try:
        found = read_file(store, store.run(asked.run), asked.file)
    except UnknownRunError:
        found = None
    if found is None:
        raise WithdrawRefusedError(WithdrawFault.UNKNOWN_FILE)
    return found


def _asked_before(store: RunStore, asked: Asked) -> dict[int, Item]:
    """Return the words that were said before, by their place."""
    places = {withdrawal_sort(asked.file, place): place for place in range(1, PEOPLE + 1)}
    rows = store.rows(Table.PAYMENTS, [Key(asked.run, sort) for sort in places])
    return {places[str(row["sk"])]: row for row in rows}


def _counts(file: FoundFile, row: Item) -> bool:
    """Tell whether somebody's word is enough for the file as it is now."""
    return file.state not in AT_THE_BANK or row["bank_confirms"] is True


def _place(file: FoundFile, asked: Asked, before: dict[int, Item]) -> int:
    """Return where a person's word goes: over the own one that counts no more, to a free place, or over another such.

    All other places hold words that count, of others: otherwise the file was withdrawn, or the person was refused.
    """
    own = [place for place, row in before.items() if row["staff"] == asked.staff]
    free = [place for place in range(1, PEOPLE + 1) if place not in before]
    void = [place for place, row in before.items() if not _counts(file, row)]
    return [*own, *free, *void][0]


def _unchanged(row: Item | None) -> Absent | Matches:
    """Return the condition that a word is still what it was when it was read."""
    return Absent() if row is None else Matches(equal={"staff": row["staff"], "at": row["at"]})


def _check(file: FoundFile, asked: Asked, before: dict[int, Item]) -> None:
    if any(file.count_of(name) for name in (BOOKED_CENTS, REJECTED_CENTS, RETURNED_CENTS)):
        # Some of it is paid, or owed again by itself: what is left is no whole file any more.
        raise WithdrawRefusedError(WithdrawFault.MONEY_MOVED)
    if file.state not in {READY, REFUSED, *AT_THE_BANK}:
        raise WithdrawRefusedError(WithdrawFault.NOT_NOW)
    if file.state in AT_THE_BANK and not asked.bank_confirms:
        raise WithdrawRefusedError(WithdrawFault.BANK_MUST_CONFIRM)
    if any(row["staff"] == asked.staff and _counts(file, row) for row in before.values()):
        raise WithdrawRefusedError(WithdrawFault.SAME_PERSON)


def _row(request: Request, asked: Asked, place: int) -> Item:
    return {
        "pk": asked.run,
        "sk": withdrawal_sort(asked.file, place),
        "staff": asked.staff,
        "reason": asked.reason,
        "bank_confirms": asked.bank_confirms,
        "at": request.instant(),
    }
