"""Restriction and the days of grace seal a person in one way: what ends the one must not open what the other holds."""

from functions.rights.open_request import cases_of
from functions.rights.rights_case import RightsCase, case_place
from functions.rights.rights_state import RequestKind, RightsState
from functions.runtime.database import Check, Matches, Table
from functions.vault.change import Change
from functions.vault.place import Stored
from functions.vault.request import Request

_SEALS = {RequestKind.RESTRICTION: RightsState.IN_FORCE, RequestKind.ERASURE: RightsState.IN_GRACE}


def seal_of(request: Request, person: str, kind: RequestKind) -> Stored[RightsCase] | None:
    """Return the case of a right that keeps the person sealed now; None when there is none."""
    for case in reversed(cases_of(request, person, kind)):
        row = request.fetch(case_place(case))
        if row is None:
            continue
        (stored,) = request.open([row], RightsCase)
        if stored.record.state is _SEALS[kind]:
            return stored
    return None


def stays_sealed(request: Request, change: Change, person: str, kind: RequestKind) -> bool:
    """Tell whether the other right keeps the person sealed; the change then holds only while that case stands so."""
    standing = seal_of(request, person, kind)
    if standing is None:
        return False
    change.plain(Check(Table.CASES, standing.place.key, Matches(equal={"revision": standing.revision})))
    return True
