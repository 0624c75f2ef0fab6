"""Metrics in CloudWatch's embedded format: typed names, the function and at most a flow as dimensions, never an id."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

NAMESPACE = "Kroost"


class Metric(StrEnum):
    """What is counted; an alarm or a dashboard stands on each."""

    FORM_RECEIVED = "FormReceived"
    FORM_REPEATED = "FormRepeated"
    SUBMISSION_PROCESSED = "SubmissionProcessed"
    SUBMISSION_REJECTED = "SubmissionRejected"
    CONSENT_RECORDED = "ConsentRecorded"
    PAGE_MILLISECONDS = "PageMilliseconds"
    PAGE_USED = "PageUsed"
    MESSAGE_FAILED = "MessageFailed"
    OUR_FAULT = "OurFault"
    TRY_AGAIN = "TryAgain"
    NOTIFICATION_ACCEPTED = "NotificationAccepted"
    NOTIFICATION_QUARANTINED = "NotificationQuarantined"
    NOTIFICATION_CONFLICT = "NotificationConflict"
    PERSON_UNKNOWN = "PersonUnknown"
    UNKNOWN_MEMBER = "UnknownMember"
    MEMBER_LEFT_OUT = "MemberLeftOut"
    DELIVERY_REFUSED = "DeliveryRefused"
    DELIVERY_HELD = "DeliveryHeld"
    DELIVERY_OVERDUE = "DeliveryOverdue"
    FUND_UNANSWERED = "FundUnanswered"
    SEQUENCE_MISSING = "SequenceMissing"
    MESSAGE_WITH_CONTENT = "MessageWithContent"
    DOSSIER_PAID = "DossierPaid"
    DOSSIER_UNDECIDED = "DossierUndecided"
    DOSSIER_NOT_PAID = "DossierNotPaid"
    RUN_STOPPED = "RunStopped"
    CHANGE_EXPECTED = "ChangeExpected"
    FILE_SENT = "FileSent"
    FILE_REFUSED = "FileRefused"
    FILE_SILENT = "FileSilent"
    PAYMENT_REOPENED = "PaymentReopened"
    PAYMENT_FOR_PERSON = "PaymentForPerson"
    ANSWER_ASIDE = "AnswerAside"
    BOOK_DIFFERS = "BookDiffers"
    DEBT_LATE = "DebtLate"
    DESTROYED_PAST_TERM = "DestroyedPastTerm"
    OVERDUE = "Overdue"
    LEDGER_ALTERED = "LedgerAltered"
    LEDGER_BROKEN = "LedgerBroken"
    LEDGER_WAITING = "LedgerWaiting"
    OUTBOX_SENT = "OutboxSent"
    OUTBOX_WAITING = "OutboxWaiting"
    PERSON_TOLD = "PersonTold"
    NOBODY_TOLD = "NobodyTold"
    MESSAGE_MOVED = "MessageMoved"
    MESSAGE_UNREACHABLE = "MessageUnreachable"
    FORM_LATE = "FormLate"
    RIGHTS_ALARM = "RightsAlarm"
    RIGHTS_LATE = "RightsLate"


def count(function: str, counts: Mapping[Metric, int], at: datetime, flow: str | None = None) -> None:
    """Write one line with these counts of one function; `at` is the real instant, as CloudWatch keeps real time.

    `flow`: the flow of the authorities (a word of a closed list) of which they are counted, beside the whole.
    """
    document: dict[str, object] = {
        "_aws": {
            "Timestamp": int(at.timestamp() * 1000),
            "CloudWatchMetrics": [
                {
                    "Namespace": NAMESPACE,
                    "Dimensions": [["function"]] if flow is None else [["function"], ["function", "flow"]],
                    "Metrics": [{"Name": metric.value, "Unit": "Count"} for metric in counts],
                }
            ],
        },
        "function": function,
    }
    document.update({} if flow is None else {"flow": flow})
    document.update({metric.value: number for metric, number in counts.items()})
    sys.stdout.write(json.dumps(document, separators=(",", ":")) + "\n")
