"""Entry point of the function `site`: the pages, and the public documents of the API. It reads no table."""

from collections.abc import Callable

from functions.composition import system
from functions.register.notice import notice
from functions.runtime.http import HTML, JSON, Answer, Door, Request, Route
from functions.runtime.problem import Language, Problem, ProblemCode, language_of
from functions.site.consent_choice import COOKIE, ConsentChoice, consent_choice
from functions.site.page_headers import banner_policy, page_headers
from functions.site.page_texts import assets, shown_banner
from functions.site.public_documents import health, notice_document, openapi_text
from functions.site.templates import built_text
from functions.units.access import anyone
from functions.vault.ids import is_id

FUNCTION = "site"
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
_KEEP_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


def _page(html: str, language: Language, status: int = 200) -> Answer:
    return Answer(status, html, HTML, page_headers(language))


def _consent(request: Request) -> ConsentChoice:
    return consent_choice(request.cookie(COOKIE), signal=request.headers.get("sec-gpc") == "1")


def _spoken(request: Request) -> Language:
    """Return the language in the path, else the browser's; Problem (404) for a path that names another."""
    named = request.parameters.get("language")
    if named is None:
        return request.language
    language = language_of(named)
    if language is None:
        raise Problem(ProblemCode.NOT_FOUND)
    return language


def _home(request: Request) -> Answer:
    from functions.site.other_pages import home_page  # noqa: PLC0415 - templates cost a cold start

    language = _spoken(request)
    return _page(home_page(language, _consent(request)), language)


def _cookies(request: Request) -> Answer:
    from functions.site.other_pages import cookies_page  # noqa: PLC0415 - templates cost a cold start

    language = _spoken(request)
    return _page(cookies_page(language, _consent(request)), language)


def _family(request: Request) -> Answer:
    from functions.site.family_page import family_page  # noqa: PLC0415 - templates cost a cold start

    language = _spoken(request)
    return _page(family_page(language, consent=_consent(request)), language)


def _family_kept(request: Request) -> Answer:
    """Show the half-filled form in another language, or with one child more; nothing is kept here."""
    from functions.site.family_page import family_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.filled_form import filled_form  # noqa: PLC0415 - as above

    if not request.is_form:
        raise Problem(ProblemCode.CONTENT_TYPE)
    language = _spoken(request)
    one_more = b"add_child=1" in request.body
    filled, _ = filled_form(request.body, one_more_child=one_more)
    return _page(family_page(language, filled=filled, consent=_consent(request)), language)


def _small(form_name: str, *, kept: bool = False) -> Callable[[Request], Answer]:
    """Return the use-case of a small form's page; `kept`: half-filled, shown again in another language."""

    def show(request: Request) -> Answer:
        from functions.site import small_form  # noqa: PLC0415 - templates cost a cold start
        from functions.site.filled_form import filled_form  # noqa: PLC0415 - as above

        if kept and not request.is_form:
            raise Problem(ProblemCode.CONTENT_TYPE)
        language = _spoken(request)
        given = filled_form(request.body)[0].values if kept else None
        form: small_form.SmallForm = getattr(small_form, form_name)
        return _page(small_form.small_form_page(form, language, given=given, consent=_consent(request)), language)

    return show


def _calculator(request: Request) -> Answer:
    """Show the calculator; a filled-in one is asked of the law and answered on the same page, and kept nowhere."""
    from functions.benefits.parameters import current_parameters  # noqa: PLC0415 - the law costs a cold start
    from functions.site.calculate import calculated, field_of, question_text  # noqa: PLC0415 - as above
    from functions.site.calculator_page import MOST_CHILDREN, Asked, calculator_page, question  # noqa: PLC0415 - as above
    from functions.site.filled_form import filled_form  # noqa: PLC0415 - as above
    from functions.what_if.answer import decide  # noqa: PLC0415 - as above
    from functions.what_if.read_request import read_request  # noqa: PLC0415 - as above
    from functions.what_if.refusal import RefusedError  # noqa: PLC0415 - as above

    language, status = _spoken(request), 200
    if request.method != "POST":
        return _page(calculator_page(language, Asked(), _consent(request)), language)
    if not request.is_form:
        raise Problem(ProblemCode.CONTENT_TYPE)
    filled, _ = filled_form(request.body, one_more_child=b"add_child=1" in request.body)
    children = min(filled.children, MOST_CHILDREN)
    asked = Asked(filled.values, children)
    if "ask" in filled.values:
        try:
            decision = decide(read_request(question_text(question(filled.values, children))), current_parameters())
            asked = Asked(filled.values, children, answer=calculated(decision, current_parameters(), language))
        except RefusedError as refused:
            status, told = 422, refused.problem(language)
            errors = [(field_of(one.pointer), one.detail(language)) for one in refused.wrong]
            asked = Asked(filled.values, children, str(told["detail"]), errors)
    return _page(calculator_page(language, asked, _consent(request)), language, status)


def _received(request: Request) -> Answer:
    from functions.site.other_pages import received_page  # noqa: PLC0415 - templates cost a cold start

    receipt = request.parameters["receipt"]
    if not is_id(receipt, "rcp"):
        raise Problem(ProblemCode.NOT_FOUND)
    language = _spoken(request)
    return _page(received_page(language, receipt), language)


def _notice_page(request: Request) -> Answer:
    from functions.site.other_pages import notice_page  # noqa: PLC0415 - templates cost a cold start

    language = _spoken(request)
    return _page(notice_page(language), language)


def _asset(request: Request) -> Answer:
    name = assets().get(request.path.rstrip("/"))
    if name is None:
        raise Problem(ProblemCode.NOT_FOUND)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return Answer(200, built_text(name), f"{kind}; charset=utf-8", _KEEP)


def _banner(request: Request) -> Answer:
    """Show the exact banner that a consent names, as it was."""
    shown = shown_banner(request.parameters["version"])
    if shown is None:
        raise Problem(ProblemCode.NOT_FOUND)
    return Answer(200, shown, HTML, {**_KEEP, "Content-Security-Policy": banner_policy(shown)})


def _icon(_: Request) -> Answer:
    return Answer(200, built_text("icon.svg"), "image/svg+xml", _KEEP_AN_HOUR)


def _notice(request: Request) -> Answer:
    asked = request.query.get("language")
    language = request.language if asked is None else language_of(asked)
    if language is None:
        raise Problem(ProblemCode.NOT_FOUND)
    headers = {**_KEEP_AN_HOUR, "Content-Language": language.value, "Vary": "Accept, Accept-Language"}
    if request.wants_html:
        return Answer(200, notice(language.value).html, HTML, headers)
    if "application/ld+json" in request.headers.get("accept", ""):
        return Answer(200, notice(language.value).jsonld, "application/ld+json", headers)
    return Answer(200, notice_document(language), JSON, headers)


def _keys(_: Request) -> Answer:
    return Answer(200, {"keys": system().keyring.public_keys()}, JSON, _KEEP_AN_HOUR)


def _health(_: Request) -> Answer:
    return Answer(200, health(system().settings.stage))


def _openapi(_: Request) -> Answer:
    return Answer(200, openapi_text(), JSON, _KEEP_AN_HOUR)


def _problem_page(request: Request, problem: Problem) -> Answer | None:
    if request.path.startswith(("/api/", "/assets/")):
        return None
    from functions.site.other_pages import problem_page  # noqa: PLC0415 - templates cost a cold start

    language = language_of(request.parameters.get("language")) or request.language
    return _page(problem_page(language, problem), language, problem.status)


handler = Door(
    FUNCTION,
    [
        Route("GET", "/", _home),
        Route("GET", "/<language>", _home),
        Route("GET", "/<language>/join", _family),
        Route("POST", "/<language>/join", _family_kept),
        Route("GET", "/<language>/calculator", _calculator),
        Route("POST", "/<language>/calculator", _calculator),
        Route("GET", "/<language>/interest", _small("INTEREST")),
        Route("POST", "/<language>/interest", _small("INTEREST", kept=True)),
        Route("GET", "/<language>/jobs", _small("APPLICATION")),
        Route("POST", "/<language>/jobs", _small("APPLICATION", kept=True)),
        Route("GET", "/<language>/cookies", _cookies),
        Route("GET", "/<language>/received/<receipt>", _received),
        Route("GET", "/<language>/notice", _notice_page),
        Route("GET", "/banners/<version>", _banner),
        Route("GET", "/assets/icon.svg", _icon),
        Route("GET", "/assets/<name>", _asset),
        Route("GET", "/api/notice", _notice),
        Route("GET", "/api/keys", _keys),
        Route("GET", "/api/health", _health),
        Route("GET", "/api/openapi.json", _openapi),
    ],
    access=anyone(),
    problem_page=_problem_page,
)
