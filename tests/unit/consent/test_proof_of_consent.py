"""What a choice proves afterwards: the exact banner, a receipt to keep, and that nothing runs without it."""

from datetime import timedelta
from itertools import product

import jsonschema_rs
import pytest

from functions.consent import api
from functions.consent.choice import KINDS
from functions.consent.live_consent import NoConsentError, require_consent
from functions.consent.measurement import MeasurementForm, measured
from functions.runtime.problem import Language
from functions.site import api as site_api
from functions.site.page_texts import banner_version, known_banners, shown_banner
from tests.builders.http_events import call
from tests.builders.memory_system import MemorySystem
from tools import build_site
from tools.openapi_answers import CONSENT_RECEIPT

VERSION = banner_version(Language.NL)
HTML = {"Accept": "text/html", "Accept-Language": "nl"}
# Every state that a visitor can be in, as the posts that lead to it, and which kinds are allowed then.
STATES: dict[str, tuple[list[dict[str, object]], set[str]]] = {
    "never asked": ([], set()),
    "accepted": ([{"method": "accept_all"}], set(KINDS)),
    "refused": ([{"method": "refuse_all"}], set()),
    "by the browser": ([{"method": "browser_signal"}], set()),
    "withdrawn": ([{"method": "accept_all"}, {"method": "withdraw"}], set()),
    "one kind": (
        [{"method": "choose", "choices": {kind: kind == "performance" for kind in KINDS}}],
        {"performance"},
    ),
    "changed": ([{"method": "refuse_all"}, {"method": "accept_all"}], set(KINDS)),
}


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> MemorySystem:
    made = MemorySystem("consent-api")
    monkeypatch.setattr(api, "system", lambda: made)
    monkeypatch.setattr(site_api, "system", lambda: made)
    api._store.cache_clear()
    return made


def chosen(posts: list[dict[str, object]]) -> str | None:
    """Make the choices one after the other; return the id, None without any."""
    consent: str | None = None
    for members in posts:
        body = {"language": "nl", "banner_version": VERSION, **members} | ({"id": consent} if consent else {})
        consent = str(call(api.handler, "POST", "/api/consents", body).members["id"])
    return consent


@pytest.mark.goal("CO-10")
@pytest.mark.parametrize(("state", "kind"), list(product(STATES, KINDS)))
def test_a_kind_runs_in_exactly_the_states_that_allow_it(system: MemorySystem, state: str, kind: str) -> None:
    posts, allowed = STATES[state]
    consent = chosen(posts)
    if kind in allowed:
        assert require_consent(api._store(), system.memory.clock, kind, consent).kind == kind
    else:
        with pytest.raises(NoConsentError):
            require_consent(api._store(), system.memory.clock, kind, consent)


@pytest.mark.goal("CO-10")
@pytest.mark.parametrize(("state", "kind"), list(product(STATES, ("performance", "analytics"))))
def test_the_server_measures_in_exactly_the_states_that_allow_it(system: MemorySystem, state: str, kind: str) -> None:
    posts, allowed = STATES[state]
    consent = chosen(posts) or "cns_" + "0" * 26
    body = {"consent": consent, "kind": kind, "page": "join", "milliseconds": 12}
    assert call(api.handler, "POST", "/api/measurements", body).status == (202 if kind in allowed else 403)


@pytest.mark.goal("CO-10")
def test_a_consent_for_one_kind_serves_no_other_and_an_old_one_serves_none(system: MemorySystem) -> None:
    consent = chosen([{"method": "accept_all"}])
    proof = require_consent(api._store(), system.memory.clock, "performance", consent)
    with pytest.raises(ValueError, match="another kind"):
        measured(proof, MeasurementForm(consent=str(consent), kind="analytics", page="join"))
    system.memory.clock.jump(timedelta(days=183))
    with pytest.raises(NoConsentError):
        require_consent(api._store(), system.memory.clock, "performance", consent)


@pytest.mark.goal("CO-1")
@pytest.mark.parametrize("language", list(Language))
def test_the_exact_banner_of_a_record_is_shown_again_byte_for_byte(system: MemorySystem, language: Language) -> None:
    version = banner_version(language)
    body = {"language": language.value, "banner_version": version, "method": "refuse_all"}
    consent = call(api.handler, "POST", "/api/consents", body).members["id"]
    recorded = call(api.handler, "GET", f"/api/consents/{consent}").members["state"]
    assert isinstance(recorded, dict)
    shown = call(site_api.handler, "GET", f"/banners/{recorded['banner_version']}")
    assert shown.status == 200
    assert build_site.digest(shown.body) == version
    assert "<style>" in shown.body
    assert "script" not in shown.header("Content-Security-Policy")


@pytest.mark.goal("CO-1")
def test_a_banner_that_was_never_shown_is_refused_and_every_old_one_stays(system: MemorySystem) -> None:
    body = {"language": "nl", "banner_version": "sha256:" + "ab" * 32, "method": "accept_all"}
    answered = call(api.handler, "POST", "/api/consents", body)
    assert answered.status == 422
    assert "/banner_version" in answered.body
    for version in known_banners():
        assert build_site.digest(shown_banner(version) or "") == version
    assert call(site_api.handler, "GET", "/banners/sha256:" + "ab" * 32).status == 404


@pytest.mark.goal("CO-8")
@pytest.mark.parametrize("state", [name for name, (posts, _) in STATES.items() if posts])
def test_the_receipt_fits_its_schema_and_tells_every_event(system: MemorySystem, state: str) -> None:
    posts, allowed = STATES[state]
    consent = chosen(posts)
    answered = call(api.handler, "GET", f"/api/consents/{consent}/receipt")
    receipt = answered.members
    assert answered.header("Content-Type").startswith("application/ld+json")
    jsonschema_rs.validator_for(CONSENT_RECEIPT).validate(receipt)
    processing, events = receipt["processing"], receipt["events"]
    assert isinstance(processing, list)
    assert isinstance(events, list)
    assert {one["purpose"] for one in processing if one["given"]} == allowed
    assert [one["event_method"] for one in events] == [one["method"] for one in posts]


@pytest.mark.goal("CO-8")
@pytest.mark.parametrize("language", list(Language))
def test_the_receipt_is_a_page_too(system: MemorySystem, language: Language) -> None:
    consent = chosen([{"method": "accept_all"}, {"method": "withdraw"}])
    headers = {"Accept": "text/html", "Accept-Language": language.value}
    page = call(api.handler, "GET", f"/api/consents/{consent}/receipt", headers=headers)
    assert page.header("Content-Type").startswith("text/html")
    assert str(consent) in page.body
    assert page.body.count(f"/banners/{VERSION}") == 2
