"""The routes on accounts and payees: lists by ids, entries and words of one person, each needing a second one."""

from pydantic import ValidationError

from functions.dossier.payee_verification import PayeeVerification
from functions.payments.account_question import asked_accounts
from functions.payments.change_account import (
    AccountFault,
    AccountRefusedError,
    AskedChange,
    ByStaff,
    change_account,
)
from functions.payments.confirm_account import ConfirmRefusedError, confirm_account, held_accounts, owed_again
from functions.payments.decide_account import AccountDecision, DecideRefusedError, decide_account
from functions.payments.enter_payee_fact import EntryFault, EntryRefusedError, PayeeEntry, enter_payee_fact
from functions.payments.payable_account import Use
from functions.payments.store import RunStore
from functions.runtime.database import Database
from functions.runtime.http_message import Answer
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.staff.account_form import AccountChangeForm, AccountDecisionForm, AccountForm
from functions.staff.payee_form import PayeeForm
from functions.vault.gate import Gates
from functions.vault.request import Request

_MEMBER_OF = {
    AccountFault.COUNTRY: "iban",
    AccountFault.LENGTH: "iban",
    AccountFault.CHECK: "iban",
    AccountFault.HOLDER: "holder",
    AccountFault.NOT_PAYEE: "person",
}
_KIND = "kind"
_MEMBER_OF_ENTRY = {
    EntryFault.DOCUMENT: "document",
    EntryFault.NOT_IN_FILE: "person",
    EntryFault.SHARES: "parts",
}


def list_accounts(database: Database, gates: Gates) -> dict[str, object]:
    """Return what is owed again and which accounts wait for people, by ids; nothing is opened."""
    store = RunStore(database, gates)
    return {
        "owed": [
            {"dossier": one.dossier, "payment": one.row, "held": held_accounts(database, gates, one.dossier)}
            for one in owed_again(store)
        ],
        "asked": [{"dossier": one.dossier, "account": one.account} for one in asked_accounts(store)],
    }


def confirm_held(acting: Request, form: AccountForm, staff: str) -> Answer:
    """Add one person's confirmation of an account that a bank refused."""
    try:
        state = confirm_account(acting, form.dossier, form.account, staff)
    except ConfirmRefusedError:
        raise Problem(ProblemCode.STATE_CONFLICT) from None
    return Answer(200, {"dossier": form.dossier, "state": state})


def enter_account(acting: Request, form: AccountChangeForm, staff: str, verification: PayeeVerification) -> Answer:
    """Take one person's entry of an account."""
    asked = AskedChange(form.dossier, form.person, form.iban, form.holder, Use(form.role, form.serves))
    try:
        changed = change_account(acting, asked, ByStaff(staff), verification)
    except AccountRefusedError as refused:
        raise _wrong(_MEMBER_OF.get(refused.fault)) from None
    start = None if changed.payable_from is None else changed.payable_from.isoformat()
    told = {"dossier": form.dossier, "account": changed.account, "state": changed.state, "payable_from": start}
    return Answer(202, told)


def decide_doubted(acting: Request, form: AccountDecisionForm, staff: str) -> Answer:
    """Take one person's word on an account whose name did not fit."""
    try:
        state = decide_account(acting, AccountDecision(form.dossier, form.account, form.says, staff))
    except DecideRefusedError:
        raise Problem(ProblemCode.STATE_CONFLICT) from None
    return Answer(200, {"dossier": form.dossier, "state": state})


def enter_payee(acting: Request, form: PayeeForm, staff: str) -> Answer:
    """Take one person's entry of a document about who is paid."""
    entry = PayeeEntry(form.dossier, form.document, form.kind, form.person, form.members(), staff)
    try:
        return Answer(202, {"dossier": form.dossier, "state": enter_payee_fact(acting, entry).value})
    except EntryRefusedError as refused:
        raise _wrong(_MEMBER_OF_ENTRY.get(refused.fault)) from None
    except ValidationError:
        # A member that this kind of document does not have.
        raise _wrong(_KIND) from None


def _wrong(member: str | None) -> Problem:
    """Return the refusal of a member by name; of a file that is not open, or not there, that there is none."""
    if member is None:
        return Problem(ProblemCode.NOT_FOUND)
    return Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer(member), MemberCode.OTHER)])
