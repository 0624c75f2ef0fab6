"""The ways to reach somebody, and the port that each is behind."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Channel(StrEnum):
    """A way to reach somebody; the values stand in rows of messages: only add."""

    MAIL = "mail"
    TEXT = "text"
    PAPER = "paper"
    REGISTERED = "registered"


class CarrierRefusedError(Exception):
    """The provider will never take this parcel (an address that it does not accept): the next way is tried."""


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """What is handed to a provider. Held in memory only, for the time of one call.

    `reference` names message and attempt, and no person: a provider that can, uses it to know a repeat; its events
    carry it back. `to`: an e-mail address, a mobile number, or the lines of a postal address. `html` is for paper only.
    """

    reference: str
    to: str
    subject: str
    text: str
    html: str | None = None


class Carrier(Protocol):
    """A provider of one channel."""

    @property
    def knows_repeats(self) -> bool:
        """Tell whether the same reference again is taken as the same parcel, and carried once."""
        ...

    def carry(self, parcel: Parcel) -> None:
        """Hand a parcel over; CarrierRefusedError when it can never be carried, anything else may be tried again."""
        ...
