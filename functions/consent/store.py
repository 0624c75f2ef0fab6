"""The rows of `consents`: read whole by id, appended on condition that nobody was faster."""

from functions.consent.consent_record import ConsentRecord, record_of
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Absent, ConditionFailedError, Database, Put, Table
from functions.units.clock import civil_date, parse_instant
from functions.vault.destroy_by import destroy_by
from functions.vault.gate import Gates


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

    def append(self, record: ConsentRecord) -> ConsentRecord | None:
        """Append a record; return None, or the record that stands in its place already."""
        self._gates.require(Table.CONSENTS)
        day = destroy_on(RecordType.CONSENT_PROOF, civil_date(parse_instant(record.recorded_at)))
        item = record.item(destroy_by(day, record.consent))
        try:
            self._database.write(Put(Table.CONSENTS, item, Absent()))
        except ConditionFailedError as standing:
            if standing.item is None:
                raise
            return record_of(standing.item)
        return None
