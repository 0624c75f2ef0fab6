"""A legal value with its weight: what it is, since when, and how sure it is."""

from datetime import date
from typing import Literal, NamedTuple

type Status = Literal["published", "derived", "unconfirmed"]

_STRENGTH: dict[str, int] = {"published": 0, "derived": 1, "unconfirmed": 2}


class Article(NamedTuple):
    """A place in the law: the name of the text and its article."""

    text: str
    article: str


class Amount(NamedTuple):
    """An amount in cents in force in a month: id of its file, first day in force, how sure it is."""

    id: str
    since: date
    cents: int
    status: Status


class Ratio(NamedTuple):
    """A share or factor of the law as a fraction, with the id of its file."""

    id: str
    since: date
    numerator: int
    denominator: int


def weakest(*statuses: Status) -> Status:
    """Return the least sure of the statuses; `published` when there is none."""
    found: Status = "published"
    for status in statuses:
        if _STRENGTH[status] > _STRENGTH[found]:
            found = status
    return found
