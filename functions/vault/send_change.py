"""Sending a change: one transaction with its ledger entries, retried while only chains are contended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

from functions.runtime.database import (
    Action,
    ConflictError,
    Delete,
    Item,
    Put,
    Refusal,
    TransactionRefusedError,
    UnavailableError,
    Update,
)
from functions.vault.errors import (
    AlreadyThereError,
    LookUpTakenError,
    StaleError,
    SubjectNotLiveError,
    SuppressedError,
    TooLargeError,
    TryAgainError,
    VaultError,
)
from functions.vault.item_size import item_bytes
from functions.vault.ledger import put_entry
from functions.vault.ledger_entry import Deed, empty_chain, next_entry

if TYPE_CHECKING:
    from functions.vault.vault import Rooms

MOST_ACTIONS = 100
MOST_BYTES = 4 * 1024 * 1024


class Role(Enum):
    """What an action stands for, so that its refusal gets the right name."""

    NEW = "new"
    MOVED = "moved"
    SUBJECT = "subject"
    LOOK_UP = "look_up"
    SUPPRESSION = "suppression"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a change and its role."""

    action: Action
    role: Role


def send(
    rooms: "Rooms",
    steps: Sequence[Step],
    deeds: Mapping[str, Deed],
    publics: Mapping[str, bytes],
    born: frozenset[str],
    at: str,
) -> None:
    """Commit the steps with one ledger entry per subject.

    Raises AlreadyThereError (a new row exists), StaleError (a row or condition moved), SubjectNotLiveError,
    LookUpTakenError, SuppressedError, TooLargeError, and TryAgainError when the store or a chain stays contended.
    """
    _check_size(steps, len(deeds))
    for attempt in count():
        rooms.chains.wait_before(attempt)
        try:
            entries = [
                next_entry(
                    chain, empty_chain(chain) if chain in born else rooms.chains.end(chain), at, deed, publics[chain]
                )
                for chain, deed in sorted(deeds.items())
            ]
            rooms.database.transact([*(step.action for step in steps), *map(put_entry, entries)])
        except TransactionRefusedError as error:
            _raise_named(steps, error.refusals)
            continue
        except ConflictError:
            continue
        except UnavailableError as error:
            msg = "the store does not answer"
            raise TryAgainError(msg) from error
        return


def _raise_named(steps: Sequence[Step], refusals: Sequence[Refusal]) -> None:
    """Raise what the refusals mean; return when only ledger chains were contended."""
    named = [_name(steps[refusal.position], refusal.item) for refusal in refusals if refusal.position < len(steps)]
    for kind in (AlreadyThereError, SuppressedError, LookUpTakenError, SubjectNotLiveError, StaleError):
        for error in named:
            if isinstance(error, kind):
                raise error


def _name(step: Step, item: Item | None) -> VaultError:
    match step.role:
        case Role.NEW:
            return AlreadyThereError(item)
        case Role.LOOK_UP:
            return LookUpTakenError(str((item or {}).get("subject", "")))
        case Role.SUPPRESSION:
            msg = "the person was erased"
            return SuppressedError(msg)
        case Role.SUBJECT:
            condition = step.action.condition
            expected = getattr(condition, "equal", {}).get("state")
            state = "absent" if item is None else str(item["state"])
            if state != expected:
                return SubjectNotLiveError(state)
            msg = "the subject's keys were renewed"
            return StaleError(msg)
        case _:
            msg = "a row moved on since it was read"
            return StaleError(msg)


def _check_size(steps: Sequence[Step], entries: int) -> None:
    if len(steps) + entries > MOST_ACTIONS:
        msg = f"a change holds at most {MOST_ACTIONS} actions"
        raise TooLargeError(msg)
    if sum(_action_bytes(step.action) for step in steps) > MOST_BYTES:
        msg = "a change holds at most 4 MB"
        raise TooLargeError(msg)


def _action_bytes(action: Action) -> int:
    match action:
        case Put(item=item):
            return item_bytes(item)
        case Update(set=values):
            return item_bytes(dict(values))
        case Delete():
            return 0
        case _:
            return 0
