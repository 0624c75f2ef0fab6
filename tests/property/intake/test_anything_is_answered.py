"""Whatever is sent to the public door, the answer is a receipt or a problem of the caller's: never our fault."""

import base64
import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.consent import api as consent_api
from functions.intake import api as intake_api
from functions.runtime.http import Door
from functions.site import api as site_api
from tests.builders.forms import application_form, family_form, interest_form
from tests.builders.memory_system import MemorySystem

NAMES = sorted({name for form in (family_form(), interest_form(), application_form()) for name in form})
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner),
    max_leaves=15,
)
PATHS = st.lists(st.sampled_from(NAMES) | st.sampled_from(["0", "1", "given_name", "iban", "address"]), max_size=5)
PAIRS = st.lists(st.tuples(PATHS.map(".".join), st.text(max_size=20)), max_size=15)
FORMS = st.sampled_from(["families", "interests", "applications"])
ANSWERS = {202, 400, 413, 422}
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put one system in memory behind the public functions."""
    made = MemorySystem("intake-api")
    for module in (intake_api, consent_api, site_api):
        monkeypatch.setattr(module, "system", lambda: made)
    consent_api._store.cache_clear()
    yield
    consent_api._store.cache_clear()


def status(door: Door, path: str, body: bytes, kind: str, accept: str = "*/*") -> int:
    """Post bytes; return the status."""
    event: dict[str, object] = {
        "httpMethod": "POST",
        "path": path,
        "headers": {"Content-Type": kind, "Accept": accept},
        "requestContext": {"stage": "test", "path": path},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    return int(str(door(event, None)["statusCode"]))


@CALM
@given(form=FORMS, value=JSON)
def test_any_json_is_a_receipt_or_the_callers_fault(form: str, value: object) -> None:
    body = json.dumps(value).encode()
    assert status(intake_api.handler, f"/api/forms/{form}", body, "application/json") in ANSWERS
    assert status(consent_api.handler, "/api/consents", body, "application/json") in {400, 404, 413, 422}


@CALM
@given(form=FORMS, body=st.binary(max_size=300))
def test_any_bytes_are_the_callers_fault(form: str, body: bytes) -> None:
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        assert status(intake_api.handler, f"/api/forms/{form}", body, kind) in ANSWERS - {202}


@CALM
@given(pairs=PAIRS)
def test_any_form_post_comes_back_as_a_page_with_its_answers(pairs: list[tuple[str, str]]) -> None:
    body = urlencode(pairs, errors="replace").encode()
    kind = "application/x-www-form-urlencoded"
    assert status(intake_api.handler, "/api/forms/families", body, kind, "text/html") in {413, 422}
    assert status(site_api.handler, "/fr/join", body, kind, "text/html") == 200


@CALM
@given(name=st.sampled_from(NAMES), value=JSON)
def test_one_member_of_any_kind_in_a_good_form_breaks_nothing(name: str, value: object) -> None:
    forms = {"families": family_form(), "interests": interest_form(), "applications": application_form()}
    for route, form in forms.items():
        body = json.dumps(form | {name: value}).encode()
        assert status(intake_api.handler, f"/api/forms/{route}", body, "application/json") in ANSWERS
