"""The desk's answers about debts: what waits, one case opened, and one step of it."""

from collections.abc import Mapping, Sequence

from functions.benefits.parameters import current_parameters
from functions.payments.debts.contest_debt import said_of
from functions.payments.debts.debt_case import Proposal, Reply
from functions.payments.debts.debt_desk import Debt, DebtDesk, DebtFault, DebtRefusedError, Seen
from functions.payments.debts.decide_debt import close_debt, decide_debt, propose_decision
from functions.payments.debts.list_debts import listed_cases, waiting_corrections
from functions.payments.debts.open_debt import Opening, open_debt
from functions.payments.debts.reference import printed
from functions.payments.debts.show_debt import reply_to_debt, show_debt
from functions.payments.share_payment import overpaid_files
from functions.payments.store import RunStore
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.staff.debt_form import DebtForm, DebtStepForm
from functions.units.clock import civil_date
from functions.vault.ids import is_id
from functions.vault.request import Request


def list_answer(request: Request) -> dict[str, object]:
    """Return what waits for a person, by ids, states and days."""
    rooms = request.rooms
    store, today = RunStore(rooms.database, rooms.gates), civil_date(rooms.clock.instant())
    return {
        "to_open": [{"dossier": one.dossier, "correction": one.row} for one in waiting_corrections(store)],
        "shares": [{"dossier": one.dossier, "region": one.region} for one in overpaid_files(store)],
        "cases": [
            {"case": one.case, "state": one.state.value, "due": one.due, "late": one.is_late(today)}
            for one in listed_cases(store)
        ],
    }


def open_case(request: Request, form: DebtForm, staff: str) -> dict[str, object]:
    """Open a correction's debt; the same correction again is the same case.

    Returns its id alone: who may see the case is for the route that reads it.
    """
    opening = Opening(form.dossier, form.correction, form.erred, staff, form.why, form.knew)
    try:
        return {"case": open_debt(request, current_parameters(), opening)}
    except DebtRefusedError as refused:
        raise _problem(refused) from None


def case_answer(request: Request, case: str) -> dict[str, object]:
    """Return everything of a case; Problem (404) when there is none."""
    if not is_id(case, "cas"):
        raise Problem(ProblemCode.NOT_FOUND)
    try:
        debt = DebtDesk(request).read(case)
        return _told(debt, said_of(request, debt.case.record.dossier, case))
    except DebtRefusedError as refused:
        raise _problem(refused) from None


def take_step(request: Request, case: str, form: DebtStepForm, staff: str) -> dict[str, object]:
    """Take one step of a case; Problem when members are missing, or the case or the law does not allow it (now)."""
    if not is_id(case, "cas"):
        raise Problem(ProblemCode.NOT_FOUND)
    _require_members(form)
    try:
        _step(request, case, form, staff)
    except DebtRefusedError as refused:
        raise _problem(refused) from None
    return case_answer(request, case)


def _step(request: Request, case: str, form: DebtStepForm, staff: str) -> None:
    seen = Seen(form.revision or 0, form.times_said or 0)
    if form.step == "show":
        show_debt(request, case, staff)
    elif form.step == "close":
        close_debt(request, case, staff)
    elif form.step == "reply" and form.channel is not None and form.text is not None:
        reply_to_debt(request, case, staff, form.channel, form.text)
    elif form.step == "decide" and form.way is not None:
        decide_debt(request, current_parameters(), case, staff, form.way, seen)
    elif form.way is not None and form.reason is not None:
        proposal = Proposal(
            way=form.way, reason=form.reason, by=staff, monthly=form.monthly, looked_at=tuple(form.looked_at)
        )
        propose_decision(request, current_parameters(), case, proposal, seen)


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "show": (),
    "close": (),
    "reply": ("channel", "text"),
    "decide": ("way", "revision", "times_said"),
    "propose": ("way", "reason", "revision", "times_said"),
}


def _require_members(form: DebtStepForm) -> None:
    missing = [name for name in _NEEDED[form.step] if getattr(form, name) is None]
    if missing:
        errors = [MemberError(pointer(name), MemberCode.MISSING) for name in missing]
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=errors)


def _problem(refused: DebtRefusedError) -> Problem:
    if refused.fault is DebtFault.UNKNOWN:
        return Problem(ProblemCode.NOT_FOUND)
    return Problem(ProblemCode.STATE_CONFLICT)


def _told(debt: Debt, said: Sequence[Reply]) -> dict[str, object]:
    case, account = debt.case.record, debt.account.record
    return {
        "case": debt.id,
        "state": debt.state.value,
        "revision": debt.seen.revision,
        "times_said": debt.seen.times_said,
        "dossier": case.dossier,
        "correction": case.correction,
        "region": case.region,
        "erred": case.erred,
        "knew": case.knew,
        "reference": printed(account.reference),
        "reply_by": case.reply_by,
        "claims": [one.model_dump() for one in account.claims],
        "moves": [one.model_dump(mode="json", exclude={"key"}) for one in account.moves],
        "left": debt.left,
        "share": account.share,
        "monthly": account.monthly,
        "causes": list(debt.reasons.record.causes),
        "months": [one.model_dump() for one in debt.reasons.record.months],
        "replies": [one.model_dump() for one in sorted([*case.replies, *said], key=lambda one: one.at)],
        "proposal": None if case.proposal is None else case.proposal.model_dump(),
        "decision": debt.reasons.record.decision,
        "reason": debt.reasons.record.reason,
        "end": case.end,
        "steps": [one.model_dump() for one in case.steps],
    }
