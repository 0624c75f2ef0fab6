"""The cookie choice in a real browser: refuse as easy as accept, kept, honoured, and nothing before or without it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.look import Look, look

LANGUAGES = ("nl", "fr", "de", "en")
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
_BOX = """button => {
  const box = button.getBoundingClientRect(), style = getComputedStyle(button);
  return {width: Math.round(box.width), height: Math.round(box.height), top: Math.round(box.top),
    look: ["color", "backgroundColor", "borderTopColor", "borderTopWidth", "fontSize", "fontWeight", "opacity",
           "textDecorationLine", "cursor"].map(name => style[name])};
}"""


def boxes(page: Page) -> dict[str, dict[str, Any]]:
    """Return how each button of the banner is drawn, by what it says."""
    buttons = page.locator("#consent .choice button")
    return {str(one.get_attribute("value")): one.evaluate(_BOX) for one in buttons.all()}


def kept_storage(page: Page) -> int:
    """Return how many things the page keeps in the browser."""
    return int(page.evaluate("localStorage.length + sessionStorage.length"))


def settled(page: Page) -> None:
    """Wait until the page has loaded and what its script asks for at once was asked."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)


def calls(window: Look) -> list[str]:
    """Return the requests beyond the page, its style, script and picture."""
    return [one for one in window.asked if "/api/" in one]


@pytest.mark.goal("CO-3")
@SCHEMES
@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_refusing_is_drawn_exactly_as_accepting(
    browser: Browser, site: str, language: str, wide: bool, dark: bool
) -> None:
    with look(browser, dark=dark, wide=wide) as window:
        window.page.goto(f"{site}/{language}/join")
        drawn = boxes(window.page)
        assert list(drawn) == ["refuse_all", "accept_all", "choose"]
        refuse, accept = drawn["refuse_all"], drawn["accept_all"]
        assert (refuse["width"], refuse["height"], refuse["look"]) == (
            accept["width"],
            accept["height"],
            accept["look"],
        )
        assert refuse["height"] >= 44
        assert refuse["top"] <= accept["top"]
        assert window.page.locator("#consent :checked").count() == 0


@pytest.mark.goal("CO-9")
@SCHEMES
@pytest.mark.parametrize("key", ["Space", "Enter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_banner_is_first_for_the_keyboard_and_the_focus_is_kept(
    browser: Browser, site: str, language: str, key: str, dark: bool
) -> None:
    with look(browser, dark=dark) as window:
        page = window.page
        page.goto(f"{site}/{language}/join")
        if key == "Space":
            assert window.violations() == []
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#consent') !== null")
        page.locator('#consent button[value="refuse_all"]').focus()
        page.keyboard.press(key)
        page.wait_for_selector("#consent-done:visible")
        assert page.evaluate("document.activeElement.id") == "consent-done"
        if key == "Space":
            assert window.violations() == []
        page.locator("#consent-done button").press(key)
        assert page.evaluate("document.activeElement.tagName") == "H1"


def test_a_choice_is_kept_over_reload_and_tabs_and_never_asked_again_for_six_months(
    browser: Browser, site: str
) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/nl/join")
        page.click('#consent button[value="refuse_all"]')
        page.wait_for_selector("#consent-done:visible")
        page.reload()
        assert page.locator("#consent").count() == 0
        other = page.context.new_page()
        other.goto(f"{site}/fr/")
        assert other.locator("#consent").count() == 0
        (cookie,) = page.context.cookies()
        assert cookie["value"].endswith(".nnnn")
        days = (cookie["expires"] - float(page.evaluate("Date.now()")) / 1000) / 86400
        assert 181 < days <= 182
        page.context.clear_cookies()
        page.goto(f"{site}/nl/join")
        assert page.locator("#consent").is_visible()
        assert not [one for one in calls(window) if "measurements" in one]


@pytest.mark.goal("CO-2")
def test_a_withdrawal_is_a_new_record_and_empties_what_was_optional_at_once(browser: Browser, site: str) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/nl/join")
        page.click('#consent button[value="accept_all"]')
        page.wait_for_selector("#consent-done:visible")
        page.reload()
        settled(page)
        assert len([one for one in calls(window) if "measurements" in one]) == 2
        page.goto(f"{site}/nl/cookies")
        settled(page)
        page.click("#consent summary")
        page.click('#consent button[value="refuse_all"]')
        settled(page)
        before = len(calls(window))
        page.goto(f"{site}/nl/join")
        settled(page)
        assert len(calls(window)) == before
        assert kept_storage(page) == 0
        (cookie,) = page.context.cookies()
        told = page.evaluate("id => fetch(`/api/consents/${id}`).then(one => one.json())", cookie["value"][:30])
        assert [one["method"] for one in told["history"]] == ["accept_all", "refuse_all"]


@pytest.mark.goal("CO-6")
def test_before_a_choice_and_with_the_script_blocked_nothing_optional_is_asked_or_kept(
    browser: Browser, site: str
) -> None:
    with look(browser) as window:
        window.page.goto(f"{site}/nl/join")
        settled(window.page)
        assert calls(window) == []
        assert kept_storage(window.page) == 0
        assert window.page.context.cookies() == []
        assert all(one.startswith(site) for one in window.asked)
    with look(browser) as window:
        window.page.route("**/*.js", lambda route: route.abort())
        window.page.goto(f"{site}/nl/join")
        assert not window.page.locator("#consent").is_visible()
        window.page.fill('[name="applicant.given_name"]', "Noor")
        assert calls(window) == []


@pytest.mark.goal("CO-6")
def test_without_script_the_page_of_cookies_takes_the_choice(browser: Browser, site: str) -> None:
    with look(browser, script=False) as window:
        window.page.goto(f"{site}/de/join")
        window.page.click("footer a[href='/de/cookies']")
        window.page.click('#consent button[value="refuse_all"]')
        assert window.page.url.endswith("/de/cookies#consent")
        assert window.page.context.cookies()[0]["value"].endswith(".nnnn")


@pytest.mark.goal("CO-7")
def test_the_browsers_signal_is_followed_shown_and_recorded_as_what_it_is(browser: Browser, site: str) -> None:
    context = browser.new_context(extra_http_headers={"Sec-GPC": "1"}, locale="en-GB")
    with context:
        page = context.new_page()
        page.goto(f"{site}/en/join")
        page.wait_for_selector("#consent-done:visible")
        assert "asks not to be followed" in page.inner_text("#consent-done")
        (cookie,) = context.cookies()
        assert cookie["value"].endswith(".nnnn")
        told = page.evaluate("id => fetch(`/api/consents/${id}`).then(one => one.json())", cookie["value"][:30])
        assert told["state"]["method"] == "browser_signal"


def test_a_choice_on_a_half_filled_form_loses_no_answer(browser: Browser, site: str) -> None:
    with look(browser) as window:
        window.page.goto(f"{site}/nl/join")
        window.page.fill('[name="applicant.given_name"]', "Noor")
        window.page.click('#consent button[value="choose"]')
        window.page.wait_for_selector("#consent-done:visible")
        assert window.page.input_value('[name="applicant.given_name"]') == "Noor"


def test_a_choice_that_cannot_be_kept_is_a_refusal(browser: Browser, site: str) -> None:
    with look(browser) as window:
        window.page.route("**/api/consents", lambda route: route.abort())
        window.page.goto(f"{site}/en/join")
        window.page.click('#consent button[value="accept_all"]')
        window.page.wait_for_selector("#consent-done:visible")
        assert "take that as a refusal" in window.page.inner_text("#consent-done")
        assert window.page.context.cookies() == []
