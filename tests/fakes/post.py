"""Providers of post in memory: one that knows a repeat by its reference, and one that does not, as SES."""

import re
from collections import Counter
from collections.abc import Callable

from functions.messages.channel import CarrierRefusedError, Parcel

# The signs that SES takes in the value of a tag (SendEmail, MessageTag).
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")

type Hook = Callable[[Parcel], None]


class CrashError(Exception):
    """The process ended here."""


class Mailbox:
    """Keeps what it took; `before` and `after` see each call and may raise. `refused`: addresses it never takes."""

    def __init__(self, *, knows_repeats: bool) -> None:
        """Start empty."""
        self.knows_repeats = knows_repeats
        self.parcels: list[Parcel] = []
        self.calls: Counter[str] = Counter()
        self.refused: set[str] = set()
        self._taken: set[str] = set()
        self.before: Hook = lambda _: None
        self.after: Hook = lambda _: None

    def carry(self, parcel: Parcel) -> None:
        """Take a parcel; a repeat of one that it took before is the same parcel when it knows repeats."""
        if not _TAG.fullmatch(parcel.reference):
            msg = "BadRequestException: a tag has letters, digits, `_` and `-` only"
            raise ValueError(msg)
        self.calls[parcel.reference] += 1
        self.before(parcel)
        if parcel.to in self.refused:
            raise CarrierRefusedError
        if not (self.knows_repeats and parcel.reference in self._taken):
            self.parcels.append(parcel)
        self._taken.add(parcel.reference)
        self.after(parcel)
