"""Rows of the table `erasures`: the journal, the suppressions, and the list of when each of them goes.

The table is never restored to the past: it is what makes a restored table forget again. It names nobody: a subject
stands in it as HMAC-SHA-256 under the *suppression* secret.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from functions.runtime.database import Database, Item, Key, Put, Table

_JOURNAL, _DUE = "journal#", "due#"
_BAR = "|"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One erasure that was begun: written before the first step that destroys anything.

    `digest`: the keyed digest of the subject; `day`: the business day; `case`: the request it answers;
    `destroy_on`: when the entry itself goes.
    """

    digest: str
    day: date
    at: str
    case: str
    destroy_on: date

    @property
    def key(self) -> Key:
        """The entry's row key."""
        return Key(f"{_JOURNAL}{self.day.isoformat()}", self.digest)

    def item(self) -> Item:
        """Return the row."""
        return {
            "pk": self.key.pk,
            "sk": self.key.sk,
            "at": self.at,
            "case": self.case,
            "destroy_on": self.destroy_on.isoformat(),
        }

    @classmethod
    def of(cls, item: Item) -> "JournalEntry":
        """Read a row."""
        day = date.fromisoformat(str(item["pk"]).removeprefix(_JOURNAL))
        return cls(
            str(item["sk"]), day, str(item["at"]), str(item["case"]), date.fromisoformat(str(item["destroy_on"]))
        )


def journal_digest(secret: bytes, subject: str) -> str:
    """Return the keyed digest under which a subject stands in the journal (hex, full length)."""
    return hmac.new(secret, f"journal|{subject}".encode("ascii"), sha256).hexdigest()


def listed(item: Item) -> list[Put]:
    """Return the writes of a row of `erasures`: the row, and its line in the list of the day it goes.

    A row that stands already is written over; its older line then names a row that is not due yet, and is passed over.
    """
    row, day = Key(str(item["pk"]), str(item["sk"])), date.fromisoformat(str(item["destroy_on"]))
    return [
        Put(Table.ERASURES, item),
        Put(Table.ERASURES, {"pk": due_key(day), "sk": f"{row.pk}{_BAR}{row.sk}"}),
    ]


def due_key(day: date) -> str:
    """Return the partition that lists the rows of `erasures` that go on a day."""
    return f"{_DUE}{day.isoformat()}"


def due_target(sort: str) -> Key:
    """Return the row that a line of the list names."""
    partition, _, target = sort.partition(_BAR)
    return Key(partition, target)


def entries_since(database: Database, first: date, last: date) -> Iterator[JournalEntry]:
    """Yield the journal of every day from `first` to `last`, one query a day and page."""
    day = first
    while day <= last:
        after = None
        while True:
            page = database.query(Table.ERASURES, f"{_JOURNAL}{day.isoformat()}", after=after)
            yield from map(JournalEntry.of, page.items)
            after = page.after
            if after is None:
                break
        day += timedelta(days=1)
