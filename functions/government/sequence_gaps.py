"""Which sequence numbers of a sender and flow are missing: all between the lowest and the highest that were not seen.

A function of the set of numbers, so the order of arrival plays no part. Row `series` / `<sender>#<flow>`: all series
stand in one partition, so that one query shows what is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from functions.runtime.database import (
    Absent,
    Condition,
    ConditionFailedError,
    Database,
    Item,
    Key,
    Matches,
    Put,
    Table,
)
from functions.vault.errors import TryAgainError

if TYPE_CHECKING:
    from functions.vault.vault import Rooms

PARTITION = "series"
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers seen, as the lowest, the highest, and the gaps between them (both ends are missing).

    `last_at`: when the last of them was first seen (RFC 3339).
    """

    lowest: int
    highest: int
    gaps: tuple[tuple[int, int], ...] = ()
    last_at: str = ""

    def with_number(self, number: int) -> "Series":
        """Return the series after one more number was seen."""
        if number > self.highest:
            return replace(self, highest=number, gaps=(*self.gaps, *_gap(self.highest + 1, number - 1)))
        if number < self.lowest:
            return replace(self, lowest=number, gaps=(*_gap(number + 1, self.lowest - 1), *self.gaps))
        split = [
            part
            for first, last in self.gaps
            for part in (
                (*_gap(first, number - 1), *_gap(number + 1, last)) if first <= number <= last else ((first, last),)
            )
        ]
        return replace(self, gaps=tuple(split))

    @property
    def missing(self) -> int:
        """Return how many numbers are missing."""
        return sum(last - first + 1 for first, last in self.gaps)


def record_number(rooms: "Rooms", name: str, number: int, at: str) -> Series:
    """Save that a number was first seen at an instant; TryAgainError when others keep being faster."""
    key = Key(PARTITION, name)
    for _ in range(_MOST_TRIES):
        item = rooms.database.get(Table.DELIVERIES, key)
        before = Series(number, number) if item is None else _series(item)
        series = replace(before.with_number(number), last_at=max(before.last_at, at))
        if item is not None and series == before:
            return series
        try:
            rooms.database.write(Put(Table.DELIVERIES, _item(key, series, item), _condition(item)))
        except ConditionFailedError:
            continue
        return series
    msg = "the series is contended"
    raise TryAgainError(msg)


def all_series(database: Database) -> Iterator[tuple[str, Series]]:
    """Yield every series by its name `<sender>#<flow>`, in the order of names."""
    after = None
    while True:
        page = database.query(Table.DELIVERIES, PARTITION, after=after)
        yield from ((str(item["sk"]), _series(item)) for item in page.items)
        after = page.after
        if after is None:
            return


def _gap(first: int, last: int) -> tuple[tuple[int, int], ...]:
    return ((first, last),) if first <= last else ()


def _series(item: Item) -> Series:
    gaps = item["gaps"]
    if not isinstance(gaps, list | tuple):
        msg = "not a series"
        raise TypeError(msg)
    pairs = [gap for gap in gaps if isinstance(gap, list | tuple)]
    return Series(
        _whole(item["lowest"]),
        _whole(item["highest"]),
        tuple((_whole(gap[0]), _whole(gap[1])) for gap in pairs),
        str(item["last_at"]),
    )


def _whole(value: object) -> int:
    return int(str(value))


def _item(key: Key, series: Series, before: Item | None) -> Item:
    return {
        "pk": key.pk,
        "sk": key.sk,
        "lowest": series.lowest,
        "highest": series.highest,
        "gaps": [list(gap) for gap in series.gaps],
        "last_at": series.last_at,
        "turn": 1 if before is None else _whole(before["turn"]) + 1,
    }


def _condition(before: Item | None) -> Condition:
    return Absent() if before is None else Matches(equal={"turn": _whole(before["turn"])})
