"""A request's members as a checked model, or a problem with every wrong member and our own words for each.

Neither pydantic's texts nor the values that were sent stand in a problem.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer
from functions.runtime.problem_in_model import OWN_PREFIX

type Rule = Callable[[Mapping[str, object]], Iterable[MemberError]]
type Context = Mapping[str, object]

_OWN_NAME = re.compile(r"[a-z][a-z_]{0,30}")
_CODES: Mapping[str, MemberCode] = {
    "missing": MemberCode.MISSING,
    "extra_forbidden": MemberCode.UNKNOWN,
    "string_type": MemberCode.NOT_TEXT,
    "bool_type": MemberCode.NOT_YES_NO,
    "bool_parsing": MemberCode.NOT_YES_NO,
    "int_type": MemberCode.NOT_WHOLE_NUMBER,
    "int_from_float": MemberCode.NOT_WHOLE_NUMBER,
    "list_type": MemberCode.NOT_LIST,
    "model_type": MemberCode.NOT_OBJECT,
    "model_attributes_type": MemberCode.NOT_OBJECT,
    "dict_type": MemberCode.NOT_OBJECT,
    "string_too_short": MemberCode.TOO_SHORT,
    "string_too_long": MemberCode.TOO_LONG,
    "too_short": MemberCode.TOO_FEW,
    "too_long": MemberCode.TOO_MANY,
    "greater_than_equal": MemberCode.TOO_SMALL,
    "less_than_equal": MemberCode.TOO_BIG,
    "string_pattern_mismatch": MemberCode.FORM,
    "literal_error": MemberCode.CHOICE,
    "enum": MemberCode.CHOICE,
    "date_type": MemberCode.DATE,
    "date_parsing": MemberCode.DATE,
    "date_from_datetime_parsing": MemberCode.DATE,
    "date_from_datetime_inexact": MemberCode.DATE,
}
_LIMITS = ("min_length", "max_length", "ge", "le")


def read_json(body: bytes) -> tuple[str, dict[str, object]]:
    """Return a JSON body as text in Unicode normal form C and as members; Problem when it is not one JSON object."""
    try:
        text = unicodedata.normalize("NFC", body.decode())
    except UnicodeDecodeError:
        raise Problem(ProblemCode.NOT_UTF8) from None
    try:
        members = json.loads(text, parse_constant=_refuse_constant)
        if "\\u" in text:
            # An escape hides letters from the normal form: a name may be written letter and accent apart.
            text = unicodedata.normalize("NFC", json.dumps(members, ensure_ascii=False))
            text.encode()
            members = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Problem(ProblemCode.NOT_JSON) from None
    if not isinstance(members, dict):
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError("", MemberCode.NOT_OBJECT)])
    return text, members


def read_model[M: BaseModel](
    model: type[M],
    text: str,
    members: Mapping[str, object],
    *,
    context: Context | None = None,
    rules: Iterable[Rule] = (),
) -> M:
    """Check JSON `text` (whose parsed form is `members`) against a model and the rules that hold between members.

    Raises Problem with all errors: those of single members and those of the rules together.
    """
    errors = [error for rule in rules for error in rule(members)]
    try:
        made = model.model_validate_json(text, context=dict(context or {}))
    except ValidationError as refused:
        found = refused.errors(include_url=False, include_input=False)
        if any(one["type"] == "json_invalid" for one in found):
            raise Problem(ProblemCode.NOT_JSON) from None
        errors = [_member_error(one) for one in found] + errors
    else:
        if not errors:
            return made
    raise Problem(ProblemCode.WRONG_MEMBERS, errors=_once_each(errors))


def _refuse_constant(_: str) -> object:
    msg = "not a JSON value"
    raise ValueError(msg)


def _member_error(found: ErrorDetails) -> MemberError:
    steps = found["loc"]
    kind = found["type"]
    if kind == "extra_forbidden" and _OWN_NAME.fullmatch(str(steps[-1])) is None:
        steps = steps[:-1]  # a member's name may itself be personal: point at the object that holds it
    said = found.get("ctx", {})
    if kind.startswith(OWN_PREFIX):
        return MemberError(pointer(*steps), MemberCode(kind.removeprefix(OWN_PREFIX)))
    code = _CODES.get(kind, MemberCode.OTHER)
    if kind == "literal_error" and said.get("expected") == "True":
        code = MemberCode.MUST_AGREE
    limit = next((int(said[name]) for name in _LIMITS if name in said), None)
    if code is MemberCode.TOO_SHORT and limit == 1:
        return MemberError(pointer(*steps), MemberCode.MISSING)
    return MemberError(pointer(*steps), code, {} if limit is None else {"limit": limit})


def _once_each(errors: list[MemberError]) -> list[MemberError]:
    kept: dict[tuple[str, str], MemberError] = {}
    for error in errors:
        kept.setdefault((error.pointer, error.code), error)
    return list(kept.values())
