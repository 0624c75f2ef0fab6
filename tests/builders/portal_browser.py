"""A family in memory whose people sign in with itsme or eID, and the doors that serve them."""

from dataclasses import dataclass

import pytest

from functions.portal import api
from tests.builders.erasable_family import PARTNER_NUMBER, PAYEE_NUMBER, Family, put_family
from tests.builders.sign_in_system import Browser, SignInSystem, make_browser


@dataclass
class Portal:
    """The system, its one family, and the payee's browser."""

    system: SignInSystem
    family: Family
    browser: Browser

    def is_now(self, number: str | None, sub: str = "citizen-1") -> None:
        """Let somebody else stand before both providers of citizens, or the same person under another name."""
        for provider in self.browser.network.providers:
            if provider.roles and provider.sub.startswith("officer"):
                continue
            provider.number, provider.sub = number, sub

    def follow_time(self) -> None:
        """Set the providers' clocks to the system's."""
        for provider in self.browser.network.providers:
            provider.now = self.system.system_clock.real_now()


def make_portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Put the portal over a family in memory."""
    system = SignInSystem("portal-api")
    monkeypatch.setattr(api, "system", lambda: system)
    browser = make_browser(monkeypatch, system, {"/api/session": api.handler}, PAYEE_NUMBER)
    return Portal(system, put_family(system.memory), browser)


__all__ = ["PARTNER_NUMBER", "PAYEE_NUMBER", "Portal", "make_portal"]
