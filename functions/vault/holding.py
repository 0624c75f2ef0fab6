"""What a room holds about a person, so that one place can plan and carry out an erasure over all rooms.

A room says where rows stand and what kind of record they are. Whether a row is erased or stays, on which ground and
until when, is never the room's answer: it follows from the register (`functions/register/erasure.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from functions.register.record_type import RecordType
from functions.vault.change import Change
from functions.vault.look_up import LookUpKind
from functions.vault.place import SealedItem
from functions.vault.request import Request


class Link(StrEnum):
    """How a row is about a person; the values stand in sealed plans: only add.

    `own`: sealed under the person's own keys. `mention`: sealed under another subject, names the person by id.
    `whole`: sealed under another subject that exists for this record alone (a form), and ends with it.
    """

    OWN = "own"
    MENTION = "mention"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row about a person.

    `start`: the day from which the record type's term is counted, or the last day of the period that the record is
    about where the register says that the term starts some years after it.
    `unsettled`: money is still under way, or a benefit still runs, through this row: the person is erased after that.
    `known_by`: the exact values in this row by which the person can be found again.
    """

    row: SealedItem
    record_type: RecordType
    link: Link
    start: date
    region: str | None = None
    unsettled: bool = False
    known_by: tuple[tuple[LookUpKind, str], ...] = ()


class Holding(Protocol):
    """What every room with personal data says about itself in its `holdings.py`."""

    @property
    def name(self) -> str:
        """Return the room's name, as it stands in plans."""
        ...

    def find(self, request: Request, person: str) -> Sequence[HeldRow]:
        """Return all rows of the room about a person."""
        ...

    def leave_out(self, request: Request, change: Change, row: SealedItem, person: str) -> None:
        """Write a row that mentions the person again without the person, as part of a change."""
        ...
