"""Every public page, in four languages and two colour schemes: nothing for axe to find, nothing from elsewhere."""

import pytest
from playwright.sync_api import Browser

from tests.web.look import look

LANGUAGES = ("nl", "fr", "de", "en")
PAGES = ("", "join", "interest", "jobs", "cookies", "notice", "received/rcp_00000000000000000000000000", "elsewhere")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_axe_finds_fits_a_narrow_window_and_asks_nobody_else(
    browser: Browser, site: str, path: str, language: str, dark: bool
) -> None:
    with look(browser, dark=dark) as window:
        window.page.goto(f"{site}/{language}/{path}")
        window.picture(f"{language}-{path.partition('/')[0] or 'home'}-{'dark' if dark else 'light'}")
        assert window.violations() == []
        assert window.overflow() <= 0
        assert all(address.startswith(site) for address in window.asked)
        assert [text for text in window.said if "404" not in text] == []
