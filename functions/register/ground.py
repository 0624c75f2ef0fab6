"""One legal ground or source of `grounds.yaml`, with what we know of its text."""

from enum import StrEnum

from functions.register.entry import Entry
from functions.register.words import Words


class Reading(StrEnum):
    """How well the cited text is known."""

    READ = "read"
    SECONDARY = "secondary"
    NOT_READ = "not_read"


class Ground(Entry):
    """A law, decree, instruction or article, by its name in four languages.

    `open_point` says what of it is not established; `evidence` names where we know it from.
    """

    text: Words
    article: str
    reading: Reading
    evidence: str
    open_point: Words | None = None
