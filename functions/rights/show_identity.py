"""The identity behind a request is shown: the clock runs on from today, and the request goes its way."""

from functions.rights.identity_proof import IdentityProof
from functions.rights.request_clock import resumed
from functions.rights.rights_case import RightsCase, move
from functions.rights.rights_state import RightsState
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.outbox import EventKind
from functions.vault.place import Stored
from functions.vault.request import Request


def show_identity(request: Request, change: Change, case: Stored[RightsCase], proof: IdentityProof) -> None:
    """Add to a change: how the identity was shown, and the case's first step; the case waits for it."""
    record = case.record
    today = civil_date(request.rooms.clock.instant())
    move(
        change,
        case,
        RightsState.RECEIVED,
        request.instant(),
        identity_method=proof.method,
        identity_seen_on=proof.seen_on,
        session=proof.session,
        paused_on=None,
        due_on=resumed(record.due_on, record.paused_on or today, today),
    )
    change.emit(EventKind.RIGHTS_STEP, case.subject)
