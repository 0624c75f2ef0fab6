"""Entry point of the function `sign-in`: to a provider, back from it, and out. It can open no record of anybody.

Of the keys it holds the look-ups' (to find whose number the provider stated, once), the sessions', and our own two
towards providers.
"""

import re
from functools import cache

from functions.composition import System, system
from functions.dossier.national_number import NationalNumberError, read_national_number
from functions.register.purpose import Purpose
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import Answer, Door, Request, Route
from functions.runtime.problem import Problem, ProblemCode
from functions.runtime.provider import HttpProvider, ProviderError
from functions.sign_in.ask_provider import KnownProviders, WrongProviderError
from functions.sign_in.begin_sign_in import SignInDesk, begin_sign_in
from functions.sign_in.check_token import RefusedTokenError
from functions.sign_in.client_keys import ClientKeys
from functions.sign_in.cookies import BEGUN, SESSION, clear_cookie, set_cookie
from functions.sign_in.finish_sign_in import FinishSignIn, Reason, RefusedSignInError
from functions.sign_in.guard import check_form_token
from functions.sign_in.session import BEGUN_FOR, Session
from functions.units.access import anyone
from functions.units.clock import civil_date, instant_text
from functions.vault.errors import GateClosedError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.ledger_entry import Actor
from functions.vault.look_up import LookUpKind
from functions.vault.strong_sign_in import Act
from functions.vault.subject import State

FUNCTION = "sign-in"
TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError, ProviderError)
_HOME = "/"
_OWN_PAGE = re.compile(r"/[A-Za-z0-9/_-]{0,200}")
_SERVED = frozenset({State.LIVE, State.RESTRICTED})
_PROBLEM_OF = {
    Reason.NOT_OURS: ProblemCode.SIGN_IN_FIRST,
    Reason.NO_NUMBER: ProblemCode.NO_NUMBER,
    Reason.NOBODY: ProblemCode.NOT_KNOWN_HERE,
    Reason.TOO_WEAK: ProblemCode.SIGN_IN_AGAIN,
    Reason.SOMEBODY_ELSE: ProblemCode.SIGN_IN_FIRST,
}


@cache
def _providers() -> KnownProviders:
    return KnownProviders(HttpProvider(), system().system_clock)


def _desk(rooms: System) -> SignInDesk:
    keys = ClientKeys.of(rooms.keyring.client_key("signing"), rooms.keyring.client_key("decryption"))
    return SignInDesk(rooms.sign_in_settings, _providers(), rooms.sessions, keys)


def _begin(request: Request) -> Answer:
    rooms = system()
    provider = rooms.sign_in_settings.providers.get(request.parameters["provider"])
    act = request.query.get("act", Act.USE_PORTAL.value)
    if provider is None or act not in set(Act):
        raise Problem(ProblemCode.NOT_FOUND)
    wanted = Act(act)
    standing = None
    if wanted is not Act.USE_PORTAL:
        standing = rooms.guard.session_of(request)
        if standing is None or standing.record.provider != provider.profile.name:
            raise Problem(ProblemCode.SIGN_IN_FIRST)
    page = request.query.get("next")
    if page is not None and (_OWN_PAGE.fullmatch(page) is None or page.startswith("//")):
        page = None
    address, token = begin_sign_in(_desk(rooms), provider, wanted, standing, page)
    return Answer.see_other(address, [set_cookie(BEGUN, token, BEGUN_FOR)])


def _return(request: Request) -> Answer:
    rooms = system()
    secret = rooms.keyring.secret(Secret.SESSIONS)
    finish = FinishSignIn(_desk(rooms), secret, lambda number, provider: _whose(rooms, number, provider))
    try:
        signed_in = finish.finish(request.cookie(BEGUN), request.query, request.cookie(SESSION))
    except RefusedSignInError as refused:
        raise Problem(_PROBLEM_OF[refused.reason]) from None
    except (RefusedTokenError, WrongProviderError):
        raise Problem(ProblemCode.SIGN_IN_FIRST) from None
    session = signed_in.session
    age = session.ends_at - rooms.system_clock.real_now()
    cookies = [set_cookie(SESSION, signed_in.token, age), clear_cookie(BEGUN)]
    if request.wants_html:
        return Answer.see_other(signed_in.next_path or _HOME, cookies)
    return Answer(200, _told(session), cookies=cookies)


def _told(session: Session) -> dict[str, object]:
    """Say who is signed in; a person's own id stays with us."""
    who: dict[str, object] = {}
    if not session.is_person:
        who = {"staff": session.holder, "roles": sorted(session.member.roles)}
    told = {"kind": session.record.kind, "until": instant_text(session.ends_at), "form_token": session.form_token}
    return told | who


def _whose(rooms: System, number: str, provider: str) -> str | None:
    """Find whose number it is, with an entry in that person's ledger; the number goes no further than this."""
    today = civil_date(rooms.clock.instant())
    try:
        digits = read_national_number(number, today=today, synthetic_allowed=rooms.settings.synthetic_persons)
    except NationalNumberError:
        return None
    looking = rooms.vault.request(Purpose.SIGN_IN_PERSON, FUNCTION, Actor.system(), states=_SERVED)
    person = looking.find(LookUpKind.NATIONAL_NUMBER, digits)
    if person is None:
        return None
    looking.tell([looking.live_subject(person).subject_id], "sign in", provider)
    return person


def _sign_out(request: Request) -> Answer:
    rooms = system()
    rooms.guard.check_origin(request)
    token = request.cookie(SESSION)
    session = rooms.guard.session_of(request)
    if token is not None and session is not None:
        check_form_token(request, session)
        rooms.sessions.end(token)
    cookies = [clear_cookie(SESSION)]
    return Answer.see_other(_HOME, cookies) if request.wants_html else Answer(204, "", cookies=cookies)


def _keys(_: Request) -> Answer:
    return Answer(200, _desk(system()).keys.public())


handler = Door(
    FUNCTION,
    [
        Route("GET", "/api/sign-in/return", _return, access=anyone(number="national_register_act")),
        Route("GET", "/api/sign-in/keys", _keys, access=anyone()),
        Route("GET", "/api/sign-in/<provider>", _begin, access=anyone()),
        Route("POST", "/api/sign-out", _sign_out, access=anyone()),
    ],
    retry=TRY_AGAIN,
)
