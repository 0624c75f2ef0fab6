"""The end of a case: its outcome, its own term, the statistic and the message to the person, in one transaction."""

from functions.register.message_kind import MessageKind
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.forget_asked import forget_asked
from functions.rights.rights_case import Outcome, RightsCase, move
from functions.rights.rights_state import RightsState
from functions.rights.statistic import count_answer
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.destroy_by import destroy_by
from functions.vault.place import Stored
from functions.vault.request import Request

REFUSED: Outcome = "refused"


def close_case(
    request: Request,
    change: Change,
    case: Stored[RightsCase],
    outcome: Outcome,
    *,
    reasons: tuple[str, ...] = (),
    **values: object,
) -> None:
    """Add to a change: the case is closed, and forgets the values and words that it was told.

    A case that was answered before (a restriction) is not counted again.
    """
    today = civil_date(request.rooms.clock.instant())
    forget_asked(request, change, case.subject)
    answered = case.record.outcome is not None
    record = move(
        change,
        case,
        RightsState.CLOSED,
        request.instant(),
        dict(destroy_by(destroy_on(RecordType.RIGHTS_CASE, today), case.subject)),
        outcome=case.record.outcome or outcome,
        reasons=tuple(dict.fromkeys((*case.record.reasons, *reasons))),
        closed_on=today,
        **values,
    )
    if not answered:
        count_answer(change, record, today)
        told = MessageKind.RIGHTS_REFUSED if outcome == REFUSED else MessageKind.RIGHTS_ANSWERED
        change.want_message(told, case.subject, record.person)
