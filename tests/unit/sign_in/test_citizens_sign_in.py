"""Citizens sign in with itsme or eID; what does not belong to this browser, person and moment opens nothing."""

import json
from datetime import timedelta

import pytest

from functions.register.purpose import Purpose
from functions.runtime.database import Table
from functions.sign_in.provider_profile import profiles
from functions.sign_in.sign_in_settings import SignInSettingsError, read_sign_in_settings
from functions.vault.ledger_entry import open_entry
from tests.builders.portal_browser import PAYEE_NUMBER, Portal, make_portal
from tests.builders.sign_in_system import SETTINGS
from tests.builders.vault import private_half
from tests.fakes.fake_provider import CLIENT, EID, ITSME, FakeProvider, rsa

PROVIDERS = {"itsme": ITSME, "eid": EID}
NOBODYS_NUMBER = "85670112463"


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Return a family whose payee stands before the provider."""
    return make_portal(monkeypatch)


def _provider(portal: Portal, name: str) -> FakeProvider:
    return portal.browser.network.at(PROVIDERS[name])


def _sessions(portal: Portal) -> int:
    return sum(key.sk == "session" for key in portal.system.memory.database.rows[Table.SESSIONS])


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("name", PROVIDERS)
def test_a_person_signs_in_and_is_who_the_number_says(portal: Portal, name: str) -> None:
    """Given itsme (signed request, encrypted tokens) or eID (pushed request), then the session is the payee's."""
    answered = portal.browser.sign_in(name)
    assert answered.status == 200, answered.body
    assert set(answered.members) == {"kind", "until", "form_token"}
    session = portal.browser.ask("GET", "/api/session").members
    files = session["files"]
    assert isinstance(files, list)
    (file,) = files
    assert file["file"] == portal.family.dossier
    assert [one["person"] for one in file["people"] if one["self"]] == [portal.family.payee]


@pytest.mark.goal("AC-2")
def test_itsme_is_asked_by_a_signed_request_and_eid_by_a_pushed_one(portal: Portal) -> None:
    signed = portal.browser.ask("GET", "/api/sign-in/itsme").header("Location")
    pushed = portal.browser.ask("GET", "/api/sign-in/eid").header("Location")
    for name in ("state=", "nonce=", "code_challenge="):
        assert name not in signed
        assert name not in pushed
    asked = _provider(portal, "itsme").asked(signed)
    assert asked["scope"] == "openid service:KROOST_LOGIN eid"
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"].split() == list(profiles()["itsme"].levels)
    assert _provider(portal, "eid").asked(pushed)["scope"] == "openid profile egovnrn"


@pytest.mark.goal("AC-3")
def test_the_number_is_used_once_and_left_nowhere(portal: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    """Given a sign-in, then neither row, key, log line, cookie, address nor body holds the number (AC-3)."""
    begun = portal.browser.begin("itsme")
    answered = portal.browser.finish(begun)
    session = portal.browser.ask("GET", "/api/session")
    log = capsys.readouterr().out
    seen = f"{begun} {answered.headers} {answered.body} {session.headers} {session.body} {log} {portal.browser.cookies}"
    assert PAYEE_NUMBER not in seen
    for table, rows in portal.system.memory.database.rows.items():
        for key, row in rows.items():
            assert PAYEE_NUMBER not in f"{key} {row}", table
    assert PAYEE_NUMBER not in str(_provider(portal, "itsme").posts)


def test_a_sign_in_stands_in_the_person_s_ledger(portal: Portal) -> None:
    portal.browser.sign_in("itsme")
    rows = portal.system.memory.database.rows[Table.LEDGER]
    private = private_half(portal.system.memory, portal.family.payee)
    told = [
        open_entry(private, key.pk, int(key.sk), bytes(row["sealed"]))[1]  # type: ignore[arg-type]
        for key, row in rows.items()
        if key.pk == portal.family.payee
    ]
    entry = next(one for one in told if one["action"] == "sign in")
    assert (entry["purpose"], entry["function"]) == (Purpose.SIGN_IN_PERSON.value, "sign-in")
    assert entry["recipient"] == "itsme"


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"]},
        {"iss": "https://login.evil.example"},
        {"exp": 1},
        {"exp": None},
        {"iat": 1},
        {"iat": 99999999999},
        {"iat": "today"},
        {"sub": None},
        {"auth_time": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(portal: Portal, name: str, claims: dict[str, object]) -> None:
    answer = portal.browser.begin(name)
    _provider(portal, name).claims = claims
    assert portal.browser.finish(answer).status == 401
    assert "__Host-session" not in portal.browser.cookies
    assert not _sessions(portal)


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("sign", ["none", "HS256", "PS256", "other key", "unsigned"])
def test_a_token_that_the_provider_did_not_sign_is_refused(portal: Portal, name: str, sign: str) -> None:
    """Given `none`, the public key as a secret, another key, or (itsme) an encrypted token that nobody signed."""
    answer = portal.browser.begin(name)
    _provider(portal, name).sign = sign
    assert portal.browser.finish(answer).status == 401
    assert not _sessions(portal)


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("wrap", ["not at all", "for somebody else"])
def test_a_token_of_itsme_that_is_not_encrypted_for_us_is_refused(portal: Portal, wrap: str) -> None:
    answer = portal.browser.begin("itsme")
    _provider(portal, "itsme").wrap = wrap
    assert portal.browser.finish(answer).status == 401


def test_a_new_key_of_the_provider_is_taken_within_a_minute_and_an_old_one_no_longer(portal: Portal) -> None:
    """Given a rotation between two sign-ins, then the second asks for the keys again and goes through."""
    assert portal.browser.sign_in("itsme").status == 200
    provider = _provider(portal, "itsme")
    asked = provider.gets.count(f"{ITSME}/jwks_uri")
    portal.system.memory.clock.jump(timedelta(seconds=31))
    portal.follow_time()
    provider.key = rsa("b")
    assert portal.browser.sign_in("itsme").status == 200
    assert provider.gets.count(f"{ITSME}/jwks_uri") == asked + 1
    assert portal.browser.sign_in("itsme").status == 200
    assert provider.gets.count(f"{ITSME}/jwks_uri") == asked + 1


@pytest.mark.goal("AC-2")
def test_wrong_state_another_browser_and_a_replay_are_refused(portal: Portal) -> None:
    answer = portal.browser.begin("itsme")
    assert portal.browser.another().finish(answer).status == 401
    assert portal.browser.finish({**answer, "state": "another"}).status == 401
    # The wrong state used the begun sign-in up: the right one comes too late.
    assert portal.browser.finish(answer).status == 401
    answer = portal.browser.begin("itsme")
    kept = dict(portal.browser.cookies)
    assert portal.browser.finish(answer).status == 200
    portal.browser.cookies = kept
    assert portal.browser.finish(answer).status == 401


def test_an_answer_of_another_provider_is_refused(portal: Portal) -> None:
    """Given one return address for all, then an answer that names another issuer (RFC 9207) is a mix-up."""
    answer = portal.browser.begin("itsme")
    assert portal.browser.finish({**answer, "iss": EID}).status == 401
    answer = portal.browser.begin("itsme")
    assert portal.browser.finish({**answer, "iss": ITSME}).status == 200


@pytest.mark.parametrize("name", PROVIDERS)
def test_without_a_number_there_is_no_session_and_the_person_hears_why(portal: Portal, name: str) -> None:
    portal.is_now(None)
    answered = portal.browser.sign_in(name)
    assert (answered.status, answered.members["type"]) == (
        403,
        "https://kroost.invalid/problems/sign-in-without-number",
    )
    assert not _sessions(portal)


@pytest.mark.parametrize("number", [NOBODYS_NUMBER, "85670112365", "no number"])
def test_a_number_that_is_nobody_s_here_opens_nothing(portal: Portal, number: str) -> None:
    portal.is_now(number)
    answered = portal.browser.sign_in("itsme")
    assert (answered.status, answered.members["type"]) == (403, "https://kroost.invalid/problems/not-known-here")
    assert number not in answered.body


@pytest.mark.parametrize("name", PROVIDERS)
def test_what_is_said_about_another_subject_is_refused(portal: Portal, name: str) -> None:
    """Given an ID token of one person and claims about another, then the number of the other is not used."""
    answer = portal.browser.begin(name)
    _provider(portal, name).told = {"sub": "somebody-else"}
    assert portal.browser.finish(answer).status == 401
    assert not _sessions(portal)


@pytest.mark.parametrize("page", ["/nl/mijn-dossier", "https://evil.example", "//evil.example", "/a\r\nSet-Cookie:x"])
def test_a_browser_is_sent_to_our_own_pages_only(portal: Portal, page: str) -> None:
    answer = portal.browser.begin("itsme", next=page)
    answered = portal.browser.ask("GET", "/api/sign-in/return", query=answer, Accept="text/html")
    assert answered.status == 303
    assert answered.header("Location") == (page if page == "/nl/mijn-dossier" else "/")


def test_unknown_providers_and_acts_are_not_found(portal: Portal) -> None:
    assert portal.browser.ask("GET", "/api/sign-in/google").status == 404
    assert portal.browser.ask("GET", "/api/sign-in/itsme", query={"act": "anything"}).status == 404


def test_our_public_keys_are_published_and_hold_no_private_half(portal: Portal) -> None:
    keys = portal.browser.ask("GET", "/api/sign-in/keys").members["keys"]
    assert isinstance(keys, list)
    assert {key["use"] for key in keys} == {"sig", "enc"}
    assert all(not {"d", "p", "q"} & set(key) for key in keys)


@pytest.mark.goal("AC-3")
@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("stage", ["local", "test", "prod"])
def test_a_provider_that_states_numbers_names_what_allows_it(name: str, stage: str) -> None:
    """Given no reference of a law or authorisation for the number, then the provider is not offered (AC-3)."""
    whole = {other: {**SETTINGS[other], "authorisation": "RR 1/2026"} for other in PROVIDERS}  # type: ignore[dict-item]
    staff = {"issuer": "https://login.fund.example", "client": CLIENT, "acr": ["urn:mfa"]}
    stated = {**SETTINGS, **whole, "staff": staff, name: {**whole[name], "authorisation": " "}}
    if stage == "prod":
        assert read_sign_in_settings(json.dumps({**stated, **whole}), stage).providers[name].authorisation
    with pytest.raises(SignInSettingsError, match=f"{name}.authorisation"):
        read_sign_in_settings(json.dumps(stated), stage)


def test_a_stage_with_real_people_takes_neither_a_stand_in_reference_nor_a_plain_request() -> None:
    staff = {"issuer": "https://login.fund.example", "client": CLIENT, "acr": ["urn:mfa"]}
    with pytest.raises(SignInSettingsError, match="authorisation"):
        read_sign_in_settings(json.dumps({**SETTINGS, "staff": staff}), "prod")
    plain = {"issuer": "https://login.fund.example", "client": CLIENT, "request": "plain"}
    for stage in ("local", "prod"):
        with pytest.raises(SignInSettingsError, match="pushed or a signed"):
            read_sign_in_settings(json.dumps({"origin": SETTINGS["origin"], "staff": plain}), stage)
