"""Certificates of destruction: kind, rule, count and a digest of the ids, signed, each chained to the one before.

They hold nothing about a person. A certificate covers exactly the evidence that was written in the same transactions
as the deletions, so a crash between the two writes one certificate and not two or none.
"""

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Protocol

from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.retention.store import (
    CERTIFICATES,
    Evidence,
    SweepStore,
    certificate_key,
    evidence_partition,
    evidence_row,
)
from functions.runtime.database import Absent, Delete, Item, Key, Put, Table
from functions.vault.keyring import Keyring
from functions.vault.record_bytes import canonical
from functions.vault.signature import signed


class Certificates(Protocol):
    """The locked bucket that holds the certificates."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


def certify(store: SweepStore, bucket: Certificates, keyring: Keyring, today: date, at: str) -> int:
    """Write the certificate of all evidence that has none yet, and return how many there were to write (0 or 1)."""
    _finish(store, bucket)
    last = store.last_certificate()
    number = store.next_certificate()
    evidence = [evidence_row(row) for row in store.rows(evidence_partition(number))]
    if not evidence:
        return 0
    document = signed(
        {
            "certificate": number,
            "made_at": at,
            "destroyed": _destroyed(evidence),
            "previous": None if last is None else sha256(str(last["document"]).encode()).hexdigest(),
        },
        keyring,
    )
    key = certificate_key(number)
    row: Item = {
        "pk": key.pk,
        "sk": key.sk,
        "document": canonical(document).decode(),
        "destroy_on": destroy_on(RecordType.CERTIFICATE, today).isoformat(),
    }
    store.write(Put(Table.ERASURES, row, Absent()))
    _finish(store, bucket)
    return 1


def _finish(store: SweepStore, bucket: Certificates) -> None:
    """Copy the last certificate to the bucket and delete its evidence, as long as some is left."""
    last = store.last_certificate()
    if last is None:
        return
    number = str(last["sk"])
    partition = evidence_partition(int(number))
    evidence = list(store.rows(partition))
    if not evidence:
        return
    bucket.write(f"{CERTIFICATES}/{number}.json", str(last["document"]).encode(), "application/json")
    for row in evidence:
        store.write(Delete(Table.ERASURES, Key(partition, str(row["sk"]))))


def _destroyed(evidence: Iterable[Evidence]) -> list[dict[str, object]]:
    def kind(one: Evidence) -> tuple[str, str]:
        return one.record, one.rule

    lines: list[dict[str, object]] = []
    for (record, rule), group in groupby(sorted(evidence, key=lambda one: (kind(one), one.identifier)), key=kind):
        identifiers = [one.identifier for one in group]
        digest = sha256(json.dumps(identifiers).encode()).hexdigest()
        lines.append({"type": record, "rule": rule, "count": len(identifiers), "digest": f"sha256:{digest}"})
    return lines
