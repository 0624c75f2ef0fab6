"""The small pages beside the forms: home, cookies, received, the notice, and a problem told as a page."""

from markupsafe import Markup

from functions.register.notice import notice
from functions.runtime.problem import Language, Problem
from functions.site.consent_choice import ConsentChoice
from functions.site.consent_part import consent_part
from functions.site.frame import frame
from functions.site.page_texts import page_texts
from functions.site.templates import render
from functions.units.clock import CIVIL_ZONE, parse_instant

# The ways on from the first page: (address behind the language, name, one sentence).
_WAYS = (
    ("/join", "nav_join", "home_join"),
    ("/calculator", "nav_calculator", "home_calculator"),
    ("/interest", "nav_interest", "home_interest"),
    ("/jobs", "nav_jobs", "home_jobs"),
    ("/notice", "notice_link", "home_notice"),
)


def home_page(language: Language, consent: ConsentChoice | None = None) -> str:
    """Return the first page: what one can do here, and what the fund promises."""
    texts = page_texts(language)
    ways = [(address, texts[name], texts[said]) for address, name, said in _WAYS]
    return render("home.html", page={**consent_part(language, consent), "ways": ways}, **frame(language, "/"))


def cookies_page(language: Language, consent: ConsentChoice | None = None) -> str:
    """Return the page where the cookie choice is made or changed, whole without script."""
    return render("cookies.html", page=consent_part(language, consent), **frame(language, "/cookies"))


def received_page(language: Language, receipt: str) -> str:
    """Return the page after sending: the number of the receipt, and what comes next."""
    return render("received.html", **frame(language, f"/received/{receipt}"), receipt=receipt)


def state_page(language: Language, receipt: str, state: str, since: str) -> str:
    """Return how far a form is, as a page for the holder of its receipt."""
    texts = page_texts(language)
    instant = parse_instant(since).astimezone(CIVIL_ZONE).strftime("%d-%m-%Y, %H:%M")
    said = {"said": texts[f"state_{state}"], "since": texts["state_since"].format(instant=instant)}
    return render("state.html", **frame(language), receipt=receipt, **said)


def notice_page(language: Language) -> str:
    """Return the public notice inside the site's frame."""
    found = notice(language.value)
    article = Markup(found.article)  # noqa: S704 - built from the register, where nobody but its reviewers writes
    return render("notice.html", **frame(language, "/notice"), title=found.title, article=article)


def problem_page(language: Language, problem: Problem) -> str:
    """Return a problem as a page."""
    said = {"title": problem.headline(language), "detail": problem.said(language)}
    return render("problem.html", **frame(language), **said)
