"""Every public page, in four languages and two colour schemes: nothing for axe to find, nothing from elsewhere."""

import pytest
from playwright.sync_api import Browser

from tests.web.look import look

LANGUAGES = ("nl", "fr", "de", "en")
NOBODYS = "received/rcp_00000000000000000000000000"
PAGES = ("", "join", "calculator", "interest", "jobs", "cookies", "notice", NOBODYS, "elsewhere")


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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_the_calculator_answers_and_its_answer_has_the_focus(
    browser: Browser, site: str, script: bool, dark: bool
) -> None:
    with look(browser, dark=dark, script=script, wide=True) as window:
        window.page.goto(f"{site}/nl/calculator")
        for name, value in (("month.month", "7"), ("month.year", "2024"), ("income", "30000")):
            window.page.fill(f'[name="{name}"]', value)
        for part, value in (("day", "1"), ("month", "3"), ("year", "2019")):
            window.page.fill(f'[name="children.0.born.{part}"]', value)
        window.page.check('[name="region"][value="flanders"]')
        window.page.check('[name="partner"][value="no"]')
        window.page.click('main [name="ask"]')
        assert "247,16" in window.page.inner_text("#answer")
        window.picture(f"nl-calculator-answer-{'dark' if dark else 'light'}")
        if script:
            assert window.violations() == []
            assert window.page.evaluate("document.activeElement.id") == "answer"


@pytest.mark.parametrize("path", ["join", "interest", "jobs", "calculator"])
def test_an_empty_form_comes_back_with_every_error_first_and_in_focus(browser: Browser, site: str, path: str) -> None:
    with look(browser) as window:
        last = "#step-9" if path == "join" else ""  # where script runs, the family form is sent from its last step
        window.page.goto(f"{site}/fr/{path}{last}")
        window.page.click("main form button.govuk-button:not(.govuk-button--secondary):visible")
        window.picture(f"fr-{path}-errors")
        assert window.page.title().startswith("Erreur : ")
        assert window.page.evaluate("document.activeElement.id") == "errors"
        assert window.violations() == []
        assert window.overflow() <= 0
        link = window.page.locator("#errors a").first
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        assert window.page.evaluate("document.activeElement.id") == target
