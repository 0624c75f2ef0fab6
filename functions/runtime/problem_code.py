"""The kinds of problem. Values of the codes stand in addresses: only add."""

from enum import StrEnum
from typing import NamedTuple

from functions.runtime.languages import Text


class ProblemCode(StrEnum):
    """What kind of problem; the last part of the problem's `type`."""

    NOT_JSON = "not-json"
    NOT_UTF8 = "not-utf-8"
    BAD_REQUEST_KEY = "bad-idempotency-key"
    SIGN_IN_FIRST = "sign-in-first"
    SIGN_IN_AGAIN = "sign-in-again"
    NO_NUMBER = "sign-in-without-number"
    NOT_KNOWN_HERE = "not-known-here"
    NOT_ALLOWED = "not-allowed"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    SAME_KEY_OTHER_BODY = "same-key-other-body"
    STATE_CONFLICT = "state-conflict"
    TOO_LARGE = "too-large"
    CONTENT_TYPE = "content-type"
    WRONG_MEMBERS = "wrong-members"
    TOO_MANY = "too-many-requests"
    OUR_FAULT = "our-fault"
    TRY_AGAIN = "try-again"


class ProblemText(NamedTuple):
    """Status, title and detail of one kind of problem."""

    status: int
    title: Text
    detail: Text
