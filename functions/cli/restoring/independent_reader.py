"""Reads everything that rests, past the vault's door, with every key that is left: what it cannot find, nobody can.

It asks no holding, no purpose and no gate. Each blob is opened with whatever key of its subject still unwraps, each
entry of the ledger with what is left of the audit keys; values are looked for in what opens and in the raw rows, as
they are and in the forms in which bytes travel.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol
from urllib.parse import quote

from functions.rights.replay_journal import WholeTables
from functions.runtime.database import Item, Table
from functions.vault.audit_seal import open_with
from functions.vault.errors import BrokenSealError
from functions.vault.keyring import Keyring
from functions.vault.ledger_entry import open_entry
from functions.vault.place import SealedItem
from functions.vault.record_bytes import canonical
from functions.vault.sealed_record import key_id_of, open_sealed
from functions.vault.subject import Subject


class AuditKeyring(Keyring, Protocol):
    """A keyring that also opens what was sealed to the *audit* root."""

    def audit_private(self) -> bytes:
        """Return the private half of the *audit* root."""
        ...


def find_values(whole: WholeTables, keyring: AuditKeyring, values: Iterable[str]) -> set[str]:
    """Return which of these values can be read anywhere, in whatever form."""
    forms = {value: forms_of(value) for value in values}
    found: set[str] = set()
    for content in everything(whole, keyring):
        for value, written in forms.items():
            if value not in found and any(form in content for form in written):
                found.add(value)
    return found


def forms_of(value: str) -> tuple[bytes, ...]:
    """Return a value as it can travel: UTF-8, JSON-escaped, URL, hex, and base64 at each of its three offsets."""
    raw = value.encode()
    escaped = json.dumps(value)[1:-1].encode()
    shifted = [base64.b64encode(b"\0" * offset + raw) for offset in range(3)]
    inner = [text[(8 * offset + 5) // 6 : -4] for offset, text in enumerate(shifted)]
    return tuple({raw, escaped, quote(value).encode(), raw.hex().encode(), *inner} - {b""})


def everything(whole: WholeTables, keyring: AuditKeyring) -> Iterator[bytes]:
    """Yield every row as it rests, and everything that opens."""
    subjects = {str(row["pk"]): row for row in whole.rows(Table.SUBJECTS)}
    for table in Table:
        for row in whole.rows(table):
            yield repr(row).encode()
            yield from _bytes_in(row)
            yield from _opened(table, row, subjects, keyring)


def _opened(table: Table, row: Item, subjects: dict[str, Item], keyring: AuditKeyring) -> Iterator[bytes]:
    if table is Table.LEDGER:
        owner = subjects.get(str(row["pk"]))
        content = _try(partial(_entry, row, owner, keyring))
        yield from () if content is None else (content,)
    elif "sealed" in row and str(row.get("subject")) in subjects:
        sealed, subject = SealedItem.of(table, row), Subject.of(subjects[str(row["subject"])])
        for blob in sealed.sealed:
            content = _try(partial(_blob, blob, subject, sealed, keyring))
            yield from () if content is None else (content,)


def _blob(blob: bytes, subject: Subject, sealed: SealedItem, keyring: AuditKeyring) -> bytes:
    domain = subject.domain_of(key_id_of(blob))
    if domain is None:
        msg = "no key of this blob is left"
        raise BrokenSealError(msg)
    return open_sealed(blob, subject.key(domain, keyring), sealed.place, sealed.subject, sealed.revision)


def _entry(row: Item, owner: Item | None, keyring: AuditKeyring) -> bytes:
    chain, private = str(row["pk"]), keyring.audit_private()
    if owner is not None:
        wrapped = owner.get("audit_private")
        if not isinstance(wrapped, bytes):
            msg = "the audit key was destroyed"
            raise BrokenSealError(msg)
        private = open_with(private, wrapped, canonical(["kroost/v1/audit-wrap", chain]))
    sealed = row["sealed"]
    assert isinstance(sealed, bytes)  # noqa: S101 - an entry is made so
    return json.dumps(open_entry(private, chain, int(str(row["sk"])), sealed)[1]).encode()


def _try(open_it: Callable[[], bytes]) -> bytes | None:
    try:
        return open_it()
    except BrokenSealError:
        return None


def _bytes_in(value: object) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _bytes_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _bytes_in(part)
