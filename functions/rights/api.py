"""Entry point of the function `rights-api`: a signed-in person asks for a right, follows it and fetches the copy.

It holds the keys of cases and packages alone: what is asked is carried out behind the queue.
"""

from functions.composition import system
from functions.register.purpose import Purpose
from functions.rights.ask import Ask
from functions.rights.ask_form import AskForm, ContactForm
from functions.rights.hand_over import FUNCTION, hand_over
from functions.rights.identity_proof import IdentityProof
from functions.rights.list_requests import list_requests, tell_request
from functions.rights.open_request import Asked, Opened, open_case
from functions.rights.rights_case import RightsCase
from functions.rights.rights_state import RequestKind
from functions.rights.statistic import read_statistic
from functions.rights.work import read_case
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import HTML, Answer, Door, Request, Route
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.runtime.read_post import read_post
from functions.sign_in.session import Session
from functions.units.access import Access, anyone, person
from functions.units.clock import civil_date
from functions.units.year_month import YearMonth
from functions.vault.errors import GateClosedError, TryAgainError
from functions.vault.ids import is_id
from functions.vault.ledger_entry import Actor
from functions.vault.place import Stored
from functions.vault.request import Request as VaultRequest
from functions.vault.strong_sign_in import Act, StepUpNeededError, check_sign_in

TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError)


def _guard(request: Request, access: Access) -> Session:
    return system().guard.let_in(request, access)


def _caller(request: Request) -> Session:
    if not isinstance(request.caller, Session) or not request.caller.is_person:
        raise Problem(ProblemCode.SIGN_IN_FIRST)
    return request.caller


def _open(session: Session, kind: RequestKind, language: str, ask: Ask | None) -> Opened:
    rooms = system()
    if kind is RequestKind.ERASURE:
        try:
            check_sign_in(session.proof, Act.REQUEST_ERASURE, session.holder, rooms.system_clock.real_now())
        except StepUpNeededError:
            raise Problem(ProblemCode.SIGN_IN_AGAIN) from None
    today = civil_date(rooms.clock.instant())
    asked = Asked(kind, session.holder, IdentityProof.of_sign_in(session.proof), today, language, ask)
    return open_case(rooms.vault, FUNCTION, Actor.person(session.holder), asked)


def _told(request: Request, opened: Opened) -> Answer:
    address = f"/api/me/requests/{opened.case}"
    if request.wants_html:
        return Answer.see_other(address)
    return Answer(200 if opened.repeated else 202, {"id": opened.case}, headers={"Location": address})


def _ask(request: Request) -> Answer:
    session = _caller(request)
    form = read_post(request, AskForm).model
    return _told(request, _open(session, form.right, form.language, form.ask(system().clock)))


def _correct_contact(request: Request) -> Answer:
    session = _caller(request)
    ask = read_post(request, ContactForm).model.ask(system().clock)
    if ask is None:
        error = MemberError(pointer("email"), MemberCode.MISSING)
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[error])
    return _told(request, _open(session, RequestKind.RECTIFICATION, request.language.value, ask))


def _list(request: Request) -> Answer:
    session = _caller(request)
    reading = _reading(session, None)
    return Answer(200, {"requests": list_requests(reading, session.holder, request.language.value)})


def _show(request: Request) -> Answer:
    return Answer(200, tell_request(_own_case(request), request.language.value))


def _download(request: Request) -> Answer:
    rooms, session, case = system(), _caller(request), _own_case(request)
    try:
        found = hand_over(rooms.vault, rooms.objects("packages"), session.proof, case.subject, case.record)
    except StepUpNeededError:
        raise Problem(ProblemCode.SIGN_IN_AGAIN) from None
    if found is None:
        raise Problem(ProblemCode.NOT_FOUND)
    name = f"kroost-{case.record.kind}"
    if request.wants_html:
        return Answer(200, found.html, HTML, {"Content-Disposition": f'attachment; filename="{name}.html"'})
    return Answer(200, found.json_text, headers={"Content-Disposition": f'attachment; filename="{name}.json"'})


def _own_case(request: Request) -> Stored[RightsCase]:
    """Return the case of the path; 404 for one that is not the caller's, as for one that is not there."""
    session, case = _caller(request), request.parameters["case"]
    standing = read_case(_reading(session, case), case) if is_id(case, "cas") else None
    if standing is None or not standing.record.may_be_seen_by(session.holder):
        raise Problem(ProblemCode.NOT_FOUND)
    return standing


def _reading(session: Session, case: str | None) -> VaultRequest:
    actor = Actor.person(session.holder)
    return system().vault.request(Purpose.HANDLE_RIGHTS_REQUEST, FUNCTION, actor, case=case)


def _statistic(request: Request) -> Answer:
    rooms = system()
    month = request.query.get("month", "")
    try:
        stated = YearMonth.parse(month)
    except ValueError:
        raise Problem(ProblemCode.NOT_FOUND) from None
    rooms.gates.require()
    return Answer(200, {"month": str(stated), "answers": read_statistic(rooms.database, str(stated))})


_OWN = person(Purpose.HANDLE_RIGHTS_REQUEST, thing="case")
_ANY = person(Purpose.HANDLE_RIGHTS_REQUEST)

handler = Door(
    FUNCTION,
    [
        Route("POST", "/api/me/requests", _ask, access=_ANY),
        Route("GET", "/api/me/requests", _list, access=_ANY),
        Route("GET", "/api/me/requests/<case>", _show, access=_OWN),
        Route(
            "GET",
            "/api/me/requests/<case>/package",
            _download,
            access=person(Purpose.HAND_OVER_PACKAGE, act=Act.DOWNLOAD_PACKAGE, thing="case"),
        ),
        Route("PATCH", "/api/me/contact", _correct_contact, access=_ANY),
        Route("GET", "/api/statistics/rights", _statistic, access=anyone()),
    ],
    guard=_guard,
    retry=TRY_AGAIN,
)
