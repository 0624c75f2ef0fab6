"""The desk's answers about quarantine: what waits, one case opened, and a decision taken down."""

from collections.abc import Mapping, Sequence

from functions.government.check_notification import Rules
from functions.government.decide_case import (
    CaseFault,
    CaseRefusedError,
    Decision,
    Listed,
    decide_case,
    open_case,
)
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.staff.quarantine_form import QuarantineForm
from functions.units.clock import civil_date
from functions.vault.ids import is_id
from functions.vault.request import Request

_PROBLEM_OF: Mapping[CaseFault, ProblemCode] = {
    CaseFault.UNKNOWN: ProblemCode.NOT_FOUND,
    CaseFault.DECIDED: ProblemCode.STATE_CONFLICT,
    CaseFault.WHOLE_DELIVERY: ProblemCode.STATE_CONFLICT,
}


def list_answer(found: Sequence[Listed]) -> dict[str, object]:
    """Return the members of the list's answer: groups of causes, states and dates, and nothing of what was sent."""
    names = ("case", "state", "cause", "due", "destroy_on")
    return {"cases": [{name: getattr(one, name) for name in names} for one in found]}


def case_answer(request: Request, case: str) -> dict[str, object]:
    """Open a case; Problem (404) when there is none. A whole delivery is not shown: it may name anybody."""
    _require_case(case)
    try:
        row, kept = open_case(request, case)
    except CaseRefusedError as refused:
        raise _problem(refused) from None
    return {
        "case": case,
        "state": row.clear["state"],
        "cause": kept.code,
        "pointer": kept.pointer,
        "sender": kept.sender if kept.flow else None,
        "flow": kept.flow or None,
        "sequence_number": kept.sequence or None,
        "line": kept.line or None,
        "received_at": kept.received_at,
        "destroy_on": row.clear["destroy_on"],
        "whole_delivery": kept.parts > 0,
        "notification": None if kept.parts else kept.content,
        "encoding": None if kept.parts else kept.encoding,
    }


def decide(request: Request, case: str, form: QuarantineForm, *, synthetic_allowed: bool) -> dict[str, object]:
    """Take a decision down; Problem when the case, its state or the correction does not allow it."""
    _require_case(case)
    if (Decision(form.decision) is Decision.CORRECT) != (form.notification is not None):
        code = MemberCode.MISSING if form.notification is None else MemberCode.OTHER
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer("notification"), code)])
    rules = Rules(civil_date(request.rooms.clock.instant()), synthetic_allowed)
    try:
        state = decide_case(request, case, Decision(form.decision), form.notification, rules)
    except CaseRefusedError as refused:
        raise _problem(refused) from None
    return {"case": case, "state": state.value}


def _problem(refused: CaseRefusedError) -> Problem:
    code = _PROBLEM_OF.get(refused.reason)
    if code is not None:
        return Problem(code)
    return Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer("notification"), MemberCode.OTHER)])


def _require_case(case: str) -> None:
    if not is_id(case, "cas"):
        raise Problem(ProblemCode.NOT_FOUND)
