"""Ask for, and approve, a time-boxed look at a case that is with two others; both stand in the case's own ledger."""

from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.staff.elevation_form import ElevationForm
from functions.staff.store import NeedToKnow, OwnApprovalError
from functions.vault.ids import is_id
from functions.vault.request import Request


def elevate(acting: Request, needs: NeedToKnow, case: str, staff: str, form: ElevationForm) -> dict[str, object]:
    """Take one step of an elevation; Problem when the case, the form or the state does not allow it."""
    if not is_id(case, "cas") or not acting.load_subjects([case]):
        raise Problem(ProblemCode.NOT_FOUND)
    if (form.reason is None) == (form.approve is None):
        code = MemberCode.MISSING if form.reason is None else MemberCode.OTHER
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer("reason"), code)])
    if form.reason is not None:
        acting.tell([case], f"ask to see the case: {form.reason}")
        needs.ask(case, staff, form.reason)
        return {"case": case, "staff": staff, "state": needs.elevation(case, staff).value}
    whom = form.approve or ""
    if not needs.may_see(case, staff):
        raise Problem(ProblemCode.NOT_FOUND)
    try:
        approved = needs.approve(case, whom, staff)
    except OwnApprovalError:
        approved = False
    if not approved:
        raise Problem(ProblemCode.STATE_CONFLICT)
    acting.tell([case], "approve that a colleague sees the case for an hour", whom)
    return {"case": case, "staff": whom, "state": needs.elevation(case, whom).value}
