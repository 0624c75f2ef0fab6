"""The purposes for which personal data may be read or written; their substance stands in `purposes.yaml`.

Values are stored in ledger entries: only add.
"""

from enum import StrEnum


class Purpose(StrEnum):
    """Why somebody or something touches a person's data."""

    RECEIVE_FORM = "receive_form"
    OPEN_FAMILY_FILE = "open_family_file"
    FOLLOW_UP_INTEREST = "follow_up_interest"
    FOLLOW_UP_APPLICATION = "follow_up_application"
    RECORD_CONSENT = "record_consent"
    APPLY_GOVERNMENT_DATA = "apply_government_data"
    CALCULATE_AND_PAY = "calculate_and_pay"
    WRITE_PAYMENT_FILE = "write_payment_file"
    RELEASE_PAYMENT_FILE = "release_payment_file"
    HANDLE_RIGHTS_REQUEST = "handle_rights_request"
    FIND_PERSON = "find_person"
    ERASE_PERSON = "erase_person"
    DESTROY_PAST_TERM = "destroy_past_term"
    SIGN_IN_STAFF = "sign_in_staff"
    SIGN_IN_PERSON = "sign_in_person"
    RECORD_MANDATE = "record_mandate"
    GIVE_PORTAL_ACCESS = "give_portal_access"
    SHOW_LEDGER = "show_ledger"
    TELL_PERSON = "tell_person"
    SHARE_IN_GROUP = "share_in_group"
    DISCLOSE_TO_RECIPIENT = "disclose_to_recipient"
    RECRUIT = "recruit"
    ANSWER_BREACH = "answer_breach"
    RECOVER_DEBT = "recover_debt"
    ANSWER_RIGHTS = "answer_rights"
    SETTLE_QUARANTINE = "settle_quarantine"
    FIND_RIGHTS_NOT_TAKEN_UP = "find_rights_not_taken_up"
    SEND_PAYMENT_FILE = "send_payment_file"
    READ_BANK_ANSWER = "read_bank_answer"
    KEEP_BOOK = "keep_book"
    CONFIRM_ACCOUNT = "confirm_account"
    TELL_SENDER = "tell_sender"
    HAND_OVER_PACKAGE = "hand_over_package"
    CHANGE_ACCOUNT = "change_account"
    RECORD_PAYEE = "record_payee"
