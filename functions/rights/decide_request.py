"""What staff decides about a case: identity, extension, refusal, an authority's answer, the end of a restriction.

Each names its reason by an id of `reasons.yaml`; a reason that the register does not list for the right is refused.
"""

from dataclasses import dataclass
from datetime import date

from functions.register.message_kind import MessageKind
from functions.register.reason import ReasonUse, reason_of
from functions.rights.ask import SENT_BACK, Ask, Corrected
from functions.rights.close_case import REFUSED, close_case
from functions.rights.identity_proof import IdentityProof
from functions.rights.request_clock import due_date
from functions.rights.rights_case import RightsCase, ask_place, rewrite
from functions.rights.rights_state import RightsState
from functions.rights.show_identity import show_identity
from functions.rights.work import read_case
from functions.units.clock import civil_date
from functions.vault.outbox import EventKind
from functions.vault.place import Stored
from functions.vault.request import Request

# Where a refusal can still come: nothing was carried out yet.
_REFUSABLE = frozenset({RightsState.AWAITING_IDENTITY, RightsState.RECEIVED, RightsState.AFTER_SETTLEMENT})


class DecisionRefusedError(Exception):
    """The decision does not fit the case as it stands; the text says why and holds no value of a person."""


class NoSuchCaseError(Exception):
    """There is no case of this id."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Why, by an id of the register, and in the words of who decides."""

    reason: str
    explained: str | None = None


def prove_identity(request: Request, case: str, proof: IdentityProof) -> None:
    """Note how the identity was shown; the clock runs on from today and the first step is asked for."""
    standing = _case(request, case)
    record = standing.record
    if record.state is not RightsState.AWAITING_IDENTITY or not proof.is_shown or record.paused_on is None:
        msg = "the case does not wait for an identity"
        raise DecisionRefusedError(msg)
    change = request.change("identity shown")
    show_identity(request, change, standing, proof)
    change.send()


def extend(request: Request, case: str, why: Decision) -> date:
    """Give the answer two months more, once, within the first month, and tell the person why; return the new day."""
    standing = _case(request, case)
    record = standing.record
    reason_of(why.reason, record.kind, ReasonUse.EXTEND)
    if record.extended_on is not None or record.outcome is not None or record.state is RightsState.CLOSED:
        msg = "a term is extended once, before the answer"
        raise DecisionRefusedError(msg)
    if _today(request) > record.due_on:
        msg = "the person must be told within the first month"
        raise DecisionRefusedError(msg)
    stood_still = record.due_on - due_date(record.received_on)
    due_on = due_date(record.received_on, extended=True) + stood_still
    change = request.change("extend term")
    rewrite(
        change,
        standing,
        new_term=True,
        extended_on=_today(request),
        due_on=due_on,
        reasons=(*record.reasons, why.reason),
        explained=why.explained,
    )
    change.want_message(MessageKind.RIGHTS_EXTENDED, case, record.person)
    change.send()
    return due_on


def refuse(request: Request, case: str, why: Decision, staff: str) -> None:
    """Refuse a request of which nothing was carried out yet; the person is told why and where to complain."""
    standing = _case(request, case)
    record = standing.record
    reason_of(why.reason, record.kind, ReasonUse.REFUSE)
    if record.state not in _REFUSABLE:
        msg = "this request is being carried out or was answered"
        raise DecisionRefusedError(msg)
    change = request.change("refuse request")
    close_case(request, change, standing, REFUSED, reasons=(why.reason,), explained=why.explained, decided_by=staff)
    change.send()


def settle_correction(request: Request, case: str, ask: int, correction: int, answer: Corrected) -> None:
    """Note what an authority answered on a contested fact (`confirmed` or `changed`), and go on."""
    standing = _case(request, case)
    row = request.fetch(ask_place(case, ask))
    if standing.record.state is not RightsState.AT_AUTHORITY or row is None or answer not in {"confirmed", "changed"}:
        msg = "no authority is asked about this"
        raise DecisionRefusedError(msg)
    (stored,) = request.open([row], Ask)
    outcomes = list(stored.record.outcomes)
    if not 0 <= correction < len(outcomes) or outcomes[correction] != SENT_BACK:
        msg = "no authority is asked about this"
        raise DecisionRefusedError(msg)
    outcomes[correction] = answer
    change = request.change("authority answered")
    change.put(row.place, case, stored.record.model_copy(update={"outcomes": tuple(outcomes)}), row.clear, stored)
    change.emit(EventKind.RIGHTS_STEP, case)
    change.send()


def propose_lift(request: Request, case: str, why: Decision, staff: str) -> None:
    """Propose to end a restriction: the person hears it before it ends (art. 18(3)), another one must confirm."""
    standing = _restricted(request, case)
    reason_of(why.reason, standing.record.kind, ReasonUse.LIFT)
    change = request.change("propose to lift")
    reasons = tuple(dict.fromkeys((*standing.record.reasons, why.reason)))
    rewrite(change, standing, lifted_by=staff, decided_by=None, reasons=reasons, explained=why.explained)
    change.want_message(MessageKind.RESTRICTION_ENDS, case, standing.record.person)
    change.send()


def confirm_lift(request: Request, case: str, staff: str) -> None:
    """Confirm the end that somebody else proposed; the queue carries it out."""
    standing = _restricted(request, case)
    if standing.record.lifted_by in {None, staff}:
        msg = "another person must have proposed it"
        raise DecisionRefusedError(msg)
    change = request.change("confirm to lift")
    rewrite(change, standing, decided_by=staff)
    change.emit(EventKind.RIGHTS_STEP, case)
    change.send()


def _restricted(request: Request, case: str) -> Stored[RightsCase]:
    standing = _case(request, case)
    if standing.record.state is not RightsState.IN_FORCE:
        msg = "no restriction is in force"
        raise DecisionRefusedError(msg)
    return standing


def _case(request: Request, case: str) -> Stored[RightsCase]:
    standing = read_case(request, case)
    if standing is None:
        raise NoSuchCaseError
    return standing


def _today(request: Request) -> date:
    return civil_date(request.rooms.clock.instant())
