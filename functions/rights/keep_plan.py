"""Steps `planned` and `fixed`: the plan goes into the case, the second time for good, when nobody writes any more."""

from functions.register.message_kind import MessageKind
from functions.rights.erasure_plan import ErasurePlan, covers
from functions.rights.plan_erasure import plan_erasure
from functions.rights.rights_case import move, plan_place
from functions.rights.rights_state import RightsState
from functions.rights.work import Work


class PlanShrankError(Exception):
    """Today's plan erases less than what was promised: a person must decide, nothing was erased."""


def make_plan(work: Work) -> None:
    """Plan on today's data; while money is under way the case waits."""
    plan = plan_erasure(work.request, work.rooms.holdings, work.person)
    state = RightsState.AFTER_SETTLEMENT if plan.after_settlement else RightsState.PLANNED
    _keep(work, plan, state)


def fix_plan(work: Work) -> None:
    """Plan again now that the person is ending: this plan is carried out. PlanShrankError when it promises less."""
    plan = plan_erasure(work.request, work.rooms.holdings, work.person)
    if not covers(plan, work.plan().record):
        raise PlanShrankError
    _keep(work, plan, RightsState.FIXED)


def _keep(work: Work, plan: ErasurePlan, state: RightsState) -> None:
    case = work.case.subject
    change = work.request.change("plan erasure")
    change.put(plan_place(case), case, plan, {}, work.request.fetch(plan_place(case)))
    move(change, work.case, state, work.request.instant())
    if state is RightsState.AFTER_SETTLEMENT and work.case.record.state is not state:
        # Whoever asked is told that it waits for money under way, and once more when it is done.
        change.want_message(MessageKind.RIGHTS_EXTENDED, case, work.person)
    change.send()
