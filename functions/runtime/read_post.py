"""A post to one of our routes, as JSON or as a form, read into its checked model with its idempotency key."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from functions.runtime.http import Request
from functions.runtime.problem import Problem, ProblemCode
from functions.runtime.read_form import read_form
from functions.runtime.read_model import Context, Rule, read_json, read_model

KEY_HEADER = "idempotency-key"
KEY_FIELD = "idempotency_key"
# The door's guard has checked it; no model knows it.
FORM_TOKEN_FIELD = "form_token"  # noqa: S105 - the name of a field
_KEY = re.compile(r"[\x21-\x7e]{16,128}")


@dataclass(frozen=True, slots=True)
class Post[M: BaseModel]:
    """The checked model, the key that marks repeats (None: every post is new), and the page's own fields."""

    model: M
    key: str | None
    page_fields: Mapping[str, str]


def read_post[M: BaseModel](
    request: Request,
    model: type[M],
    *,
    context: Context | None = None,
    rules: Iterable[Rule] = (),
    page_fields: tuple[str, ...] = (),
    mend: Callable[[dict[str, object]], None] | None = None,
) -> Post[M]:
    """Read a post; Problem for everything that is wrong with it.

    `page_fields` are fields of a form post that belong to the page, not to the model; `mend` takes out of a form post
    what a page cannot help sending.
    """
    apart: Mapping[str, str] = {}
    if request.is_form:
        members, apart = read_form(request.body, model, (KEY_FIELD, FORM_TOKEN_FIELD, *page_fields))
        if mend is not None:
            mend(members)
        text = json.dumps(members)
        text, members = read_json(text.encode())
    else:
        text, members = read_json(request.body)
    key = request.headers.get(KEY_HEADER) or apart.get(KEY_FIELD) or None
    if key is not None and _KEY.fullmatch(key) is None:
        raise Problem(ProblemCode.BAD_REQUEST_KEY)
    made = read_model(model, text, members, context=context, rules=rules)
    return Post(made, key, {name: value for name, value in apart.items() if name not in {KEY_FIELD, FORM_TOKEN_FIELD}})
