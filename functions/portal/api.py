"""Entry point of the function `portal-api`: who is signed in, for whom that person may act, and My file."""

from datetime import date

from functions.benefits.household import REGIONS
from functions.composition import System, system
from functions.messages.check_code import check_code
from functions.payments.fund_accounts import PARAMETER, read_fund_account
from functions.portal.account_form import OwnAccountForm
from functions.portal.debt_form import OwnReplyForm
from functions.portal.own_debts import reply_to_own_debt
from functions.portal.own_file import change_own_account, own_messages, own_money
from functions.portal.read_acting import read_acting
from functions.register.purpose import Purpose
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import HTML, Answer, Door, Request, Route
from functions.runtime.problem import Problem, ProblemCode, language_of
from functions.runtime.read_post import read_post
from functions.sign_in.session import Session
from functions.units.access import Access, holder, person, signed_in
from functions.units.clock import civil_date, instant_text
from functions.vault.errors import GateClosedError, SubjectNotLiveError, TryAgainError
from functions.vault.gate import Gates
from functions.vault.ledger_entry import Actor
from functions.vault.request import Request as VaultRequest
from functions.vault.strong_sign_in import Act, is_enough
from functions.vault.subject import State

FUNCTION = "portal-api"
TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError)
# Who still is somebody here. Read is only who is live: the root of restriction is not this function's.
_STANDS = frozenset({State.LIVE, State.RESTRICTED})


def _guard(request: Request, access: Access) -> Session:
    """Let somebody in whose session stands; a person who was erased since has none."""
    rooms = system()
    session = rooms.guard.let_in(request, access)
    if session.is_person:
        try:
            actor = Actor.person(session.holder)
            standing = rooms.vault.request(Purpose.GIVE_PORTAL_ACCESS, FUNCTION, actor, states=_STANDS)
            standing.live_subject(session.holder)
        except SubjectNotLiveError:
            raise Problem(ProblemCode.SIGN_IN_FIRST) from None
    return session


def _acting(rooms: System, session: Session) -> VaultRequest:
    return rooms.vault.request(Purpose.GIVE_PORTAL_ACCESS, FUNCTION, Actor.person(session.holder))


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


def _caller(request: Request) -> Session:
    if not isinstance(request.caller, Session) or not request.caller.is_person:
        raise Problem(ProblemCode.SIGN_IN_FIRST)
    return request.caller


def _today(rooms: System) -> date:
    return civil_date(rooms.clock.instant())


def _fund_ibans(rooms: System) -> dict[str, str]:
    text = rooms.operator_parameters.get(f"{rooms.settings.parameters}/{PARAMETER}")
    return {region: read_fund_account(text, region).iban for region in REGIONS}


def _money(request: Request) -> Answer:
    rooms, session = system(), _caller(request)
    acting = _acting(rooms, session)
    told = own_money(acting, session.holder, _today(rooms), request.language.value, _fund_ibans(rooms))
    return Answer(200, {"files": told})


def _debt(request: Request) -> Answer:
    rooms, session = system(), _caller(request)
    form, case = read_post(request, OwnReplyForm).model, request.parameters["case"]
    reply_to_own_debt(_acting(rooms, session), session.holder, _today(rooms), case, form.text)
    return (
        Answer.see_other(f"/my-file#debt-{case}")
        if request.wants_html
        else Answer(202, {"case": case, "state": "replied"})
    )


def _messages(request: Request) -> Answer:
    rooms, session = system(), _caller(request)
    return Answer(200, {"messages": own_messages(_acting(rooms, session), session.holder)})


def _account(request: Request) -> Answer:
    rooms, session = system(), _caller(request)
    form = read_post(request, OwnAccountForm).model
    told = change_own_account(_acting(rooms, session), session, form, _today(rooms), rooms.payee_verification)
    if request.wants_html:
        return Answer.see_other("/my-file#account-1")
    return Answer(200, told)


def _code(request: Request) -> Answer:
    """Say whether the fund made a code of a mail or letter, and on which day; nothing about anybody."""
    rooms = system()
    made = check_code(rooms.database, Gates(rooms.database, rooms.system_clock), request.parameters["code"])
    if made is None:
        raise Problem(ProblemCode.NOT_FOUND)
    return Answer(200, {"made_on": made.isoformat()})


def _my_file(request: Request) -> Answer:
    """Show My file as one page: money with reasons, debts, messages, the account, the rights."""
    from functions.portal.my_file_page import my_file_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    rooms, session = system(), _caller(request)
    asked = language_of(request.query.get("language"))
    language = asked or request.language
    acting, today = _acting(rooms, session), _today(rooms)
    html = my_file_page(
        language,
        form_token=session.form_token,
        money=own_money(acting, session.holder, today, language.value, _fund_ibans(rooms)),
        messages=own_messages(acting, session.holder),
    )
    return Answer(200, html, HTML, page_headers(language))


def _problem_page(request: Request, problem: Problem) -> Answer | None:
    """Tell a visitor what went wrong as a page; who is not signed in gets the ways to sign in."""
    from functions.portal.my_file_page import sign_in_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.other_pages import problem_page  # noqa: PLC0415 - as above
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    language = language_of(request.query.get("language")) or request.language
    if problem.code in {ProblemCode.SIGN_IN_FIRST, ProblemCode.SIGN_IN_AGAIN}:
        html = sign_in_page(language, again=problem.code is ProblemCode.SIGN_IN_AGAIN)
    else:
        html = problem_page(language, problem)
    return Answer(problem.status, html, HTML, page_headers(language))


_PORTAL = person(Purpose.GIVE_PORTAL_ACCESS)

handler = Door(
    FUNCTION,
    [
        Route("GET", "/api/session", _session, access=signed_in()),
        Route("GET", "/my-file", _my_file, access=_PORTAL),
        Route("GET", "/api/me/money", _money, access=_PORTAL),
        Route("POST", "/api/me/debts/<case>", _debt, access=person(Purpose.GIVE_PORTAL_ACCESS, thing="case")),
        Route("GET", "/api/me/messages", _messages, access=_PORTAL),
        Route("PUT", "/api/me/account", _account, access=person(Purpose.GIVE_PORTAL_ACCESS, act=Act.CHANGE_ACCOUNT)),
        Route("POST", "/api/me/account", _account, access=person(Purpose.GIVE_PORTAL_ACCESS, act=Act.CHANGE_ACCOUNT)),
        Route("GET", "/api/message-codes/<code>", _code, access=holder("message code")),
    ],
    guard=_guard,
    problem_page=_problem_page,
    retry=TRY_AGAIN,
)
