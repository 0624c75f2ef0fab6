"""The staff's function over one in-memory vault, with a provider that signs one officer in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from functions.staff import api
from tests.builders.http_events import Answered, call
from tests.builders.memory_system import MemorySystem
from tests.fakes.fake_provider import CLIENT, ISSUER, FakeProvider

ORIGIN = "https://fund.example"


class FakeParameters:
    """The one parameter that the staff's function reads by itself."""

    def get(self, name: str) -> str:
        """Return the settings of sign-in."""
        assert name == "/kroost/test/sign-in"
        return json.dumps({"origin": ORIGIN, "staff": {"issuer": ISSUER, "client": CLIENT}})


@dataclass
class StaffSystem(MemorySystem):
    """A function's system with its parameters."""

    operator_parameters: FakeParameters = field(default_factory=FakeParameters)


@dataclass
class StaffDesk:
    """A browser of a member of staff: it keeps the cookies that it is given."""

    system: StaffSystem
    provider: FakeProvider
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
        answered = call(api.handler, method, path, body, sent, query)
        for cookie in answered.headers.get("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        return answered

    def begin(self) -> dict[str, str]:
        """Begin a sign-in and let the provider answer; return what the browser comes back with."""
        begun = self.ask("GET", "/api/sign-in/staff")
        assert begun.status == 303
        return self.provider.authorize(begun.header("Location"))

    def finish(self, answer: Mapping[str, str]) -> Answered:
        """Come back from the provider."""
        return self.ask("GET", "/api/sign-in/return", query=answer)

    def sign_in(self) -> Answered:
        """Sign in from begin to end."""
        answered = self.finish(self.begin())
        assert answered.status == 200, answered.body
        return answered


def make_desk(monkeypatch: pytest.MonkeyPatch, system: StaffSystem | None = None) -> StaffDesk:
    """Put the staff's function over a system in memory."""
    system = system or StaffSystem("staff-api")
    provider = FakeProvider(system.system_clock.real_now())
    monkeypatch.setattr(api, "system", lambda: system)
    monkeypatch.setattr(api, "HttpProvider", lambda: provider)
    return StaffDesk(system, provider)
