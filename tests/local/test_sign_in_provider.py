"""Calls to a sign-in provider over real sockets on the loopback address: what is taken, and what is refused."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, build_opener

import pytest

from functions.runtime.clock import MachineClock
from functions.runtime.provider import HttpProvider, ProviderError, is_safe_address
from functions.sign_in import api
from functions.sign_in.ask_provider import KnownProviders
from tests.builders.portal_browser import PARTNER_NUMBER, PAYEE_NUMBER, Portal, make_portal
from tests.builders.staff_desk import StaffDesk, make_desk
from tools.local.small_provider import CLIENT, NAMES, SERVICE, started_small_provider
from tools.local.start_sign_in import OFFICERS, ROLES, started_sign_in

ANSWERS = {
    "/object": (200, {}, b'{"a": 1}'),
    "/list": (200, {}, b"[1]"),
    "/text": (200, {}, b"hello"),
    "/large": (200, {}, b'{"a": "' + b"x" * 300_000 + b'"}'),
    "/away": (302, {"Location": "/object"}, b""),
    "/refused": (400, {}, b'{"error": "invalid_grant"}'),
}


class Answering(BaseHTTPRequestHandler):
    """Answers as the table says; a post gets its own fields back."""

    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self._send(status, headers, body)

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._send(200, {}, json.dumps(fields).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_object_is_read_and_fields_are_posted(address: str) -> None:
    assert HttpProvider().get(f"{address}/object") == {"a": 1}
    assert HttpProvider().post(f"{address}/token", {"code": "a b"}) == {"code": ["a b"]}


@pytest.mark.parametrize("path", ["/list", "/text", "/large", "/away", "/refused"])
def test_anything_else_is_refused_and_no_redirect_is_followed(address: str, path: str) -> None:
    with pytest.raises(ProviderError):
        HttpProvider().get(f"{address}{path}")


def test_nobody_there_is_told_as_the_provider_s_fault() -> None:
    with pytest.raises(ProviderError):
        HttpProvider().get("http://127.0.0.1:9/object")


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("https://login.fund.example/token", True),
        ("http://127.0.0.1:1/token", True),
        ("http://[::1]:1/token", True),
        ("http://localhost/token", True),
        ("http://login.fund.example/token", False),
        ("http://127.0.0.1.evil.example/token", False),
        ("file:///etc/passwd", False),
        ("https:///token", False),
    ],
)
def test_only_https_and_this_machine_are_safe(target: str, *, safe: bool) -> None:
    assert is_safe_address(target) is safe
    if not safe:
        with pytest.raises(ProviderError):
            HttpProvider().get(target)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: the test reads where it is sent."""


def _browser() -> OpenerDirector:
    return build_opener(_Stay)


def _sign_in(desk: StaffDesk, officer: str) -> dict[str, str]:
    """Choose an officer at the provider, as a browser does, and return what it sends back."""
    begun = desk.ask("GET", "/api/sign-in/staff")
    try:
        _browser().open(begun.header("Location"), urlencode({"sub": officer}).encode(), timeout=5)
    except HTTPError as sent:
        back = sent.headers["Location"]
        sent.close()
        return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    msg = "the provider sends nowhere"
    raise AssertionError(msg)


def test_two_officers_sign_in_with_the_local_provider(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    desk = make_desk(monkeypatch)
    with started_sign_in(tmp_path / "log") as issuer:
        known = KnownProviders(HttpProvider(), MachineClock())
        monkeypatch.setattr(api, "_providers", lambda: known)
        monkeypatch.setattr(type(desk.system), "system_clock", MachineClock())
        staff = {"issuer": issuer, "client": "kroost", "request": "plain"}
        settings = {"origin": "http://127.0.0.1:8080", "staff": staff}
        monkeypatch.setattr(type(desk.system.operator_parameters), "get", lambda *_: json.dumps(settings))
        signed_in = [desk.finish(_sign_in(desk, officer)) for officer in OFFICERS]
    assert [answered.status for answered in signed_in] == [200, 200]
    assert all(answered.members["roles"] == sorted(ROLES) for answered in signed_in)
    assert len({str(answered.members["staff"]) for answered in signed_in}) == 2


def _come_back(portal: Portal, provider: str, person: str) -> dict[str, str]:
    """Choose a person at the provider of citizens, as a browser does, and return what it sends back."""
    begun = portal.browser.ask("GET", f"/api/sign-in/{provider}")
    with _browser().open(begun.header("Location"), timeout=5) as page:
        assert person in page.read().decode()
    try:
        _browser().open(begun.header("Location"), urlencode({"sub": person}).encode(), timeout=5)
    except HTTPError as sent:
        back = sent.headers["Location"]
        sent.close()
        return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    msg = "the provider sends nowhere"
    raise AssertionError(msg)


@pytest.mark.goal("AC-2")
@pytest.mark.parametrize("provider", NAMES)
def test_a_family_signs_in_with_the_small_provider(monkeypatch: pytest.MonkeyPatch, provider: str) -> None:
    """Given itsme (signed request, encrypted tokens) and eID (pushed request) over sockets, then each is themselves."""
    portal = make_portal(monkeypatch)
    monkeypatch.setattr(type(portal.system), "system_clock", MachineClock())
    with (
        started_small_provider({"noor": PAYEE_NUMBER, "wouter": PARTNER_NUMBER}) as citizens,
        _published(portal) as fund,
    ):
        citizens.fund = fund
        known = KnownProviders(HttpProvider(), MachineClock())
        monkeypatch.setattr(api, "_providers", lambda: known)
        stated = {"client": CLIENT, "service": SERVICE, "authorisation": "no real person"}
        settings = {name: {"issuer": citizens.issuer(name), **stated} for name in NAMES}
        staff = {"staff": {"issuer": citizens.address, "client": CLIENT, "request": "plain"}}
        text = json.dumps({"origin": "http://127.0.0.1:8080", **staff, **settings})
        monkeypatch.setattr(type(portal.system.operator_parameters), "get", lambda *_: text)
        citizens.learn_keys()
        for person, expected in (("noor", portal.family.payee), ("wouter", portal.family.partner)):
            answered = portal.browser.finish(_come_back(portal, provider, person))
            assert answered.status == 200, answered.body
            files = portal.browser.ask("GET", "/api/session").members["files"]
            assert isinstance(files, list)
            (file,) = files
            assert [one["person"] for one in file["people"] if one["self"]] == [expected]


@contextmanager
def _published(portal: Portal) -> Iterator[str]:
    """Serve our public keys where the provider fetches them."""

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = portal.browser.ask("GET", self.path).body.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
