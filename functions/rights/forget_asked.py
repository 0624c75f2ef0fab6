"""Forget what a case was told: once it is answered, only what was asked and how it ended must be proven.

Values, free words and members of facts go; the right, its ground, names of targets and the outcomes stay five years.
"""

from functions.rights.ask import Ask
from functions.rights.open_request import cases_of
from functions.rights.rights_state import RequestKind
from functions.runtime.database import Table
from functions.vault.change import Change
from functions.vault.request import Request
from functions.vault.subject import State

_GONE = {"value": None, "members": None, "says": None}


def forget_asked(request: Request, change: Change, case: str) -> bool:
    """Add to a change: the rows of what was asked, without what a person said in them; False when there is none."""
    written = False
    for stored in request.open(request.query(Table.CASES, case, "ask#"), Ask):
        corrections = tuple(one.model_copy(update=_GONE) for one in stored.record.corrections)
        bare = stored.record.model_copy(update={"corrections": corrections, "says": None})
        if bare != stored.record:
            change.put(stored.place, case, bare, stored.clear, stored)
            written = True
    return written


def forget_all_asked(request: Request, person: str) -> None:
    """Let every case of an erased person forget what it was told, open or closed, one transaction a case."""
    for kind in RequestKind:
        for case in cases_of(request, person, kind):
            subject = request.load_subjects([case]).get(case)
            change = request.change("forget what was asked")
            if subject is not None and subject.state is State.LIVE and forget_asked(request, change, case):
                change.send()
