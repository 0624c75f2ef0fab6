"""Reads every notification of a delivery before the first one is used, and hands them out in windows.

So a delivery that is bad as a whole is known in time. Nothing of that first reading is kept: each window is read again
when its turn comes, which costs a hundredth of storing it, and memory follows the window and not the delivery.
"""

from collections.abc import Iterator
from itertools import batched

from functions.government.fault import Fault, pointer
from functions.government.parse_delivery import NOTIFICATIONS, ParsedDelivery
from functions.government.read_notification import Read, Reader

WINDOW = 250
UNREAD = "not_read_by_us"
# More than 200 bad notifications, or more than 5 % (and more than a handful): then it is the delivery that is wrong.
_MOST_BAD, _FEW, _PER_HUNDRED = 200, 5, 5


class ReadWindows:
    """The notifications of one delivery as read; `bad` of its `total` are wrong by themselves."""

    def __init__(self, parsed: ParsedDelivery, reader: Reader) -> None:
        """Read all of them once."""
        self._parsed, self._reader = parsed, reader
        self.total = parsed.count
        self.bad = 0
        for number, raw in parsed.notifications():
            try:
                is_bad = not reader.is_in_order(number, raw)
            except Exception:  # noqa: BLE001 - a hostile line may find anything
                is_bad = True
            self.bad += is_bad

    @property
    def is_bad_as_a_whole(self) -> bool:
        """Tell whether so many are wrong that a person decides on the delivery, and not on each of them."""
        return self.bad > _MOST_BAD or (self.bad > _FEW and self.bad * 100 > self.total * _PER_HUNDRED)

    def windows(self, after: int = 0) -> Iterator[tuple[Read, ...]]:
        """Yield windows of what stands after a number."""
        numbered = self._parsed.notifications()
        reads = (_read(self._reader, number, raw) for number, raw in numbered if number > after)
        return batched(reads, WINDOW, strict=False)


def _read(reader: Reader, number: int, raw: bytes) -> Read:
    """Read one; what brings out a fault of our own reader is bad like any other, and stops nobody."""
    try:
        return reader.read(number, raw)
    except Exception:  # noqa: BLE001 - a hostile line may find anything
        return Read(number, raw, None, Fault(UNREAD, pointer(*NOTIFICATIONS, number - 1)), None)
