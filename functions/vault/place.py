"""Where a record stands, and how it looks before and after it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from functions.register.held import HeldRecord
from functions.runtime.database import Item, Key, Table, Value

RESERVED = frozenset({"pk", "sk", "subject", "revision", "sealed"})


@dataclass(frozen=True, slots=True)
class Place:
    """One row of one logical table."""

    table: Table
    pk: str
    sk: str

    @property
    def key(self) -> Key:
        """The row's key."""
        return Key(self.pk, self.sk)


@dataclass(frozen=True, slots=True)
class SealedItem:
    """A row as it rests: clear attributes, and sealed blobs that say nothing without the subject's keys."""

    place: Place
    subject: str
    revision: int
    clear: Mapping[str, Value]
    sealed: tuple[bytes, ...]

    @classmethod
    def of(cls, table: Table, item: Item) -> "SealedItem":
        """Read a row of a table."""
        sealed = item.get("sealed", ())
        revision = item["revision"]
        if not isinstance(sealed, list | tuple) or not isinstance(revision, int):
            msg = "not a sealed row"
            raise TypeError(msg)
        return cls(
            place=Place(table, str(item["pk"]), str(item["sk"])),
            subject=str(item["subject"]),
            revision=revision,
            clear={name: value for name, value in item.items() if name not in RESERVED},
            sealed=tuple(bytes(blob) for blob in sealed if isinstance(blob, bytes)),
        )


@dataclass(frozen=True, slots=True)
class Stored[R: HeldRecord]:
    """A row after it was opened for a purpose."""

    place: Place
    subject: str
    revision: int
    clear: Mapping[str, Value]
    record: R
