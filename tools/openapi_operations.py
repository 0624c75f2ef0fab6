"""What the description of the API says of each route, for `tools/build_openapi.py`."""

from pydantic import BaseModel

from functions.consent.choice import ConsentForm
from functions.consent.measurement import MeasurementForm
from functions.intake.application_form import ApplicationForm
from functions.intake.family_form import FamilyForm
from functions.intake.interest_form import InterestForm
from functions.portal.account_form import OwnAccountForm
from functions.portal.debt_form import OwnReplyForm
from functions.rights.ask_form import AskForm, ContactForm
from functions.staff.paper_form import PaperForm
from functions.staff.quarantine_form import QuarantineForm
from functions.staff.rights_form import RightsForm
from functions.what_if.request import WhatIfRequest
from tools.openapi_money_operations import MONEY_OPERATIONS
from tools.openapi_operation import Operation


def _form(name: str, summary: str, body: type[BaseModel]) -> Operation:
    return Operation("forms", name, summary, 202, "Receipt", body, form=True, keyed=True)


_QUARANTINE = "/api/staff/quarantine"

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("POST", "/api/forms/families"): _form(
        "joinFamily", "A family joins, or brings its file from another fund", FamilyForm
    ),
    ("POST", "/api/forms/interests"): _form("askForNews", "A visitor wants to hear more", InterestForm),
    ("POST", "/api/forms/applications"): _form("applyForJob", "Somebody applies for a job", ApplicationForm),
    ("GET", "/api/forms/<receipt>"): Operation("forms", "readState", "How far a form is", answer="SubmissionState"),
    ("POST", "/api/consents"): Operation(
        "consents",
        "recordConsent",
        "Record a cookie choice; `Sec-GPC: 1` without a method refuses",
        201,
        "Consent",
        ConsentForm,
        form=True,
        keyed=True,
    ),
    ("GET", "/api/consents/<consent>"): Operation(
        "consents", "readConsent", "The choice that holds, and every one before it", answer="ConsentHistory"
    ),
    ("GET", "/api/consents/<consent>/receipt"): Operation(
        "consents", "readConsentReceipt", "The receipt of a choice (ISO/IEC TS 27560), JSON-LD", answer="ConsentReceipt"
    ),
    ("POST", "/api/measurements"): Operation(
        "consents",
        "measure",
        "Tell how fast a page was, or that it was used; refused without a live consent",
        202,
        "Nothing",
        MeasurementForm,
        form=True,
    ),
    ("POST", "/api/what-if"): Operation(
        "what-if",
        "calculate",
        "What a household would get in a month; nothing is stored",
        200,
        "WhatIfAnswer",
        WhatIfRequest,
    ),
    ("GET", "/api/notice"): Operation(
        "documents", "readNotice", "The public privacy notice, from the register", answer="Notice", query=("language",)
    ),
    ("GET", "/api/keys"): Operation("documents", "readKeys", "Public keys, old ones included", answer="PublicKeys"),
    ("GET", "/api/health"): Operation("documents", "readHealth", "Versions and state", answer="Health"),
    ("GET", "/api/openapi.json"): Operation("documents", "readDescription", "This document"),
    ("GET", "/api/sign-in/<provider>"): Operation(
        "sign-in",
        "signIn",
        "Begin to sign in at a provider (itsme, eid, staff); `act` for a step that needs it stronger and just now",
        303,
        query=("act", "next"),
    ),
    ("GET", "/api/sign-in/return"): Operation(
        "sign-in", "returnFromProvider", "Come back from a provider", answer="SignedIn", query=("code", "state", "iss")
    ),
    ("GET", "/api/sign-in/keys"): Operation(
        "sign-in", "readClientKeys", "Our public keys towards providers", answer="ClientKeys"
    ),
    ("POST", "/api/sign-out"): Operation("sign-in", "signOut", "End the session", 204),
    ("GET", "/api/me/money"): Operation(
        "my-file", "readMoney", "Months, payments and debts of the files that pay the caller", answer="OwnMoney"
    ),
    ("POST", "/api/me/debts/<case>"): Operation(
        "my-file",
        "contestDebt",
        "Say something about a debt: nothing is kept of a payment until a person has answered",
        202,
        "DebtReply",
        OwnReplyForm,
        form=True,
    ),
    ("GET", "/api/me/messages"): Operation(
        "my-file", "readMessages", "What the fund wrote to the caller, newest first", answer="OwnMessages"
    ),
    ("PUT", "/api/me/account"): Operation(
        "my-file",
        "changeAccount",
        "Be paid on another account: it cools, and the contact from before is told",
        answer="ChangedAccount",
        body=OwnAccountForm,
    ),
    ("POST", "/api/me/account"): Operation(
        "my-file",
        "changeAccountByForm",
        "The same, from a page without script",
        answer="ChangedAccount",
        body=OwnAccountForm,
        form=True,
    ),
    ("GET", "/api/message-codes/<code>"): Operation(
        "my-file", "checkMessageCode", "Whether the fund made a code of a mail or letter", answer="MessageCode"
    ),
    ("GET", "/api/session"): Operation(
        "sign-in", "readSession", "Who is signed in, and for whom that person may act", answer="SessionState"
    ),
    ("POST", "/api/staff/requests"): Operation(
        "staff", "openRequest", "A right exercised on paper", 202, "Opened", PaperForm, form=True, staff=True
    ),
    ("GET", "/api/staff/requests"): Operation(
        "staff",
        "listRequests",
        "Open requests by the day on which the answer is due",
        answer="OpenRequests",
        staff=True,
    ),
    ("POST", "/api/staff/requests/<case>"): Operation(
        "staff",
        "decideRequest",
        "Identity, extension, refusal, an authority's answer, or the end of a restriction (two people)",
        202,
        "RequestDecided",
        RightsForm,
        form=True,
        staff=True,
    ),
    ("POST", "/api/me/requests"): Operation(
        "rights", "askForRight", "Ask for one of six rights; a repeat joins", 202, "Opened", AskForm, form=True
    ),
    ("GET", "/api/me/requests"): Operation(
        "rights", "listOwnRequests", "My requests and their clocks", answer="OwnRequests"
    ),
    ("GET", "/api/me/requests/<case>"): Operation("rights", "readOwnRequest", "One request", answer="OwnRequest"),
    ("GET", "/api/me/requests/<case>/package"): Operation(
        "rights", "fetchCopy", "The copy, as JSON or as a page, for seven days; strong sign-in of just now"
    ),
    ("PATCH", "/api/me/contact"): Operation(
        "rights", "correctContact", "Correct contact data at once", 202, "Opened", ContactForm, form=True
    ),
    ("GET", "/api/statistics/rights"): Operation(
        "rights",
        "readStatistic",
        "Answers of a month by right, outcome and punctuality",
        answer="RightsStatistic",
        query=("month",),
    ),
    ("GET", "/api/staff/requests/<case>"): Operation(
        "staff", "readRequest", "How far a request is", answer="StaffRequest", staff=True
    ),
    ("GET", _QUARANTINE): Operation(
        "staff",
        "listQuarantine",
        "Messages of authorities that were put aside, by cause",
        answer="Quarantine",
        staff=True,
    ),
    ("GET", f"{_QUARANTINE}/<case>"): Operation(
        "staff", "openQuarantined", "Open one message; stands in its ledger", answer="QuarantineCase", staff=True
    ),
    ("POST", f"{_QUARANTINE}/<case>"): Operation(
        "staff",
        "settleQuarantined",
        "Release, correct or destroy a message that was put aside",
        202,
        "QuarantineDecision",
        QuarantineForm,
        form=True,
        staff=True,
    ),
}
OPERATIONS |= MONEY_OPERATIONS
