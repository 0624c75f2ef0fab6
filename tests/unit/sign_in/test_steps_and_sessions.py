"""A step needs the person again; sessions turn over, end, and belong to one token."""

from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from functions.runtime.database import Key, Table
from functions.sign_in.client_keys import ClientKeys
from tests.builders.portal_browser import PARTNER_NUMBER, PAYEE_NUMBER, Portal, make_portal
from tests.fakes.fake_provider import EID, ITSME, FakeProvider
from tests.fakes.in_memory_keys import client_key

PROVIDERS = {"itsme": ITSME, "eid": EID}


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Return a family whose payee stands before the provider."""
    return make_portal(monkeypatch)


def _provider(portal: Portal, name: str) -> FakeProvider:
    return portal.browser.network.at(PROVIDERS[name])


def _sessions(portal: Portal) -> int:
    return sum(key.sk == "session" for key in portal.system.memory.database.rows[Table.SESSIONS])


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("acr", [None, "urn:unknown", "http://itsme.services/v2/claim/acr_basic"])
def test_a_step_needs_the_strongest_level_whatever_the_provider_answers(portal: Portal, acr: str | None) -> None:
    portal.browser.sign_in("itsme")
    answer = portal.browser.begin("itsme", act="change_account")
    _provider(portal, "itsme").claims = {"acr": acr}
    answered = portal.browser.finish(answer)
    assert (answered.status, answered.members["type"]) == (401, "https://kroost.invalid/problems/sign-in-again")


def test_the_weaker_level_opens_the_pages_and_no_step(portal: Portal) -> None:
    _provider(portal, "itsme").claims = {"acr": "http://itsme.services/v2/claim/acr_basic"}
    assert portal.browser.sign_in("itsme").status == 200
    assert portal.browser.ask("GET", "/api/session").members["acts"] == ["use_portal"]


@pytest.mark.parametrize("acr", [None, "", "tag:sixdots.be,2016-06:acr_advanced"])
def test_a_level_that_nobody_listed_opens_nothing(portal: Portal, acr: str | None) -> None:
    answer = portal.browser.begin("itsme")
    _provider(portal, "itsme").claims = {"acr": acr}
    assert portal.browser.finish(answer).status == 401


@pytest.mark.goal("AC-2")
def test_a_step_asks_the_provider_anew_and_refuses_a_stale_proof(portal: Portal) -> None:
    """Given `auth_time` from before the step began, then it is refused: the provider only remembered somebody."""
    portal.browser.sign_in("itsme")
    portal.system.memory.clock.jump(timedelta(minutes=11))
    assert portal.browser.ask("GET", "/api/session").members["acts"] == ["use_portal"]
    stale = int(_provider(portal, "itsme").now.timestamp())
    portal.follow_time()
    location = portal.browser.ask("GET", "/api/sign-in/itsme", query={"act": "change_account"}).header("Location")
    provider = _provider(portal, "itsme")
    asked = jwt.decode(location.split("request=")[1], _our_key(), algorithms=["RS256"]).claims
    assert (asked["max_age"], asked["prompt"]) == ("0", "login")
    provider.claims = {"auth_time": stale}
    assert portal.browser.finish(provider.authorize(location)).status == 401
    provider.claims = {}
    assert portal.browser.sign_in("itsme", act="change_account").status == 200
    assert "change_account" in str(portal.browser.ask("GET", "/api/session").members["acts"])


def test_a_step_turns_the_session_over_and_the_old_token_is_dead(portal: Portal) -> None:
    portal.browser.sign_in("itsme")
    old = portal.browser.another()
    old.cookies = dict(portal.browser.cookies)
    assert portal.browser.sign_in("itsme", act="request_erasure").status == 200
    assert portal.browser.cookies["__Host-session"] != old.cookies["__Host-session"]
    assert old.ask("GET", "/api/session").status == 401
    assert portal.browser.ask("GET", "/api/session").status == 200
    assert _sessions(portal) == 1


@pytest.mark.parametrize(("number", "sub"), [(PARTNER_NUMBER, "citizen-2"), (PAYEE_NUMBER, "citizen-2")])
def test_nobody_else_can_finish_a_step(portal: Portal, number: str, sub: str) -> None:
    """Given a step of the payee, when another person, or another account of the payee, comes back: refused."""
    portal.browser.sign_in("itsme")
    answer = portal.browser.begin("itsme", act="change_account")
    portal.is_now(number, sub)
    assert portal.browser.finish(answer).status == 401


def test_a_step_needs_a_session_of_the_same_provider(portal: Portal) -> None:
    assert portal.browser.ask("GET", "/api/sign-in/itsme", query={"act": "change_account"}).status == 401
    portal.browser.sign_in("eid")
    assert portal.browser.ask("GET", "/api/sign-in/itsme", query={"act": "change_account"}).status == 401


def test_a_planted_session_is_never_signed_in(portal: Portal) -> None:
    """Given a token that somebody put into the browser (fixation), then signing in makes another one and ends it."""
    mallory = portal.browser.another()
    portal.is_now(PARTNER_NUMBER, "citizen-2")
    mallory.sign_in("itsme")
    portal.is_now(PAYEE_NUMBER)
    planted = mallory.cookies["__Host-session"]
    portal.browser.cookies["__Host-session"] = planted
    portal.browser.sign_in("itsme")
    assert portal.browser.cookies["__Host-session"] != planted
    assert mallory.ask("GET", "/api/session").status == 401
    portal.browser.cookies["__Host-session"] = "made-up"
    assert portal.browser.ask("GET", "/api/session").status == 401


def test_a_session_ends_when_idle_and_at_the_latest_after_two_hours(portal: Portal) -> None:
    portal.browser.sign_in("itsme")
    portal.system.memory.clock.jump(timedelta(minutes=15))
    assert portal.browser.ask("GET", "/api/session").status == 401
    portal.follow_time()
    portal.browser.sign_in("itsme")
    for _ in range(8):
        portal.system.memory.clock.jump(timedelta(minutes=14))
        assert portal.browser.ask("GET", "/api/session").status == 200
    portal.system.memory.clock.jump(timedelta(minutes=8))
    assert portal.browser.ask("GET", "/api/session").status == 401


def test_signing_out_needs_our_origin_and_the_form_token_of_a_page(portal: Portal) -> None:
    token = str(portal.browser.sign_in("itsme").members["form_token"])
    form = "application/x-www-form-urlencoded"
    assert portal.browser.ask("POST", "/api/sign-out", Origin="https://evil.example").status == 403
    assert portal.browser.ask("POST", "/api/sign-out", Origin="").status == 403
    assert portal.browser.ask("POST", "/api/sign-out", "", Content_Type=form).status == 403
    assert portal.browser.ask("POST", "/api/sign-out", "form_token=another", Content_Type=form).status == 403
    assert _sessions(portal) == 1
    kept = dict(portal.browser.cookies)
    assert portal.browser.ask("POST", "/api/sign-out", f"form_token={token}", Content_Type=form).status == 204
    portal.browser.cookies = kept
    assert portal.browser.ask("GET", "/api/session").status == 401
    assert not _sessions(portal)


def test_a_row_of_a_session_opens_for_no_other_token_and_at_no_other_place(portal: Portal) -> None:
    """Given every key of ours and a copy of the table, then a row moved to a known token's place is no session."""
    portal.browser.sign_in("itsme")
    mallory = portal.browser.another()
    portal.is_now(PARTNER_NUMBER, "citizen-2")
    mallory.sign_in("itsme")
    rows = portal.system.memory.database.rows[Table.SESSIONS]
    mine, theirs = sorted(key.pk for key in rows)
    rows[Key(mine, "session")], rows[Key(theirs, "session")] = (
        {**rows[Key(theirs, "session")], "pk": mine},
        {**rows[Key(mine, "session")], "pk": theirs},
    )
    assert portal.browser.ask("GET", "/api/session").status == 401
    assert mallory.ask("GET", "/api/session").status == 401


def _our_key() -> RSAKey:
    return ClientKeys.of(client_key("signing"), client_key("decryption")).signing
