"""The routes of staff about money and who acts: debts, mandates, accounts, withdrawals, releases."""

from functions.staff.account_form import AccountChangeForm, AccountDecisionForm, AccountForm
from functions.staff.debt_form import DebtForm, DebtStepForm
from functions.staff.elevation_form import ElevationForm
from functions.staff.mandate_form import MandateForm
from functions.staff.payee_form import PayeeForm
from functions.staff.release_form import ReleaseForm
from functions.staff.withdrawal_form import WithdrawalForm
from tools.openapi_operation import Operation

_RELEASES = "/api/staff/releases"
_ACCOUNTS = "/api/staff/accounts"
_DEBTS = "/api/staff/debts"

MONEY_OPERATIONS: dict[tuple[str, str], Operation] = {
    ("GET", _DEBTS): Operation(
        "staff",
        "listDebts",
        "Corrections without a case, and cases by the day they are due",
        answer="Debts",
        staff=True,
    ),
    ("POST", _DEBTS): Operation(
        "staff",
        "openDebt",
        "Open what a correction found too much, as a draft",
        200,
        "OpenedDebt",
        DebtForm,
        staff=True,
        form=True,
    ),
    ("GET", f"{_DEBTS}/<case>"): Operation("staff", "readDebt", "One debt, whole", answer="Debt", staff=True),
    ("POST", f"{_DEBTS}/<case>"): Operation(
        "staff",
        "stepOfDebt",
        "Show it to the family, write down its reply, propose, decide (another person), or close",
        200,
        "Debt",
        DebtStepForm,
        form=True,
        staff=True,
    ),
    ("POST", "/api/staff/mandates"): Operation(
        "staff",
        "enterMandate",
        "Who may act for whom, from a document; it holds once two different people entered it",
        202,
        "MandateState",
        MandateForm,
        form=True,
        staff=True,
    ),
    ("POST", "/api/staff/elevations/<case>"): Operation(
        "staff",
        "elevate",
        "See a case of two others for an hour: asked with a reason, approved by one of them",
        202,
        "Elevation",
        ElevationForm,
        form=True,
        staff=True,
    ),
    ("GET", _ACCOUNTS): Operation(
        "staff",
        "listOwedAgain",
        "Payments that came back, and accounts that wait for people, by ids",
        answer="OwedAgain",
        staff=True,
    ),
    ("POST", _ACCOUNTS): Operation(
        "staff",
        "confirmAccount",
        "Confirm an account to which a payment failed; two different people must",
        200,
        "AccountState",
        AccountForm,
        form=True,
        staff=True,
    ),
    ("POST", f"{_ACCOUNTS}/changes"): Operation(
        "staff",
        "enterAccount",
        "Enter an account of a payee; two different people must enter the same",
        202,
        "EnteredAccount",
        AccountChangeForm,
        form=True,
        staff=True,
    ),
    ("POST", f"{_ACCOUNTS}/decisions"): Operation(
        "staff",
        "decideAccount",
        "Decide on an account whose holder the bank knows by another name; two different people must",
        200,
        "AccountState",
        AccountDecisionForm,
        form=True,
        staff=True,
    ),
    ("POST", "/api/staff/payees"): Operation(
        "staff",
        "enterPayee",
        "Enter a document about who is paid; two different people must enter the same",
        202,
        "AccountState",
        PayeeForm,
        form=True,
        staff=True,
    ),
    ("POST", "/api/staff/withdrawals"): Operation(
        "staff",
        "withdrawFile",
        "Withdraw a payment file that will not be paid; two different people must",
        200,
        "Withdrawal",
        WithdrawalForm,
        form=True,
        staff=True,
    ),
    ("POST", _RELEASES): Operation(
        "staff",
        "releaseFile",
        "Release a payment file; two different people must",
        200,
        "Release",
        ReleaseForm,
        form=True,
        staff=True,
    ),
    ("GET", f"{_RELEASES}/<run>/<file>"): Operation(
        "staff", "readRelease", "Totals of a file and how many released it", answer="Release", staff=True
    ),
}
