"""Build the description of the public API (OpenAPI 3.1) from the doors' routes and the models that they read.

`python -m tools.build_openapi` writes `docs/api/openapi.json` and the copy that the site serves; `--check` compares.
A route that is not described here fails the build, and so does a description of a route that no door has.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pydantic.json_schema import models_json_schema

from functions.consent import api as consent_api
from functions.intake import api as intake_api
from functions.portal import api as portal_api
from functions.rights import api as rights_api
from functions.runtime.problem_texts import PROBLEM_TEXTS
from functions.sign_in import api as sign_in_api
from functions.site import api as site_api
from functions.site.public_documents import VERSION
from functions.staff import api as staff_api
from functions.units.access import Access, Who
from functions.what_if import api as what_if_api
from tools.openapi_answers import ANSWERS
from tools.openapi_operation import Operation
from tools.openapi_operations import OPERATIONS
from tools.openapi_schema import Schema, ref

ROOT = Path(__file__).parents[1]
TARGETS = (ROOT / "docs" / "api" / "openapi.json", ROOT / "functions" / "site" / "built" / "openapi.json")
DOORS = (
    intake_api.handler,
    consent_api.handler,
    what_if_api.handler,
    site_api.handler,
    staff_api.handler,
    sign_in_api.handler,
    portal_api.handler,
    rights_api.handler,
)
JSON, FORM, HTML, PROBLEM = (
    "application/json",
    "application/x-www-form-urlencoded",
    "text/html",
    "application/problem+json",
)


SIGNED_IN = frozenset({Who.PERSON, Who.STAFF, Who.SIGNED_IN})
_ALWAYS = ("405", "429", "500", "503")


def routes() -> set[tuple[str, str]]:
    """Return every API route that a door has."""
    return {(route.method, route.path) for door in DOORS for route in door.routes if route.path.startswith("/api/")}


def access_of(method: str, path: str) -> Access:
    """Return who may use a route, as its door states it."""
    (access,) = (one.access for door in DOORS for one in door.routes if (one.method, one.path) == (method, path))
    if access is None:
        msg = f"{method} {path} does not say who may use it"
        raise ValueError(msg)
    return access


def document() -> dict[str, object]:
    """Return the description."""
    if routes() != set(OPERATIONS):
        msg = f"described and real routes differ: {sorted(routes() ^ set(OPERATIONS))}"
        raise ValueError(msg)
    paths: dict[str, dict[str, object]] = {}
    for (method, path), operation in OPERATIONS.items():
        paths.setdefault(_template(path), {})[method.lower()] = _operation(method, path, operation)
    models = [(one.body, "validation") for one in OPERATIONS.values() if one.body is not None]
    _, found = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kroost",
            "version": VERSION,
            "summary": "An open child-benefit fund for Belgium",
            "description": "A model with invented people. Errors are RFC 9457 problem objects in nl, fr, de or en.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted({**found["$defs"], **ANSWERS}.items())),
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"}},
        },
    }


def _template(path: str) -> str:
    return re.sub(r"<(\w+)>", r"{\1}", path)


def _operation(method: str, path: str, operation: Operation) -> dict[str, object]:
    access = access_of(method, path)
    said: dict[str, object] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": list(_parameters(path, operation)),
        "responses": _responses(path, operation, access),
    }
    if operation.body is not None:
        kinds = [JSON, *([FORM] if operation.form else [])]
        schema = ref(operation.body.__name__)
        said["requestBody"] = {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}
    if access.who in SIGNED_IN:
        said["security"] = [{"session": []}]
    # Who may use the route and on what, for whoever tests it cell by cell (tests/authorisation).
    said["x-access"] = {name: str(value) for name, value in asdict(access).items() if value is not None}
    return said


def _parameters(path: str, operation: Operation) -> Iterable[dict[str, object]]:
    text: Schema = {"type": "string"}
    for name in re.findall(r"<(\w+)>", path):
        yield {"name": name, "in": "path", "required": True, "schema": text}
    for name in operation.query:
        yield {"name": name, "in": "query", "required": False, "schema": text}
    yield {"name": "Accept-Language", "in": "header", "required": False, "schema": text}
    if operation.keyed:
        key: Schema = {"type": "string", "minLength": 16, "maxLength": 128, "pattern": "^[\\x21-\\x7e]+$"}
        yield {"name": "Idempotency-Key", "in": "header", "required": False, "schema": key}
    if operation.name == "recordConsent":
        yield {"name": "Sec-GPC", "in": "header", "required": False, "schema": {"const": "1"}}
    if operation.staff:
        yield {"name": "Purpose", "in": "header", "required": False, "schema": text}


def _responses(path: str, operation: Operation, access: Access) -> dict[str, object]:
    answered: dict[str, object] = {"description": operation.summary}
    if operation.answer is not None:
        answered["content"] = {JSON: {"schema": ref(operation.answer)}}
    found: dict[str, object] = {str(operation.status): answered}
    if operation.form:
        found["303"] = {"description": "For a page without script: where to go next"}
    problems = list(_ALWAYS)
    problems += ["400", "413", "415", "422"] if operation.body is not None else []
    problems += ["409"] if operation.keyed or operation.name == "releaseFile" else []
    problems += ["401", "403"] if access.who in SIGNED_IN else []
    problems += {"returnFromProvider": ["401", "403"], "signIn": ["401"], "signOut": ["403"]}.get(operation.name, [])
    problems += ["404"] if "<" in path or operation.name in {"recordConsent", "readNotice"} else []
    problems += ["403"] if operation.name == "recordConsent" else []
    for status in sorted(set(problems)):
        titles = [text.title.en for text in PROBLEM_TEXTS.values() if str(text.status) == status]
        content = {PROBLEM: {"schema": ref("Problem")}}
        if operation.form and operation.tag == "forms":
            content[HTML] = {"schema": {"type": "string"}}
        found[status] = {"description": "; ".join(titles), "content": content}
    return found


def main(arguments: list[str]) -> int:
    """Write or compare; return 1 when a file is not what the code says."""
    text = json.dumps(document(), ensure_ascii=False, indent=1) + "\n"
    stale = [path for path in TARGETS if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in arguments:
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print(f"openapi: {len(stale)} files {'differ' if '--check' in arguments else 'written'}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
