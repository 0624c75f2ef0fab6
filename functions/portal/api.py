"""Entry point of the function `portal-api`: who is signed in, and for whom that person may act."""

from datetime import date

from functions.composition import System, system
from functions.portal.read_acting import read_acting
from functions.register.purpose import Purpose
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import Answer, Door, Request, Route
from functions.runtime.problem import Problem, ProblemCode
from functions.sign_in.session import Session
from functions.units.access import Access, signed_in
from functions.units.clock import civil_date, instant_text
from functions.vault.errors import GateClosedError, SubjectNotLiveError, TryAgainError
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request as VaultRequest
from functions.vault.strong_sign_in import Act, is_enough
from functions.vault.subject import State

FUNCTION = "portal-api"
TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError)
_SERVED = frozenset({State.LIVE, State.RESTRICTED})


def _guard(request: Request, access: Access) -> Session:
    """Let somebody in whose session stands; a person who was erased since has none."""
    rooms = system()
    session = rooms.guard.let_in(request, access)
    if session.is_person:
        try:
            _acting(rooms, session).live_subject(session.holder)
        except SubjectNotLiveError:
            raise Problem(ProblemCode.SIGN_IN_FIRST) from None
    return session


def _acting(rooms: System, session: Session) -> VaultRequest:
    actor = Actor.person(session.holder)
    return rooms.vault.request(Purpose.GIVE_PORTAL_ACCESS, FUNCTION, actor, states=_SERVED)


def _session(request: Request) -> Answer:
    """Say who is signed in, how strongly, what a page must post along, and for whom the person may do what."""
    rooms, session = system(), request.caller
    if not isinstance(session, Session):
        raise Problem(ProblemCode.SIGN_IN_FIRST)
    told: dict[str, object] = {
        "kind": session.record.kind,
        "provider": session.record.provider,
        "until": instant_text(session.ends_at),
        "form_token": session.form_token,
    }
    if not session.is_person:
        member = session.member
        return Answer(200, {**told, "staff": member.staff, "roles": sorted(member.roles)})
    now = rooms.system_clock.real_now()
    allowed = [act.value for act in Act if is_enough(session.proof, act, session.holder, now)]
    today = civil_date(rooms.clock.instant())
    return Answer(200, {**told, "acts": allowed, "files": _files(_acting(rooms, session), session.holder, today)})


def _files(acting: VaultRequest, viewer: str, today: date) -> list[dict[str, object]]:
    return [
        {
            "file": dossier,
            "people": [
                {
                    "person": one.person,
                    "self": one.person == viewer,
                    "may": sorted(deed.value for deed in one.deeds),
                    "because": one.because.value,
                    "until": None if one.until is None else one.until.isoformat(),
                }
                for one in people
            ],
        }
        for dossier, people in read_acting(acting, viewer, today).items()
    ]


handler = Door(
    FUNCTION,
    [Route("GET", "/api/session", _session, access=signed_in())],
    guard=_guard,
    retry=TRY_AGAIN,
)
