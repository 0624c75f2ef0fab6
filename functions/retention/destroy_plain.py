"""Destroy rows that end no subject (consents, deliveries, messages): deleted on condition that they are still due."""

from collections.abc import Iterable
from datetime import date
from itertools import batched

from functions.register.record_type import RecordType
from functions.retention.store import Due, Evidence, evidence_of, open_certificate
from functions.runtime.database import Action, Database, Delete, Matches, Table, TransactionRefusedError
from functions.vault.errors import StaleError

# Messages are sealed under keys that live on: their rows go one by one, and no subject ends with them.
PLAIN = {
    Table.CONSENTS: RecordType.CONSENT_PROOF,
    Table.DELIVERIES: RecordType.DELIVERY,
    Table.MESSAGES: RecordType.MESSAGE,
}
# A transaction takes a hundred actions: a deletion and its evidence for each row, and the certificate's condition.
_ROWS_A_CHANGE = 49


def destroy_plain(database: Database, entries: Iterable[Due], today: date, certificate: int) -> int:
    """Delete the rows that are still due and return how many; what moved on meanwhile is passed over.

    Raises StaleError when another sweep wrote the certificate that this evidence was meant for.
    """
    return sum(
        _delete(database, list(group), today, certificate) for group in batched(entries, _ROWS_A_CHANGE, strict=False)
    )


def _delete(database: Database, entries: list[Due], today: date, certificate: int) -> int:
    while entries:
        actions: list[Action] = [_deletion(entry, today) for entry in entries]
        actions += [evidence_of(certificate, _evidence(entry))[0] for entry in entries]
        try:
            database.transact([*actions, open_certificate(certificate)])
        except TransactionRefusedError as error:
            positions = {refusal.position for refusal in error.refusals}
            if len(actions) in positions:
                msg = "another sweep wrote this certificate"
                raise StaleError(msg) from error
            entries = [entry for place, entry in enumerate(entries) if place not in positions]
            continue
        return len(entries)
    return 0


def _deletion(entry: Due, today: date) -> Delete:
    still_due = Matches(equal={"destroy_shard": entry.listed}, at_most={"destroy_on": today.isoformat()})
    return Delete(entry.table, entry.key, still_due)


def _evidence(entry: Due) -> Evidence:
    kind = PLAIN[entry.table].value
    return Evidence(kind, kind, f"{entry.key.pk}/{entry.key.sk}")
