"""Kinds of records that have a retention rule of their own.

Values stand in destruction certificates: only add.
"""

from enum import StrEnum


class RecordType(StrEnum):
    """What a term is counted for."""

    SUBMISSION_WAITING = "submission_waiting"
    SUBMISSION = "submission"
    FAMILY_FILE = "family_file"
    CLAIM = "claim"
    RECOVERY = "recovery"
    RECOVERY_FRAUD = "recovery_fraud"
    INCOME = "income"
    PAYMENT = "payment"
    BOOK_ENTRY = "book_entry"
    PAYMENT_FILE = "payment_file"
    PROSPECT = "prospect"
    APPLICANT = "applicant"
    APPLICANT_RESERVE = "applicant_reserve"
    CONSENT_PROOF = "consent_proof"
    COOKIE_CHOICE = "cookie_choice"
    DELIVERY = "delivery"
    RAW_DROP = "raw_drop"
    QUARANTINE = "quarantine"
    DRAFT = "draft"
    UPLOAD = "upload"
    RIGHTS_CASE = "rights_case"
    BREACH_CASE = "breach_case"
    DEBT_CASE = "debt_case"
    HOLD = "hold"
    SUPPRESSION = "suppression"
    ERASURE_JOURNAL = "erasure_journal"
    LEDGER = "ledger"
    LOOK_UP = "look_up"
    TOMBSTONE = "tombstone"
    SESSION = "session"
    USAGE = "usage"
    LOG = "log"
    SECURITY_LOG = "security_log"
    OUTBOX_EVENT = "outbox_event"
    CERTIFICATE = "certificate"
    BACKUP = "backup"
    KEY_BACKUP = "key_backup"
    DROP_RECEIPT = "drop_receipt"
