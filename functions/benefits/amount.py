"""A legal value with its weight: what it is, since when, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

type Status = Literal["published", "derived", "unconfirmed"]

_STRENGTH: dict[str, int] = {"published": 0, "derived": 1, "unconfirmed": 2}


@dataclass(frozen=True, slots=True)
class Article:
    """A place in the law: the name of the text and its article."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in cents in force in a month: id of its file, first day in force, how sure it is."""

    id: str
    since: date
    cents: int
    status: Status


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share or factor of the law as a fraction, with the id of its file."""

    id: str
    since: date
    numerator: int
    denominator: int


def weakest(*statuses: Status) -> Status:
    """Return the least sure of the statuses; `published` when there is none."""
    return max(statuses, key=_STRENGTH.__getitem__, default="published")
