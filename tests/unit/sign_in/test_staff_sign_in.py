"""Staff sign in by OpenID Connect; what does not belong to this browser and this sign-in is refused."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from functions.runtime.database import Table
from functions.sign_in.sign_in_settings import SignInSettingsError, read_sign_in_settings
from tests.builders.staff_desk import ORIGIN, StaffDesk
from tests.fakes.fake_provider import CLIENT


def test_the_browser_is_sent_off_with_state_nonce_and_a_pkce_challenge(desk: StaffDesk) -> None:
    begun = desk.ask("GET", "/api/sign-in/staff")
    assert set(parse_qs(urlsplit(begun.header("Location")).query)) == {"client_id", "request_uri"}
    asked = desk.provider.asked(begun.header("Location"))
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT
    assert asked["redirect_uri"] == f"{ORIGIN}/api/sign-in/return"
    assert asked["code_challenge_method"] == "S256"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    (cookie,) = begun.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sign-in=")
    assert cookie.endswith("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax")


def test_a_sign_in_opens_a_session_of_one_working_day_under_a_cookie_that_no_script_reads(desk: StaffDesk) -> None:
    answered = desk.sign_in()
    session, gone = answered.headers["Set-Cookie"]
    assert session.startswith("__Host-session=")
    assert session.endswith("; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax")
    assert gone.startswith("__Host-sign-in=; Path=/; Max-Age=0")
    assert answered.members["roles"] == ["case_worker", "payment_officer", "privacy_officer"]


def test_the_store_holds_neither_the_token_nor_the_provider_s_name_for_the_person(desk: StaffDesk) -> None:
    desk.sign_in()
    (row,) = desk.system.memory.database.rows[Table.SESSIONS].values()
    assert set(row) == {"pk", "sk", "sealed", "seen_at", "expires_at"}
    for value in (desk.cookies["__Host-session"], desk.provider.sub, "case_worker", "stf_"):
        assert value not in str(row)


def test_a_person_has_one_id_and_two_people_have_two(desk: StaffDesk) -> None:
    first = desk.sign_in().members["staff"]
    assert desk.sign_in().members["staff"] == first
    desk.provider.sub = "officer-bea"
    assert desk.sign_in().members["staff"] != first


@pytest.mark.parametrize(
    ("claims", "sign"),
    [
        ({"nonce": "another"}, "RS256"),
        ({"nonce": None}, "RS256"),
        ({"aud": "somebody-else"}, "RS256"),
        ({"aud": [CLIENT, "somebody-else"]}, "RS256"),
        ({"aud": None}, "RS256"),
        ({"iss": "https://login.evil.example"}, "RS256"),
        ({"exp": 1}, "RS256"),
        ({"exp": None}, "RS256"),
        ({"iat": 99999999999}, "RS256"),
        ({"sub": None}, "RS256"),
        ({"iat": 1}, "RS256"),
        ({}, "none"),
        ({}, "HS256"),
        ({}, "PS256"),
        ({}, "other key"),
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(desk: StaffDesk, claims: dict[str, object], sign: str) -> None:
    answer = desk.begin()
    desk.provider.claims, desk.provider.sign = claims, sign
    answered = desk.finish(answer)
    assert answered.status == 401
    assert "__Host-session" not in desk.cookies
    assert not desk.system.memory.database.rows[Table.SESSIONS]


@pytest.mark.parametrize("roles", [["recruit", "admin"], "case_worker", None])
def test_somebody_without_a_role_of_the_register_gets_no_session(desk: StaffDesk, roles: object) -> None:
    answer = desk.begin()
    desk.provider.claims = {"roles": roles}
    assert desk.finish(answer).status == 403
    assert "__Host-session" not in desk.cookies


def test_another_browser_cannot_finish_a_sign_in(desk: StaffDesk) -> None:
    answer = desk.begin()
    desk.cookies.clear()
    assert desk.finish(answer).status == 401


def test_an_answer_to_another_sign_in_of_the_same_browser_is_refused(desk: StaffDesk) -> None:
    first = desk.begin()
    desk.begin()
    assert desk.finish(first).status == 401


def test_an_answer_is_good_once(desk: StaffDesk) -> None:
    answer = desk.begin()
    kept = dict(desk.cookies)
    assert desk.finish(answer).status == 200
    desk.cookies = kept
    assert desk.finish(answer).status == 401


def test_an_answer_that_comes_too_late_is_refused(desk: StaffDesk) -> None:
    answer = desk.begin()
    desk.system.memory.clock.jump(timedelta(minutes=10))
    assert desk.finish(answer).status == 401


def test_a_provider_that_does_not_answer_asks_to_try_again(desk: StaffDesk) -> None:
    answer = desk.begin()
    desk.provider.codes.clear()
    answered = desk.finish(answer)
    assert answered.status == 503
    assert answered.header("Retry-After")


def test_a_session_ends_after_the_working_day(desk: StaffDesk) -> None:
    desk.sign_in()
    path = "/api/staff/requests/cas_00000000000000000000000001"
    for _ in range(25):
        assert desk.ask("GET", path, Purpose="handle_rights_request").status == 404
        desk.system.memory.clock.jump(timedelta(minutes=28, seconds=50))
    assert desk.ask("GET", path, Purpose="handle_rights_request").status == 401


def test_a_session_that_nobody_uses_for_half_an_hour_ends(desk: StaffDesk) -> None:
    desk.sign_in()
    path = "/api/staff/requests/cas_00000000000000000000000001"
    desk.system.memory.clock.jump(timedelta(minutes=29))
    assert desk.ask("GET", path, Purpose="handle_rights_request").status == 404
    desk.system.memory.clock.jump(timedelta(minutes=29))
    assert desk.ask("GET", path, Purpose="handle_rights_request").status == 404
    desk.system.memory.clock.jump(timedelta(minutes=30))
    assert desk.ask("GET", path, Purpose="handle_rights_request").status == 401


def test_signing_out_ends_the_session_on_our_side(desk: StaffDesk) -> None:
    desk.sign_in()
    token = desk.cookies["__Host-session"]
    assert desk.ask("POST", "/api/sign-out").status == 204
    assert "__Host-session" not in desk.cookies
    desk.cookies["__Host-session"] = token
    path = "/api/staff/requests/cas_00000000000000000000000001"
    assert desk.ask("GET", path, Purpose="handle_rights_request").status == 401


def test_another_site_cannot_sign_somebody_out(desk: StaffDesk) -> None:
    desk.sign_in()
    assert desk.ask("POST", "/api/sign-out", Origin="https://evil.example").status == 403
    assert desk.system.memory.database.rows[Table.SESSIONS]


@pytest.mark.parametrize(
    ("stage", "origin", "issuer", "allowed"),
    [
        ("local", "http://127.0.0.1:8080", "http://127.0.0.1:9999", True),
        ("test", "https://fund.example", "https://login.fund.example", True),
        ("prod", "http://127.0.0.1:8080", "https://login.fund.example", False),
        ("prod", "https://fund.example", "http://127.0.0.1:9999", False),
        ("local", "http://fund.example", "http://127.0.0.1:9999", False),
        ("local", "http://127.0.0.1:8080/", "http://127.0.0.1:9999", False),
    ],
)
def test_plain_http_is_for_this_machine_and_never_for_prod(
    stage: str, origin: str, issuer: str, *, allowed: bool
) -> None:
    text = f'{{"origin": "{origin}", "staff": {{"issuer": "{issuer}", "client": "kroost"}}}}'
    if allowed:
        assert read_sign_in_settings(text, stage).origin == origin
    else:
        with pytest.raises(SignInSettingsError):
            read_sign_in_settings(text, stage)


def test_staff_of_a_stage_with_real_people_prove_more_than_a_password(
    desk: StaffDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given the words of the provider for it, then another word, or none, opens nothing; prod does without no words."""
    staff = {"issuer": "https://login.fund.example", "client": CLIENT}
    refused: tuple[object, ...] = ([], "mfa")
    for words in refused:
        with pytest.raises(SignInSettingsError, match=r"staff\.acr"):
            read_sign_in_settings(json.dumps({"origin": ORIGIN, "staff": {**staff, "acr": words}}), "prod")
    text = json.dumps({"origin": ORIGIN, "staff": {**staff, "acr": ["urn:mfa"]}})
    assert read_sign_in_settings(text, "prod").providers["staff"].profile.levels
    monkeypatch.setattr(type(desk.system.operator_parameters), "get", lambda *_: text)
    for word, status in ((None, 401), ("urn:password", 401), ("urn:mfa", 200)):
        answer = desk.begin()
        desk.provider.claims = {"acr": word}
        assert desk.finish(answer).status == status
