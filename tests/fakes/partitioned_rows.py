"""The rows of one table of the in-memory store, which finds those of a partition without looking at all others."""

import copy
from collections.abc import Iterator
from typing import NoReturn

from functions.runtime.database import Item, Key


class PartitionedRows(dict[Key, Item]):
    """A dictionary of rows that is changed by single rows, or cleared; what else a dictionary can is refused."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._partitions: dict[str, dict[Key, None]] = {}

    def of(self, partition: str) -> Iterator[Item]:
        """Yield the rows of a partition."""
        for key in list(self._partitions.get(partition, ())):
            yield self[key]

    def __setitem__(self, key: Key, row: Item) -> None:
        """Keep a row, and know its partition."""
        super().__setitem__(key, row)
        self._partitions.setdefault(key.pk, {})[key] = None

    def __delitem__(self, key: Key) -> None:
        """Forget a row; KeyError when there is none."""
        super().__delitem__(key)
        del self._partitions[key.pk][key]

    def pop(self, key: Key, *default: object) -> object:  # type: ignore[override]
        """Take a row out."""
        if key not in self and default:
            return default[0]
        row = self[key]
        del self[key]
        return row

    def clear(self) -> None:
        """Forget all rows."""
        super().clear()
        self._partitions.clear()

    def __deepcopy__(self, memo: dict[int, object]) -> "PartitionedRows":
        """Return a copy of rows and partitions."""
        made = PartitionedRows()
        for key, row in self.items():
            made[key] = copy.deepcopy(row, memo)
        return made

    def __copy__(self) -> NoReturn:
        """Refuse: two dictionaries would share one row."""
        raise NotImplementedError

    def update(self, *_: object, **__: object) -> NoReturn:
        """Refuse: it goes round the partitions."""
        raise NotImplementedError

    def setdefault(self, key: Key, default: Item) -> Item:
        """Return a row; the default, now kept, when there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self) -> NoReturn:
        """Refuse, as `update`."""
        raise NotImplementedError

    def __ior__(self, other: object) -> NoReturn:  # type: ignore[misc]
        """Refuse, as `update`."""
        raise NotImplementedError
