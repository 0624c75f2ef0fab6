"""A bank's answer as we read it: a head, and lines that each say one thing about a file, a payment or our account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The messages that are read; the value is the schema's name."""

    STATUS = "pain.002.001.10"
    STATEMENT = "camt.053.001.08"
    NOTICE = "camt.054.001.08"


class Say(StrEnum):
    """What a line says. `taken`: the bank has no objection; `debited`: a whole file was debited from our account."""

    TAKEN = "taken"
    REFUSED = "refused"
    DEBITED = "debited"
    GIVEN_BACK = "given_back"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileSays:
    """What pain.002 says about a whole file: our message id, its status and reason, and our totals as it read them."""

    message: str
    status: str
    reason: str | None
    count: int | None
    cents: int | None
    lines_by_status: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line: `position` counts lines from 1, `message` is our file, `payment` our payment id, amounts whole cents.

    `own` is the fund's account, `iban` the payee's; `reference` the bank's own for a movement of the account;
    `text` what whoever paid us wrote with it. `raw` are the bytes of the line, for whoever must look at it.
    """

    position: int
    say: Say
    cents: int | None = None
    message: str | None = None
    payment: str | None = None
    reason: str | None = None
    iban: str | None = None
    own: str | None = None
    reference: str | None = None
    credit: bool = False
    text: str | None = None
    raw: bytes = field(default=b"", repr=False)


class AnswerRefusedError(Exception):
    """The bytes are no answer that we read: another message, broken, hostile, or against its schema; no value in it."""
