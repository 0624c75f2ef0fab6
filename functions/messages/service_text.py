"""Service and marketing are two types: what tells somebody about their file can never ask them about an offer.

A `ServiceText` is all that the letters and mails of this room are made of. A `MarketingText` fits nowhere in them, and
can be sent by nothing that is built; what would send it must take a `Permission`, which an objection leaves unmade.
"""

from dataclasses import dataclass
from typing import final

from functions.messages.words import Words


@final
@dataclass(frozen=True, slots=True)
class ServiceText:
    """What somebody is told because of their own file, form or request. It carries no offer."""

    title: Words
    body: Words


@final
@dataclass(frozen=True, slots=True)
class MarketingText:
    """What the fund would like somebody to hear. Never part of a message about a file."""

    title: Words
    body: Words


class NoPermissionError(Exception):
    """Nobody may be sent marketing who did not agree, or who objected since (GDPR art. 7 and 21(2))."""


@final
class Permission:
    """That one person agreed to marketing and did not object: needed for each sending, asked anew each time."""

    __slots__ = ("person",)

    def __init__(self, person: str, *, agreed: bool, objected: bool) -> None:
        """Take what the consent and objection records say now; NoPermissionError unless both allow it."""
        if not agreed or objected:
            raise NoPermissionError
        self.person = person
