"""Restriction and the days of grace seal a person in one way: what ends the one must not open what the other holds.

In the days of grace nothing of the person is read, for the person neither: a copy or a correction waits until they end.
"""

from functions.rights.open_request import cases_of
from functions.rights.rights_case import RightsCase, case_place
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Check, Matches, Table
from functions.vault.change import Change
from functions.vault.place import Stored
from functions.vault.request import Request
from functions.vault.subject import State

_SEALS = {
    RequestKind.RESTRICTION: frozenset({RightsState.IN_FORCE}),
    # Journaled: the days are over, and the keys go in the next step.
    RequestKind.ERASURE: frozenset({RightsState.IN_GRACE, RightsState.JOURNALED}),
}
HELD = frozenset({RequestKind.ACCESS, RequestKind.PORTABILITY, RequestKind.RECTIFICATION})
"""Rights that cannot be answered without reading the person."""


def seal_of(request: Request, person: str, kind: RequestKind) -> Stored[RightsCase] | None:
    """Return the case of a right that keeps the person sealed now; None when there is none."""
    for case in reversed(cases_of(request, person, kind)):
        row = request.fetch(case_place(case))
        if row is None:
            continue
        (stored,) = request.open([row], RightsCase)
        if stored.record.state in _SEALS[kind]:
            return stored
    return None


def stays_sealed(request: Request, change: Change, person: str, kind: RequestKind) -> bool:
    """Tell whether the other right keeps the person sealed; the change then holds only while that case stands so."""
    standing = seal_of(request, person, kind)
    if standing is None:
        return False
    change.plain(Check(Table.CASES, standing.place.key, Matches(equal={"revision": standing.revision})))
    return True


def is_in_grace(request: Request, person: str) -> bool:
    """Tell whether the person is sealed because an erasure has not become final yet."""
    subject = request.load_subjects([person]).get(person)
    if subject is None or subject.state is not State.RESTRICTED:
        return False
    return seal_of(request, person, RequestKind.ERASURE) is not None
