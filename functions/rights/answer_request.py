"""Carry a request of any right from state to state until it rests: one transaction at the end of each step.

Erasure has its own steps (`advance_request.py`). Every step may be interrupted after any call and run again.
"""

from collections.abc import Callable, Mapping

from functions.rights.advance_request import UnknownCaseError, advance_request
from functions.rights.close_case import close_case
from functions.rights.erase_part import erase_parts, parts_of
from functions.rights.make_package import finish_package, plan_package, start_package
from functions.rights.object_to_use import record_objection
from functions.rights.other_seal import HELD, is_in_grace
from functions.rights.rectify import rectify
from functions.rights.restrict_person import go_on_restricted, restrict_person
from functions.rights.rights_state import RESTS, RequestKind, RightsState
from functions.rights.work import Rooms, Work, read_case
from functions.vault.subject import State

type Step = Callable[[Work], None]

GONE = frozenset({State.ENDING, State.ENDED})
_UNTOUCHED = frozenset({RightsState.CLOSED, RightsState.AWAITING_IDENTITY})
_PACKAGE: Mapping[RightsState, Step] = {
    RightsState.RECEIVED: plan_package,
    RightsState.PLANNED: start_package,
    RightsState.PACKED: finish_package,
}
STEPS: Mapping[RequestKind, Mapping[RightsState, Step]] = {
    RequestKind.ACCESS: _PACKAGE,
    RequestKind.PORTABILITY: _PACKAGE,
    RequestKind.RECTIFICATION: {RightsState.RECEIVED: rectify, RightsState.AT_AUTHORITY: rectify},
    RequestKind.RESTRICTION: {RightsState.RECEIVED: restrict_person, RightsState.IN_FORCE: go_on_restricted},
    RequestKind.ERASURE: {RightsState.RECEIVED: erase_parts},
    RequestKind.OBJECTION: {RightsState.RECEIVED: record_objection},
}


def answer_request(rooms: Rooms, case: str) -> RightsState:
    """Do every step that can be done now and return the state in which the request rests.

    Raises UnknownCaseError, and whatever stops a step: the case then stands where it was, and the same call goes on.
    """
    first = True
    while True:
        request = rooms.answering(case)
        standing = read_case(request, case)
        if standing is None:
            raise UnknownCaseError
        state, kind = standing.record.state, standing.record.right
        if state in _UNTOUCHED or (state in RESTS and not first):
            return state
        if kind is RequestKind.ERASURE and not (state is RightsState.RECEIVED and parts_of(request, case)):
            return advance_request(rooms, case)
        if kind in HELD and is_in_grace(request, standing.record.person):
            return state
        work = Work(rooms, request, standing)
        if request.subject(work.person).state in GONE:
            _end_with_person(work)
        else:
            STEPS[kind][state](work)
        first = False


def _end_with_person(work: Work) -> None:
    """Close a request of somebody who was erased meanwhile: nothing is held that it could be about."""
    change = work.request.change("request ends with the person")
    close_case(work.request, change, work.case, "granted", package=None)
    change.send()
