"""Promises in the table `erasures` that a restore must keep: restrictions, their end, and objections.

Like the journal of erasures they name subjects by keyed digest, stand under the business day, and are never restored to
the past. A partition of their own keeps them apart from erasures: `promise#<day>` / `<digest>#<what>#<case>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from functions.runtime.database import Database, Item, Table

_PROMISE = "promise#"


class Promised(StrEnum):
    """What was promised; values are stored: only add."""

    RESTRICTION = "restriction"
    RESTRICTION_LIFTED = "restriction_lifted"
    OBJECTION = "objection"
    PART_ERASED = "part_erased"


@dataclass(frozen=True, slots=True)
class PromiseEntry:
    """One promise: the subject's digest, what, when (business day, instant), for which case and purposes (or parts)."""

    digest: str
    what: Promised
    day: date
    at: str
    case: str
    destroy_on: date
    purposes: tuple[str, ...] = ()

    def item(self) -> Item:
        """Return the row."""
        return {
            "pk": f"{_PROMISE}{self.day.isoformat()}",
            "sk": f"{self.digest}#{self.what.value}#{self.case}",
            "at": self.at,
            "destroy_on": self.destroy_on.isoformat(),
            "purposes": list(self.purposes),
        }

    @classmethod
    def of(cls, item: Item) -> "PromiseEntry":
        """Read a row."""
        digest, what, case = str(item["sk"]).split("#")
        purposes = item.get("purposes", ())
        return cls(
            digest,
            Promised(what),
            date.fromisoformat(str(item["pk"]).removeprefix(_PROMISE)),
            str(item["at"]),
            case,
            date.fromisoformat(str(item["destroy_on"])),
            tuple(map(str, purposes)) if isinstance(purposes, list | tuple) else (),
        )


def promises_since(database: Database, first: date, last: date) -> Iterator[PromiseEntry]:
    """Yield the promises of every day from `first` to `last`, in the order of their days."""
    day = first
    while day <= last:
        after = None
        while True:
            page = database.query(Table.ERASURES, f"{_PROMISE}{day.isoformat()}", after=after)
            yield from map(PromiseEntry.of, page.items)
            after = page.after
            if after is None:
                break
        day += timedelta(days=1)
