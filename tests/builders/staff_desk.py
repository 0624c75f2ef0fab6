"""The staff's function over one in-memory vault, with a provider that signs one officer in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from functions.staff import api
from tests.builders.http_events import Answered
from tests.builders.sign_in_system import ORIGIN, Browser, FakeParameters, SignInSystem, make_browser
from tests.fakes.fake_provider import ISSUER, FakeProvider

__all__ = ["ORIGIN", "FakeParameters", "StaffDesk", "StaffSystem", "make_desk"]


@dataclass
class StaffSystem(SignInSystem):
    """The staff's system."""


@dataclass
class StaffDesk:
    """A browser of a member of staff."""

    system: StaffSystem
    provider: FakeProvider
    browser: Browser
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
        self.browser.cookies = self.cookies
        return self.browser.ask(method, path, body, query, **headers)

    def begin(self) -> dict[str, str]:
        """Begin a sign-in and let the provider answer; return what the browser comes back with."""
        self.browser.cookies = self.cookies
        return self.browser.begin("staff")

    def finish(self, answer: Mapping[str, str]) -> Answered:
        """Come back from the provider."""
        return self.ask("GET", "/api/sign-in/return", query=answer)

    def sign_in(self) -> Answered:
        """Sign in from begin to end; the provider's clock is the system's."""
        self.provider.now = self.system.system_clock.real_now()
        answered = self.finish(self.begin())
        assert answered.status == 200, answered.body
        return answered


def make_desk(monkeypatch: pytest.MonkeyPatch, system: StaffSystem | None = None) -> StaffDesk:
    """Put the staff's function over a system in memory."""
    system = system or StaffSystem("staff-api")
    monkeypatch.setattr(api, "system", lambda: system)
    browser = make_browser(monkeypatch, system, {"/api/staff": api.handler})
    provider = browser.network.at(ISSUER)
    return StaffDesk(system, provider, browser, browser.cookies)
