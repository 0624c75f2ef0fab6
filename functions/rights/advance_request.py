"""Carry a request from state to state: one step, one transaction at its end, until it rests.

Every step may be interrupted after any call and run again: what is done already is passed over, and the state moves
only in the transaction that makes it true.
"""

from collections.abc import Callable, Mapping

from functions.rights.delete_rows import delete_person_rows
from functions.rights.destroy_keys import destroy_person_keys
from functions.rights.grace import end_grace, journal_or_wait
from functions.rights.journal_erasure import begin_ending
from functions.rights.keep_plan import fix_plan, make_plan
from functions.rights.make_statement import end_person, make_statement
from functions.rights.reseal_kept import reseal_kept
from functions.rights.rights_state import RESTS, RightsState
from functions.rights.search_person import search_person
from functions.rights.work import Rooms, Work, read_case

type Step = Callable[[Work], None]

# What is done in each state to reach the next one.
STEPS: Mapping[RightsState, Step] = {
    RightsState.RECEIVED: make_plan,
    RightsState.AFTER_SETTLEMENT: make_plan,
    RightsState.PLANNED: journal_or_wait,
    RightsState.IN_GRACE: end_grace,
    RightsState.JOURNALED: begin_ending,
    RightsState.ENDING: fix_plan,
    RightsState.FIXED: reseal_kept,
    RightsState.RESEALED: destroy_person_keys,
    RightsState.KEYS_GONE: delete_person_rows,
    RightsState.ROWS_GONE: search_person,
    RightsState.SEARCHED: end_person,
    RightsState.ENDED: make_statement,
}


class UnknownCaseError(Exception):
    """There is no case of this id."""


def advance_request(rooms: Rooms, case: str) -> RightsState:
    """Do every step that can be done now and return the state in which the request rests.

    Raises UnknownCaseError, and whatever stops a step: the case then stands where it was, and the same call goes on.
    Every step has a request of its own, so that no key outlives it.
    """
    first = True
    while True:
        request = rooms.request(case)
        standing = read_case(request, case)
        if standing is None:
            raise UnknownCaseError
        state = standing.record.state
        if state is RightsState.CLOSED or (state in RESTS and not first):
            return state
        STEPS[state](Work(rooms, request, standing))
        first = False
