"""A family joins in a browser: step by step with script, on one page without, and nothing typed is ever lost."""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.look import look

ANSWERS = {
    "applicant.given_name": "Noor",
    "applicant.family_name": "Peeters",
    "applicant.birth_date.day": "12",
    "applicant.birth_date.month": "4",
    "applicant.birth_date.year": "1991",
    "applicant.address.street": "Dorpsstraat",
    "applicant.address.house_number": "12",
    "applicant.address.postal_code": "3000",
    "applicant.address.municipality": "Leuven",
    "children.0.given_name": "Lou",
    "children.0.family_name": "Claes",
    "children.0.birth_date.day": "3",
    "children.0.birth_date.month": "2",
    "children.0.birth_date.year": "2021",
    "account.iban": "BE68 5390 0754 7034",
    "account.holder": "Noor Peeters",
}
LANGUAGES = ("nl", "fr", "de", "en")
STEPS = 9


def fill(page: Page) -> None:
    """Fill in the whole form, whatever is in sight."""
    for name, value in ANSWERS.items():
        page.locator(f'[name="{name}"]').evaluate("(field, value) => { field.value = value; }", value)
    page.locator('[name="children.0.relation"][value="own"]').evaluate("field => { field.checked = true; }")


@pytest.mark.parametrize("language", LANGUAGES)
def test_step_by_step_to_a_receipt(browser: Browser, site: str, language: str) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/{language}/join")
        fill(page)
        for step in range(1, STEPS):
            shown = page.locator("form[data-steps] > section:visible")
            assert shown.count() == 1
            assert f"{step}" in shown.locator(".govuk-caption-m").inner_text()
            shown.locator("a.govuk-button").click()
            page.wait_for_selector("form[data-steps] > section:visible h2:focus")
            assert page.url.endswith(f"#step-{step + 1}")
        assert window.violations() == []
        assert window.overflow() <= 0
        window.picture(f"{language}-join-answers")
        summary = page.inner_text("dl.govuk-summary-list")
        for said in ("Noor", "12 4 1991", "Dorpsstraat", "Lou", "BE68 5390 0754 7034"):
            assert said in summary
        page.check('[name="declaration"]')
        page.click("[data-send] button")
        page.wait_for_url(f"**/{language}/received/rcp_*")
        assert window.violations() == []


def test_back_and_change_keep_every_answer(browser: Browser, site: str) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/nl/join")
        page.fill('[name="applicant.given_name"]', "Noor")
        page.click("form section:visible a.govuk-button")
        page.fill('[name="applicant.address.street"]', "Dorpsstraat")
        page.go_back()
        assert page.input_value('[name="applicant.given_name"]') == "Noor"
        page.goto(f"{site}/nl/join#step-{STEPS}")
        page.click("dl a[href='#step-2']")
        assert page.input_value('[name="applicant.address.street"]') == "Dorpsstraat"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_it_is_one_page_that_works(browser: Browser, site: str, language: str) -> None:
    with look(browser, script=False) as window:
        page = window.page
        page.goto(f"{site}/{language}/join")
        for name, value in ANSWERS.items():
            page.fill(f'[name="{name}"]', value)
        page.check('[name="children.0.relation"][value="own"]')
        page.click("[data-send] button")
        assert page.locator("#errors").is_visible()
        assert page.input_value('[name="account.iban"]') == "BE68 5390 0754 7034"
        page.check('[name="declaration"]')
        page.click("[data-send] button")
        page.wait_for_url(f"**/{language}/received/rcp_*")


def test_another_language_in_the_middle_keeps_what_was_typed(browser: Browser, site: str) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/nl/join")
        page.fill('[name="applicant.given_name"]', "Noor")
        page.click('button.language-button[lang="fr"]')
        assert page.url.startswith(f"{site}/fr/join")
        assert page.input_value('[name="applicant.given_name"]') == "Noor"


@pytest.mark.parametrize("hostile", ['"><script>window.hacked=1</script>', "javascript:alert(1)", "\u202eNoor\x00"])
def test_hostile_answers_stay_answers(browser: Browser, site: str, hostile: str) -> None:
    with look(browser) as window:
        page = window.page
        page.goto(f"{site}/en/join")
        fill(page)
        field = page.locator('[name="applicant.given_name"]')
        field.evaluate("(field, value) => { field.value = value; }", hostile)
        with page.expect_navigation():
            page.evaluate("setTimeout(() => document.querySelector('form[data-steps]').submit())")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#errors").is_visible()


@pytest.mark.parametrize("path", ["join", "interest", "jobs", "calculator"])
@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_enter_in_a_field_never_changes_the_language(browser: Browser, site: str, path: str, script: bool) -> None:
    with look(browser, script=script) as window:
        page = window.page
        page.goto(f"{site}/nl/{path}")
        field = page.locator("main form input[type=text]:visible").first
        field.fill("1")
        field.press("Enter")
        page.wait_for_timeout(300)
        assert page.locator("html").get_attribute("lang") == "nl"
        if path == "join" and script:
            assert page.url.endswith("#step-2")
