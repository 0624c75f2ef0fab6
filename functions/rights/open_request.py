"""Open a case for a right, over any channel. A repeat joins the case that stands, and never delays it.

The id of a case follows from the person, the right and how many cases of the right were closed before: two requests at
one moment meet in one case.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import count

from functions.register.domain import Audience
from functions.register.message_kind import MessageKind
from functions.register.purpose import Purpose
from functions.rights.ask import Ask
from functions.rights.identity_proof import IdentityProof
from functions.rights.policy import policy_version
from functions.rights.request_clock import due_date
from functions.rights.rights_case import Channel, IdentityMethod, RightsCase, ask_place, case_place, clear_of
from functions.rights.rights_state import DONE, RequestKind, RightsState
from functions.rights.show_identity import show_identity
from functions.rights.work import read_case
from functions.vault.errors import AlreadyThereError, StaleError, TryAgainError
from functions.vault.ids import id_from
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from functions.vault.outbox import EventKind
from functions.vault.request import Request
from functions.vault.subject import Kind
from functions.vault.vault import Vault

FUNCTION = "staff-api"
ERASURE = RequestKind.ERASURE.value
# All of them are written again in the transaction that closes the case, which takes 100 actions.
_MOST_ASKS = 60


class UnknownPersonError(Exception):
    """Nobody is found by this value."""


@dataclass(frozen=True, slots=True, repr=False)
class PaperRequest:
    """What stands on paper, or was said by telephone: who, how the identity was shown, and what is asked."""

    find_by: LookUpKind
    value: str
    identity_method: IdentityMethod
    identity_seen_on: date
    received_on: date
    language: str
    kind: RequestKind = RequestKind.ERASURE
    channel: Channel = "paper"
    ask: Ask | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A request about a person who is known. `asked_by`: who asks in the person's name, None for the person."""

    kind: RequestKind
    person: str
    proof: IdentityProof
    received_on: date
    language: str
    ask: Ask | None = None
    asked_by: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The case, and whether it stood already."""

    case: str
    repeated: bool


def open_request(vault: Vault, staff: Actor, paper: PaperRequest) -> Opened:
    """Find the person, open the case and ask for its first step.

    Raises UnknownPersonError; TryAgainError when the store cannot take it now.
    """
    finding = vault.request(Purpose.FIND_PERSON, FUNCTION, staff)
    person = finding.find(paper.find_by, paper.value)
    if person is None:
        raise UnknownPersonError
    proof = IdentityProof(paper.channel, paper.identity_method, paper.identity_seen_on, staff.actor_id)
    asked = Asked(paper.kind, person, proof, paper.received_on, paper.language, paper.ask)
    case = first_open(vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, staff), paper.kind, person)
    vault.request(Purpose.FIND_PERSON, FUNCTION, staff, case=case).tell([person], "find person")
    return open_case(vault, FUNCTION, staff, asked)


def open_case(vault: Vault, function: str, actor: Actor, asked: Asked) -> Opened:
    """Open a case, or join the open one, in one transaction; TryAgainError when the store cannot take it now."""
    case = first_open(vault.request(Purpose.HANDLE_RIGHTS_REQUEST, function, actor), asked.kind, asked.person)
    request = vault.request(Purpose.HANDLE_RIGHTS_REQUEST, function, actor, case=case)
    record = _record(request, actor, asked)
    change = request.change("open case")
    change.new_subject(Kind.CASE, Audience.CASE, case)
    change.put(case_place(case), case, record, clear_of(record))
    if asked.ask is not None:
        change.put(ask_place(case, 1), case, asked.ask)
    change.emit(EventKind.RIGHTS_STEP, case)
    change.want_message(MessageKind.RIGHTS_TAKEN, case, asked.person)
    try:
        change.send()
    except AlreadyThereError:
        _join(request, case, asked)
        return Opened(case, repeated=True)
    return Opened(case, repeated=False)


def first_open(request: Request, kind: RequestKind, person: str) -> str:
    """Return the id of the case that stands open, or of the next one."""
    secret = request.rooms.keyring.secret(Secret.RECEIPTS)
    for number in count():
        case = case_id(secret, kind.value, person, number)
        row = request.fetch(case_place(case))
        if row is not None:
            if row.clear.get("state") != DONE:
                return case
        elif case not in request.load_subjects([case]):
            return case
    raise AssertionError


def cases_of(request: Request, person: str, kind: RequestKind) -> list[str]:
    """Return the ids of all cases of a right that still stand, oldest first."""
    secret, found = request.rooms.keyring.secret(Secret.RECEIPTS), []
    for number in count():
        case = case_id(secret, kind.value, person, number)
        if request.fetch(case_place(case)) is not None:
            found.append(case)
        elif case not in request.load_subjects([case]):
            return found
    raise AssertionError


def case_id(secret: bytes, kind: str, person: str, number: int = 0) -> str:
    """Return the id of a person's case of a right; `number` counts those before it."""
    message = f"case|{kind}|{person}" if number == 0 else f"case|{kind}|{person}|{number}"
    return id_from("cas", hmac.new(secret, message.encode(), sha256).digest())


def _record(request: Request, actor: Actor, asked: Asked) -> RightsCase:
    shown = asked.proof.is_shown
    return RightsCase.model_validate(
        {
            "kind": asked.kind.value,
            "person": asked.person,
            "state": RightsState.RECEIVED if shown else RightsState.AWAITING_IDENTITY,
            "since": request.instant(),
            "received_on": asked.received_on,
            "due_on": due_date(asked.received_on),
            "identity_method": asked.proof.method,
            "identity_seen_on": asked.proof.seen_on,
            "opened_by": actor.actor_id,
            "language": asked.language,
            "channel": asked.proof.channel,
            "assisted": asked.proof.assisted,
            "asked_by": asked.asked_by,
            "session": asked.proof.session,
            "policy": policy_version(),
            "paused_on": None if shown else asked.received_on,
        }
    )


def _join(request: Request, case: str, asked: Asked) -> None:
    """Note the repeat in the case's ledger; what it asks beyond the first is added, and its step is asked for.

    Whoever did not show who they are adds nothing: anybody can write a letter in somebody's name. Whoever did lets a
    case go on that waits for it, with their own words: what was asked without proof is left out of it.
    """
    change = request.change("join case")
    request.tell([case], "repeat request")
    if not asked.proof.is_shown:
        return
    standing = read_case(request, case)
    asks = request.open(request.query(case_place(case).table, case, "ask#"), Ask)
    same = [one for one in asks if asked.ask is not None and _without_time(one.record) == _without_time(asked.ask)]
    waits = standing is not None and standing.record.state is RightsState.AWAITING_IDENTITY
    if standing is not None and waits:
        show_identity(request, change, standing, asked.proof)
        for one in asks:
            if one not in same:
                change.delete(one)
    if asked.ask is not None and not same and len(asks) < _MOST_ASKS:
        last = max((int(one.place.sk.removeprefix("ask#")) for one in asks), default=0)
        change.put(ask_place(case, last + 1), case, asked.ask)
        change.emit(EventKind.RIGHTS_STEP, case)
    try:
        change.send()
    except (AlreadyThereError, StaleError) as faster:
        msg = "the case moved on at this moment"
        raise TryAgainError(msg) from faster


def _without_time(ask: Ask) -> Ask:
    return ask.model_copy(update={"at": "", "outcomes": ()})
