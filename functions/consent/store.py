"""The rows of `consents`: read whole by id, appended on condition that nobody was faster."""

from functions.consent.consent_record import ConsentRecord, record_of
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Absent, ConditionFailedError, Database, Put, Table, TransactionRefusedError
from functions.units.clock import civil_date, parse_instant
from functions.vault.destroy_by import destroy_by
from functions.vault.gate import Gates
from functions.vault.journal_withdrawal import withdrawal_puts


class ConsentStore:
    """Append-only: there is no way here to change or delete a record; its term ends it."""

    def __init__(self, database: Database, gates: Gates) -> None:
        """Take the tables."""
        self._database, self._gates = database, gates

    def history(self, consent: str) -> list[ConsentRecord]:
        """Return all records of an id, oldest first; empty when there is none."""
        self._gates.require(Table.CONSENTS)
        records: list[ConsentRecord] = []
        after = None
        while True:
            page = self._database.query(Table.CONSENTS, consent, after=after)
            records += [record_of(item) for item in page.items]
            after = page.after
            if after is None:
                return records

    def append(self, record: ConsentRecord, *, withdraws: bool = False) -> ConsentRecord | None:
        """Append a record; return None, or the record that stands in its place already.

        What `withdraws` an earlier yes stands in the journal too, so that no restore makes it a yes again.
        """
        self._gates.require(Table.CONSENTS)
        today = civil_date(parse_instant(record.recorded_at))
        day = destroy_on(RecordType.CONSENT_PROOF, today)
        item = record.item(destroy_by(day, record.consent))
        put = Put(Table.CONSENTS, item, Absent())
        try:
            if withdraws:
                until = destroy_on(RecordType.ERASURE_JOURNAL, today)
                self._database.transact([put, *withdrawal_puts(item, today, until)])
            else:
                self._database.write(put)
        except ConditionFailedError as standing:
            if standing.item is None:
                raise
            return record_of(standing.item)
        except TransactionRefusedError as refused:
            found = refused.refusals[0].item
            if found is None:
                raise
            return record_of(found)
        return None
