"""The sweep's own rows in the table `erasures`, and its reads of the indexes by due date. Nothing is scanned or opened.

Rows: `sweep` / `<list>` (the watermark: the first day that may still hold something due), `evidence#<n>` (what was
destroyed since the last certificate), `certificates` / `<n>`, and the lists `due#<day>` (`functions/vault/journal.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.runtime.database import Absent, Action, Check, Database, Delete, Index, Item, Key, Put, Table
from functions.vault.destroy_by import SHARDS, due_partition, watermark_key
from functions.vault.gate import Gates
from functions.vault.journal import due_key

CERTIFICATES = "certificates"
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Due:
    """One entry of an index by due date: a row, and the partition of the index that lists it."""

    table: Table
    key: Key
    listed: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """That something was destroyed: the kind of record, its rule in the register, and its id."""

    record: str
    rule: str
    identifier: str


class SweepStore:
    """Watermarks, lists, evidence and certificates."""

    def __init__(self, database: Database, gates: Gates) -> None:
        """Take the database and its gates."""
        self._database, self._gates = database, gates

    def watermark(self, name: str) -> date | None:
        """Return the day up to which a list is done; None before the first sweep."""
        row = self._get(watermark_key(name))
        return None if row is None else date.fromisoformat(str(row["day"]))

    def set_watermark(self, name: str, day: date) -> None:
        """Store the day up to which a list is done; a sweep that ran twice writes it once."""
        if self.watermark(name) != day:
            key = watermark_key(name)
            self._write(Put(Table.ERASURES, {"pk": key.pk, "sk": key.sk, "day": day.isoformat()}))

    def due(self, table: Table, day: date) -> Iterator[Due]:
        """Yield what a table lists for a day: one query a shard and page."""
        self._gates.require(table)
        for shard in range(SHARDS):
            partition = due_partition(day, shard)
            after = None
            while True:
                page = self._database.query(table, partition, index=Index.DESTROY_BY, after=after, consistent=False)
                yield from (Due(table, Key(str(item["pk"]), str(item["sk"])), partition) for item in page.items)
                after = page.after
                if after is None:
                    break

    def listed(self, day: date) -> Iterator[str]:
        """Yield the lines of the list of `erasures` for a day."""
        yield from (str(item["sk"]) for item in self.rows(due_key(day)))

    def rows(self, partition: str) -> Iterator[Item]:
        """Yield the rows of a partition of `erasures`."""
        self._gates.require(Table.ERASURES)
        after = None
        while True:
            page = self._database.query(Table.ERASURES, partition, after=after)
            yield from page.items
            after = page.after
            if after is None:
                return

    def last_certificate(self) -> Item | None:
        """Return the newest certificate's row."""
        self._gates.require(Table.ERASURES)
        rows = self._database.query(Table.ERASURES, CERTIFICATES, descending=True, limit=1).items
        return rows[0] if rows else None

    def next_certificate(self) -> int:
        """Return the number of the certificate that the next evidence belongs to; numbers count from 1."""
        last = self.last_certificate()
        return 1 if last is None else int(str(last["sk"])) + 1

    def write(self, action: Put | Delete) -> None:
        """Do one action on `erasures`."""
        self._write(action)

    def _get(self, key: Key) -> Item | None:
        self._gates.require(Table.ERASURES)
        return self._database.get(Table.ERASURES, key)

    def _write(self, action: Put | Delete) -> None:
        self._gates.require(Table.ERASURES)
        self._database.write(action)


def certificate_key(number: int) -> Key:
    """Return the row key of a certificate."""
    return Key(CERTIFICATES, f"{number:0{_DIGITS}d}")


def evidence_partition(number: int) -> str:
    """Return the partition of the evidence that a certificate covers."""
    return f"evidence#{number:0{_DIGITS}d}"


def evidence_of(number: int, evidence: Evidence) -> list[Action]:
    """Return the actions that go with a destruction: its evidence, and that its certificate is not written yet."""
    row: Item = {
        "pk": evidence_partition(number),
        "sk": f"{evidence.record}|{evidence.identifier}",
        "rule": evidence.rule,
    }
    return [Put(Table.ERASURES, row), open_certificate(number)]


def open_certificate(number: int) -> Check:
    """Return the condition that a certificate is not written yet: evidence never comes too late for its own."""
    return Check(Table.ERASURES, certificate_key(number), Absent())


def evidence_row(item: Item) -> Evidence:
    """Read a row of evidence."""
    record, _, identifier = str(item["sk"]).partition("|")
    return Evidence(record, str(item["rule"]), identifier)
