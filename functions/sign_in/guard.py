"""The guard of every route that needs somebody signed in. What it is not asked about, it refuses."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl

from functions.register.purpose import Purpose
from functions.runtime.problem import Problem, ProblemCode
from functions.sign_in.cookies import SESSION
from functions.sign_in.session import Session
from functions.sign_in.store import SessionStore
from functions.units.access import Access, Who
from functions.units.clock import SystemClock
from functions.vault.strong_sign_in import Act, is_enough

FORM_TOKEN = "form_token"  # noqa: S105 - the name of the field
FORM_TOKEN_HEADER = "form-token"  # noqa: S105 - the name of the header
_SAFE = frozenset({"GET", "HEAD"})
_FORM = "application/x-www-form-urlencoded"


class Asked(Protocol):
    """The parts of a request that decide; header names are in lower case."""

    @property
    def method(self) -> str:
        """The method."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers."""
        ...

    @property
    def body(self) -> bytes:
        """The body as received."""
        ...

    @property
    def content_type(self) -> str:
        """The media type of the body."""
        ...

    def cookie(self, name: str) -> str | None:
        """Return the value of a cookie, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Guard:
    """The sessions and the origin of a stage."""

    sessions: SessionStore
    origin: str
    clock: SystemClock

    def let_in(self, asked: Asked, access: Access) -> Session:
        """Return the session of a caller who may use the route; Problem otherwise (401, 403).

        An unsafe request comes from our origin; posted by a page, it carries the session's form token.
        """
        if asked.method not in _SAFE:
            self.check_origin(asked)
        session = self.session_of(asked)
        if session is None or not _is_kind(session, access.who):
            raise Problem(ProblemCode.SIGN_IN_FIRST)
        if asked.method not in _SAFE:
            check_form_token(asked, session)
        if access.who is Who.STAFF and not session.member.may_use(Purpose(access.purpose or "")):
            raise Problem(ProblemCode.NOT_ALLOWED)
        if access.act is not None and not is_enough(
            session.proof, Act(access.act), session.holder, self.clock.real_now()
        ):
            raise Problem(ProblemCode.SIGN_IN_AGAIN)
        return session

    def session_of(self, asked: Asked) -> Session | None:
        """Return the open session of a caller, if there is one."""
        token = asked.cookie(SESSION)
        return None if token is None else self.sessions.find(token)

    def check_origin(self, asked: Asked) -> None:
        """Refuse (403) a write that no page or tool of ours sent: its `Origin` is another one, or is missing."""
        if not hmac.compare_digest(asked.headers.get("origin", "").encode(), self.origin.encode()):
            raise Problem(ProblemCode.NOT_ALLOWED)


def check_form_token(asked: Asked, session: Session) -> None:
    """Refuse (403) a page's post without the token of this session; a program may state it in a header."""
    if asked.content_type != _FORM and FORM_TOKEN_HEADER not in asked.headers:
        # Another site can send no JSON here: a browser asks us first (CORS preflight), and we let nobody in.
        return
    stated = asked.headers.get(FORM_TOKEN_HEADER) or _posted(asked.body)
    if not hmac.compare_digest(stated.encode(), session.form_token.encode()):
        raise Problem(ProblemCode.NOT_ALLOWED)


def _posted(body: bytes) -> str:
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return ""
    return next((value for name, value in fields if name == FORM_TOKEN), "")


def _is_kind(session: Session, who: Who) -> bool:
    if who is Who.SIGNED_IN:
        return True
    return session.is_person if who is Who.PERSON else who is Who.STAFF and not session.is_person
