"""What a due row is called in a certificate, and by which rule of the register it went. Clear attributes only."""

from functions.register.record_type import RecordType
from functions.runtime.database import Item, Table

ROOT = "root"
_KIND_OF_LIST = {
    "quarantine": RecordType.QUARANTINE,
    "answers": RecordType.HELD_ANSWER,
    "claims": RecordType.DEBT_CASE,
    "fund_question": RecordType.FUND_QUESTION,
}
_PEOPLE = {"prospect": RecordType.PROSPECT, "applicant": RecordType.APPLICANT}


def record_kind(table: Table, row: Item) -> RecordType:
    """Return the record type of a due row; KeyError for a table that no rule knows."""
    match table:
        case Table.SUBMISSIONS:
            return RecordType.SUBMISSION
        case Table.CONSENTS:
            return RecordType.CONSENT_PROOF
        case Table.DELIVERIES:
            return RecordType.DELIVERY
        case Table.PEOPLE:
            return _PEOPLE[str(row["sk"])]
        case Table.CASES:
            return RecordType.PACKAGE if row["sk"] == "package" else _kind_of_case(str(row.get("work_list", "")))
        case Table.DOSSIERS:
            return RecordType.FAMILY_FILE if row["sk"] == ROOT else RecordType.HOLD
        case _:
            raise KeyError(table)


def _kind_of_case(listed: str) -> RecordType:
    return _KIND_OF_LIST.get(listed.partition("#")[0], RecordType.RIGHTS_CASE)
