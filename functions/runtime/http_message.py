"""What goes through the edge of a function: a request as a use-case may know it, and an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from functions.runtime.languages import Language, negotiate_language
from functions.runtime.problem import Problem, ProblemCode

JSON = "application/json"
PROBLEM = "application/problem+json"
FORM = "application/x-www-form-urlencoded"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What a use-case may know of a request; `caller` is who the door's guard let in (None on a public route)."""

    method: str
    path: str
    route: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    caller: object = None

    @cached_property
    def language(self) -> Language:
        """The language of the answer."""
        return negotiate_language(self.headers.get("accept-language"))

    @property
    def content_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def wants_html(self) -> bool:
        """Whether a page is wanted: a browser's form post or visit, not a program's call."""
        accepted = self.headers.get("accept", "")
        return "text/html" in accepted and "application/json" not in accepted

    @property
    def is_form(self) -> bool:
        """Whether the body is a form post; Problem (415) when it is neither that nor JSON."""
        if self.content_type == FORM:
            return True
        if self.content_type == JSON or self.content_type.endswith("+json"):
            return False
        raise Problem(ProblemCode.CONTENT_TYPE)

    def cookie(self, name: str) -> str | None:
        """Return the value of a cookie, or None."""
        for part in self.headers.get("cookie", "").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `body` is text as it goes out, or members to be written as JSON."""

    status: int
    body: str | Mapping[str, object] = ""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Sequence[str] = ()

    @classmethod
    def see_other(cls, address: str, cookies: Sequence[str] = ()) -> "Answer":
        """Return a 303 to another page."""
        return cls(303, "", HTML, {"Location": address}, cookies)
