"""A system in memory in which people and staff can sign in, and a browser that keeps its cookies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from functions.benefits.household import REGIONS
from functions.payments.fund_accounts import PARAMETER
from functions.runtime.http import Door
from functions.sign_in import api as sign_in_api
from functions.sign_in.ask_provider import KnownProviders
from functions.sign_in.guard import Guard
from functions.sign_in.sign_in_settings import SignInSettings, read_sign_in_settings
from functions.sign_in.store import SessionStore
from tests.builders.http_events import Answered, call
from tests.builders.memory_system import MemorySystem
from tests.fakes.fake_provider import CLIENT, EID, ISSUER, ITSME, FakeNetwork, FakeProvider

ORIGIN = "https://fund.example"
_CITIZENS = {"client": CLIENT, "authorisation": "no real person"}
SETTINGS = {
    "origin": ORIGIN,
    "staff": {"issuer": ISSUER, "client": CLIENT},
    "itsme": {"issuer": ITSME, "service": "KROOST_LOGIN", **_CITIZENS},
    "eid": {"issuer": EID, **_CITIZENS},
}


FUND = {"name": "Kroost", "enterprise_number": "0244640631", "iban": "BE68539007547034"}


class FakeParameters:
    """The parameters of an operator that signing in and My file need."""

    def get(self, name: str) -> str:
        """Return the settings of sign-in, or the fund's accounts."""
        if name == f"/kroost/test/{PARAMETER}":
            return json.dumps(dict.fromkeys(REGIONS, FUND))
        assert name == "/kroost/test/sign-in"
        return json.dumps(SETTINGS)


@dataclass
class SignInSystem(MemorySystem):
    """A function's system with sessions and a guard."""

    operator_parameters: FakeParameters = field(default_factory=FakeParameters)

    @property
    def sign_in_settings(self) -> SignInSettings:
        """The providers of the test."""
        return read_sign_in_settings(self.operator_parameters.get("/kroost/test/sign-in"), "test")

    @property
    def sessions(self) -> SessionStore:
        """The sessions."""
        return SessionStore(self.memory.database, self.gates, self.system_clock, self.keyring.secret)

    @property
    def guard(self) -> Guard:
        """The guard."""
        return Guard(self.sessions, self.sign_in_settings.origin, self.system_clock)


@dataclass
class Browser:
    """Somebody's browser before the doors of the system: it keeps the cookies that it is given."""

    system: SignInSystem
    doors: Mapping[str, Door]
    network: FakeNetwork
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | str | None = None,
        query: Mapping[str, str] | None = None,
        **headers: str,
    ) -> Answered:
        """Send a request with the cookies and, for a write, our origin; headers come with `_` for `-`."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method != "GET":
            sent["Origin"] = ORIGIN
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        door = next(door for start, door in self.doors.items() if path.startswith(start))
        answered = call(door, method, path, body, sent, query)
        for cookie in answered.headers.get("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answered

    def begin(self, provider: str, **query: str) -> dict[str, str]:
        """Begin a sign-in and let the provider answer; return what the browser comes back with."""
        begun = self.ask("GET", f"/api/sign-in/{provider}", query=query or None)
        assert begun.status == 303, begun.body
        address = begun.header("Location")
        return self.network.at(address).authorize(address)

    def finish(self, answer: Mapping[str, str]) -> Answered:
        """Come back from the provider."""
        return self.ask("GET", "/api/sign-in/return", query=answer)

    def sign_in(self, provider: str, **query: str) -> Answered:
        """Sign in from begin to end."""
        return self.finish(self.begin(provider, **query))

    def another(self) -> "Browser":
        """Return another browser before the same doors."""
        return Browser(self.system, self.doors, self.network)


def fake_network(system: SignInSystem, number: str | None = None) -> FakeNetwork:
    """Return the three providers, at the system's time."""
    now = system.system_clock.real_now()
    citizens = tuple(FakeProvider(now, issuer=issuer, sub="citizen-1", number=number) for issuer in (ITSME, EID))
    return FakeNetwork((*citizens, FakeProvider(now)))


def make_browser(
    monkeypatch: pytest.MonkeyPatch,
    system: SignInSystem,
    doors: Mapping[str, Door],
    number: str | None = None,
) -> Browser:
    """Put the sign-in function over a system in memory, beside other doors."""
    network = fake_network(system, number)
    known = KnownProviders(network, system.system_clock)
    monkeypatch.setattr(sign_in_api, "system", lambda: system)
    monkeypatch.setattr(sign_in_api, "_providers", lambda: known)
    both = {"/api/sign-in": sign_in_api.handler, "/api/sign-out": sign_in_api.handler, **doors}
    return Browser(system, both, network)
