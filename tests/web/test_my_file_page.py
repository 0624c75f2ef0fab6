"""My file in a browser: nothing for axe to find, in four languages and two schemes; who is not signed in sees how."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from functions.portal import api as portal_api
from functions.site import api as site_api
from functions.vault.strong_sign_in import Assurance
from tests.authorisation.callers import Caller, cookie_of
from tests.builders.erasable_family import put_family
from tests.builders.sign_in_system import SignInSystem
from tests.web.look import Look, look
from tests.web.memory_site import memory_site


@pytest.fixture(scope="module")
def portal() -> Iterator[tuple[str, str]]:
    """Serve My file over a family in memory; yields the address and the payee's cookie."""
    system = SignInSystem("portal-api")
    family = put_family(system.memory)
    patch = pytest.MonkeyPatch()
    for module in (portal_api, site_api):
        patch.setattr(module, "system", lambda: system)
    payee = Caller("the payee", "person", level=Assurance.HIGH)
    with memory_site([portal_api.handler, site_api.handler]) as address:
        yield address, cookie_of(system, payee, family.payee)["Cookie"]
    patch.undo()


def signed_in(window: Look, cookie: str) -> None:
    """Send the session's cookie along with every request."""
    window.page.set_extra_http_headers({"Cookie": cookie})


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_my_file_has_no_fault_and_asks_nobody_else(
    browser: Browser, portal: tuple[str, str], language: str, dark: bool
) -> None:
    address, cookie = portal
    with look(browser, dark=dark) as window:
        signed_in(window, cookie)
        window.page.goto(f"{address}/my-file?language={language}")
        window.picture(f"{language}-my-file-{'dark' if dark else 'light'}")
        assert window.page.locator("html").get_attribute("lang") == language
        assert window.page.locator("[name=iban]").count() == 1
        assert window.violations() == []
        assert window.overflow() <= 0
        assert all(one.startswith(address) for one in window.asked)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_who_is_not_signed_in_is_shown_how(browser: Browser, portal: tuple[str, str], language: str) -> None:
    with look(browser, script=True) as window:
        window.page.goto(f"{portal[0]}/my-file?language={language}")
        window.picture(f"{language}-sign-in")
        assert window.page.locator("main a.govuk-button").count() == 2
        assert window.violations() == []
