"""What a signed-in person sees and changes of a file: money, messages, and the account that is paid.

Money and account are for whom the file pays; messages are one's own.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from functions.benefits.words import Language
from functions.dossier.payee_verification import PayeeVerification
from functions.messages.list_messages import list_messages
from functions.payments.change_account import AccountRefusedError, AskedChange, ByPayee, change_account
from functions.payments.family_money import family_money
from functions.portal.account_form import OwnAccountForm
from functions.portal.read_acting import read_acting
from functions.portal.who_acts import Deed, may_act
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode
from functions.sign_in.session import Session
from functions.units.cents import format_euro
from functions.vault.request import Request
from functions.vault.strong_sign_in import StepUpNeededError

_FAULTS = {
    "country": ("/iban", MemberCode.IBAN_COUNTRY),
    "length": ("/iban", MemberCode.IBAN_LENGTH),
    "check": ("/iban", MemberCode.IBAN_CHECK),
    "holder": ("/holder", MemberCode.OTHER),
}


def paid_files(acting: Request, viewer: str, today: date) -> tuple[str, ...]:
    """Return the files that pay the viewer and in which nobody else runs the viewer's money."""
    files = read_acting(acting, viewer, today)
    return tuple(file for file, lines in files.items() if may_act(viewer, Deed.ACCOUNT, lines))


def own_money(
    acting: Request, viewer: str, today: date, language: Language, ibans: Mapping[str, str]
) -> list[dict[str, object]]:
    """Return per file each month, payment and debt; amounts in euros with two decimals."""
    told: list[dict[str, object]] = []
    for file in paid_files(acting, viewer, today):
        money = family_money(acting, file, language, ibans)
        told.append(
            {
                "file": file,
                "months": [
                    {
                        "region": one.region,
                        "month": str(one.month),
                        "due": format_euro(one.due),
                        "too_much": format_euro(one.too_much),
                        "recovered": format_euro(one.recovered),
                    }
                    for one in money.months
                ],
                "payments": [
                    {
                        "month": str(one.month),
                        "amount": format_euro(one.cents),
                        "kept": format_euro(one.kept),
                        "state": one.state,
                    }
                    for one in money.payments
                ],
                "debts": [
                    {
                        "case": one.case,
                        "state": one.state.value,
                        "left": format_euro(one.left),
                        "reply_by": one.reply_by,
                        "may_reply": one.may_reply,
                        "lines": list(one.lines),
                    }
                    for one in money.debts
                ],
            }
        )
    return told


def own_messages(acting: Request, viewer: str) -> list[dict[str, object]]:
    """Return the viewer's own messages, newest first; none while the viewer is restricted."""
    if acting.subject(viewer).state not in acting.states:
        return []
    return [asdict(one) | {"state": one.state.value, "steps": list(one.steps)} for one in list_messages(acting, viewer)]


def change_own_account(
    acting: Request, session: Session, form: OwnAccountForm, today: date, verification: PayeeVerification
) -> dict[str, object]:
    """Give the viewer another account; Problem: 404 for a file that does not pay the viewer, 422 for a wrong number.

    A sign-in that is not strong enough or not of just now is asked again (`sign_in_again`).
    """
    viewer = session.holder
    if form.file not in paid_files(acting, viewer, today):
        raise Problem(ProblemCode.NOT_FOUND)
    asked = AskedChange(form.file, viewer, form.iban, form.holder)
    try:
        changed = change_account(acting, asked, ByPayee(session.proof), verification)
    except StepUpNeededError:
        raise Problem(ProblemCode.SIGN_IN_AGAIN) from None
    except AccountRefusedError as refused:
        place = _FAULTS.get(refused.fault.value)
        if place is None:
            raise Problem(ProblemCode.NOT_FOUND) from None
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(*place)]) from None
    start = changed.payable_from
    return {"state": changed.state, "paid_from": None if start is None else start.isoformat()}
