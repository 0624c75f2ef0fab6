"""Which sequence numbers of a sender and flow are missing: all between the lowest and the highest that were not seen.

A function of the set of numbers, so the order of arrival plays no part. Row `<sender>#<flow>` / `series`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.runtime.database import (
    Absent,
    Condition,
    ConditionFailedError,
    Item,
    Key,
    Matches,
    Put,
    Table,
)
from functions.vault.errors import TryAgainError

if TYPE_CHECKING:
    from functions.vault.vault import Rooms

SORT = "series"
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers seen, as the lowest, the highest, and the gaps between them (both ends are missing)."""

    lowest: int
    highest: int
    gaps: tuple[tuple[int, int], ...] = ()

    def with_number(self, number: int) -> "Series":
        """Return the series after one more number was seen."""
        if number > self.highest:
            return Series(self.lowest, number, (*self.gaps, *_gap(self.highest + 1, number - 1)))
        if number < self.lowest:
            return Series(number, self.highest, (*_gap(number + 1, self.lowest - 1), *self.gaps))
        split = [
            part
            for first, last in self.gaps
            for part in (
                (*_gap(first, number - 1), *_gap(number + 1, last)) if first <= number <= last else ((first, last),)
            )
        ]
        return Series(self.lowest, self.highest, tuple(split))

    @property
    def missing(self) -> int:
        """Return how many numbers are missing."""
        return sum(last - first + 1 for first, last in self.gaps)


def record_number(rooms: "Rooms", partition: str, number: int) -> Series:
    """Save that a number was seen; TryAgainError when others keep being faster."""
    for _ in range(_MOST_TRIES):
        item = rooms.database.get(Table.DELIVERIES, Key(partition, SORT))
        series = Series(number, number) if item is None else _series(item).with_number(number)
        if item is not None and series == _series(item):
            return series
        try:
            rooms.database.write(Put(Table.DELIVERIES, _item(partition, series, item), _condition(item)))
        except ConditionFailedError:
            continue
        return series
    msg = "the series is contended"
    raise TryAgainError(msg)


def _gap(first: int, last: int) -> tuple[tuple[int, int], ...]:
    return ((first, last),) if first <= last else ()


def _series(item: Item) -> Series:
    gaps = item["gaps"]
    if not isinstance(gaps, list | tuple):
        msg = "not a series"
        raise TypeError(msg)
    pairs = [gap for gap in gaps if isinstance(gap, list | tuple)]
    return Series(
        _whole(item["lowest"]), _whole(item["highest"]), tuple((_whole(gap[0]), _whole(gap[1])) for gap in pairs)
    )


def _whole(value: object) -> int:
    return int(str(value))


def _item(partition: str, series: Series, before: Item | None) -> Item:
    return {
        "pk": partition,
        "sk": SORT,
        "lowest": series.lowest,
        "highest": series.highest,
        "gaps": [list(gap) for gap in series.gaps],
        "turn": 1 if before is None else _whole(before["turn"]) + 1,
    }


def _condition(before: Item | None) -> Condition:
    return Absent() if before is None else Matches(equal={"turn": _whole(before["turn"])})
