"""Entry point of the function `consent-api`: cookie choices. It holds no key that opens anything of a person."""

from functools import cache

from functions.composition import system
from functions.consent.choice import ConsentForm, all_choices
from functions.consent.consent_cookie import consent_cookie
from functions.consent.consent_receipt import consent_receipt
from functions.consent.live_consent import NoConsentError, require_consent
from functions.consent.measurement import MeasurementForm, measured
from functions.consent.read_consent import consent_history, read_consent
from functions.consent.record_consent import PostedConsent, RecordConsent
from functions.consent.store import ConsentStore
from functions.register.notice import notice_version
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import HTML, Answer, Door, Request, Route
from functions.runtime.metrics import Metric, count
from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode
from functions.runtime.read_post import read_post
from functions.site.page_texts import known_banners
from functions.units.access import anyone, holder
from functions.vault.errors import GateClosedError
from functions.vault.gate import Gates

FUNCTION = "consent-api"
CONTROLLER = "Kroost"
_OTHER_SITES = {"cross-site", "same-site"}


@cache
def _store() -> ConsentStore:
    rooms = system()
    return ConsentStore(rooms.database, Gates(rooms.database, rooms.system_clock))


def _record(request: Request) -> Answer:
    if request.headers.get("sec-fetch-site") in _OTHER_SITES:
        raise Problem(ProblemCode.NOT_ALLOWED)
    rooms = system()
    post = read_post(request, ConsentForm)
    form = post.model
    if request.is_form and form.method == "choose" and form.choices is None:
        # Four boxes that nobody ticked post nothing: that is a no to each.
        form = form.model_copy(update={"choices": all_choices(said=False)})
    if form.banner_version not in known_banners():
        raise Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError("/banner_version", MemberCode.BANNER_UNKNOWN)])
    posted = PostedConsent(form, request.body, post.key, signal=request.headers.get("sec-gpc") == "1")
    record = RecordConsent(_store(), rooms.keyring, rooms.clock).record(posted)
    count(FUNCTION, {Metric.CONSENT_RECORDED: 1}, rooms.system_clock.real_now())
    cookies = [consent_cookie(record.consent, record.choices)] if request.is_form else []
    if request.wants_html:
        return Answer.see_other(f"/{form.language}/cookies#consent", cookies)
    return Answer(201, record.answer, cookies=cookies)


def _read(request: Request) -> Answer:
    return Answer(200, read_consent(_store(), request.parameters["consent"]))


def _receipt(request: Request) -> Answer:
    """Hand the holder the receipt: JSON-LD, or the same as a page to keep."""
    history = consent_history(_store(), request.parameters["consent"])
    receipt = consent_receipt(history, notice_version(), CONTROLLER)
    if not request.wants_html:
        return Answer(200, receipt, "application/ld+json")
    from functions.site.consent_page import consent_receipt_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    return Answer(200, consent_receipt_page(request.language, receipt), HTML, page_headers(request.language))


def _measure(request: Request) -> Answer:
    """Count what a visitor allows us to count; without a live consent this is refused and nothing is counted."""
    rooms = system()
    form = read_post(request, MeasurementForm).model
    try:
        proof = require_consent(_store(), rooms.clock, form.kind, form.consent)
    except NoConsentError:
        raise Problem(ProblemCode.NOT_ALLOWED) from None
    counted = measured(proof, form)
    metrics = {Metric.PAGE_USED: counted.used, Metric.PAGE_MILLISECONDS: counted.milliseconds}
    count(FUNCTION, {metric: value for metric, value in metrics.items() if value}, rooms.system_clock.real_now())
    return Answer(202, {})


def _problem_page(request: Request, problem: Problem) -> Answer:
    """Tell a visitor without script what went wrong, as a page."""
    from functions.site.other_pages import problem_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    page = problem_page(request.language, problem)
    return Answer(problem.status, page, HTML, page_headers(request.language))


handler = Door(
    FUNCTION,
    [
        Route("POST", "/api/consents", _record, access=anyone()),
        Route("GET", "/api/consents/<consent>", _read, access=holder("consent")),
        Route("GET", "/api/consents/<consent>/receipt", _receipt, access=holder("consent")),
        Route("POST", "/api/measurements", _measure, access=holder("consent")),
    ],
    problem_page=_problem_page,
    retry=(GateClosedError, UnavailableError, ConflictError),
)
