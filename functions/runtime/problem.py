"""Problem objects (RFC 9457): what a caller is told when something is wrong, in the caller's language.

Pure words: no framework, no storage. A problem never holds a value that the caller sent.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from functions.runtime.languages import Language, Text, language_of
from functions.runtime.member_code import MemberCode
from functions.runtime.member_texts import MEMBER_TEXTS
from functions.runtime.problem_texts import PROBLEM_TEXTS, ProblemCode

__all__ = [
    "Language",
    "MemberCode",
    "MemberError",
    "Problem",
    "ProblemCode",
    "Text",
    "language_of",
    "new_error_id",
    "pointer",
]

TYPE_PREFIX = "https://kroost.invalid/problems/"


@dataclass(frozen=True, slots=True)
class MemberError:
    """One wrong member: where it stands (JSON Pointer, RFC 6901) and what is wrong with it."""

    pointer: str
    code: MemberCode
    variables: Mapping[str, str | int] = field(default_factory=dict)

    def detail(self, language: Language) -> str:
        """Say what is wrong and how to put it right."""
        return MEMBER_TEXTS[self.code].said_in(language, **self.variables)


def new_error_id() -> str:
    """Return an opaque id (128 random bits) under which the log knows an error."""
    return "err_" + secrets.token_hex(16)


class Problem(Exception):  # noqa: N818 - the RFC's own word
    """A request that gets a problem object for an answer."""

    def __init__(
        self,
        code: ProblemCode,
        *,
        errors: Sequence[MemberError] = (),
        retry_after: int | None = None,
        allow: Sequence[str] = (),
    ) -> None:
        """State the code; `errors` for wrong members, `retry_after` in seconds, `allow` for a method not allowed."""
        super().__init__(code.value)
        self.code = code
        self.errors = tuple(errors)
        self.retry_after = retry_after
        self.allow = tuple(allow)
        self.instance = new_error_id()

    @property
    def status(self) -> int:
        """The HTTP status of this problem."""
        return PROBLEM_TEXTS[self.code].status

    def said(self, language: Language) -> str:
        """Say what happened and what to do, in one language."""
        return PROBLEM_TEXTS[self.code].detail.said_in(language)

    def headline(self, language: Language) -> str:
        """Return the title in one language."""
        return PROBLEM_TEXTS[self.code].title.said_in(language)

    def document(self, language: Language) -> dict[str, object]:
        """Return the members of the problem object in one language."""
        if self.code is ProblemCode.OUR_FAULT:
            return {"instance": self.instance}
        texts = PROBLEM_TEXTS[self.code]
        made: dict[str, object] = {
            "type": TYPE_PREFIX + self.code.value,
            "title": texts.title.said_in(language),
            "status": texts.status,
            "detail": texts.detail.said_in(language),
            "instance": self.instance,
        }
        if self.errors:
            made["errors"] = [{"pointer": one.pointer, "detail": one.detail(language)} for one in self.errors]
        return made


def pointer(*steps: str | int) -> str:
    """Write a JSON Pointer (RFC 6901) from its steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
