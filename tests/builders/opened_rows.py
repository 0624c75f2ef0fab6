"""Every row of an in-memory store with its sealed parts opened by the roots themselves: what really rests there.

Only tests can do this: it passes the vault's door by, so no ledger entry, purpose or subject state stands in the way.
"""

import json
from collections.abc import Iterable

from functions.runtime.database import Item, Table
from functions.vault.place import SealedItem
from functions.vault.record_bytes import fields_of
from functions.vault.sealed_record import key_id_of, open_sealed
from functions.vault.subject import SORT, Subject, subject_key
from tests.fakes.in_memory_database import InMemoryDatabase
from tests.fakes.in_memory_keys import InMemoryKeyring

UNREADABLE: dict[str, object] = {"unreadable": True}


def opened_rows(
    database: InMemoryDatabase, keyring: InMemoryKeyring, table: Table
) -> list[tuple[Item, list[dict[str, object]]]]:
    """Return each row's clear attributes (bytes as hex) with the members of its blobs, in the order of the keys."""
    rows = database.rows[table]
    return [
        (_clear(rows[key]), _opened(database, keyring, table, rows[key]))
        for key in sorted(rows, key=lambda one: (one.pk, one.sk))
    ]


def opened_text(database: InMemoryDatabase, keyring: InMemoryKeyring, tables: Iterable[Table]) -> str:
    """Return all rows of some tables as one JSON text: equal states give equal bytes."""
    return json.dumps({table.value: opened_rows(database, keyring, table) for table in tables}, sort_keys=True)


def _clear(item: Item) -> Item:
    return {
        name: value.hex() if isinstance(value, bytes) else value for name, value in item.items() if name != "sealed"
    }


def _opened(database: InMemoryDatabase, keyring: InMemoryKeyring, table: Table, item: Item) -> list[dict[str, object]]:
    if "sealed" not in item or item["sk"] == SORT:
        return []
    sealed = SealedItem.of(table, item)
    row = database.rows[Table.SUBJECTS].get(subject_key(sealed.subject))
    if row is None:
        return [UNREADABLE] * len(sealed.sealed)
    subject = Subject.of(row)
    return [_open_blob(blob, subject, keyring, sealed) for blob in sealed.sealed]


def _open_blob(blob: bytes, subject: Subject, keyring: InMemoryKeyring, sealed: SealedItem) -> dict[str, object]:
    domain = subject.domain_of(key_id_of(blob))
    if domain is None:
        return UNREADABLE
    key = subject.key(domain, keyring)
    return fields_of(open_sealed(blob, key, sealed.place, sealed.subject, sealed.revision))
