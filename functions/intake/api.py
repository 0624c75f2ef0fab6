"""Entry point of the function `intake-api`: the three forms, and the state of a submission.

It holds the keys of the domain *intake* alone: whatever is sent here, this function can open nothing else.
"""

from functions.composition import system
from functions.intake.form_routes import FORM_ROUTES, FormRoute
from functions.intake.read_state import read_state
from functions.intake.receipt import ReceiptKeys
from functions.intake.submit_form import FUNCTION, Posted, submit_form
from functions.register.notice import notice_version
from functions.runtime.database import ConflictError, UnavailableError
from functions.runtime.http import HTML, Answer, Door, Request, Route
from functions.runtime.metrics import Metric, count
from functions.runtime.problem import Problem
from functions.runtime.read_post import read_post
from functions.units.access import anyone, holder
from functions.units.clock import civil_date
from functions.vault.errors import GateClosedError, TryAgainError

TRY_AGAIN = (TryAgainError, GateClosedError, UnavailableError, ConflictError)
_HOLDER = holder("receipt")


def _take(route: FormRoute, request: Request) -> Answer:
    rooms = system()
    context = {"today": civil_date(rooms.clock.instant()), "synthetic": rooms.settings.synthetic_persons}
    post = read_post(
        request,
        route.form,
        context=context,
        rules=route.rules,
        page_fields=route.page_fields,
        mend=route.mend,
    )
    posted = Posted(route.path, route.submission(post.model), request.body, post.key)
    submitted = submit_form(rooms.vault, ReceiptKeys(rooms.keyring), notice_version(), posted)
    metric = Metric.FORM_REPEATED if submitted.repeated else Metric.FORM_RECEIVED
    count(FUNCTION, {metric: 1}, rooms.system_clock.real_now())
    if request.wants_html:
        return Answer.see_other(f"/{posted.submission.language}/received/{submitted.receipt['receipt']}")
    return Answer(202, submitted.receipt)


def _state(request: Request) -> Answer:
    receipt = request.parameters["receipt"]
    told = read_state(system().vault, receipt)
    if not request.wants_html:
        return Answer(200, told)
    from functions.site.other_pages import state_page  # noqa: PLC0415 - templates cost a cold start
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    page = state_page(request.language, receipt, str(told["state"]), str(told["since"]))
    return Answer(200, page, HTML, page_headers(request.language))


def _page_again(request: Request, problem: Problem) -> Answer | None:
    """Show the form again, with the answers kept and the errors beside the fields."""
    if request.method != "POST" or not request.is_form:
        return None
    from functions.site.consent_choice import COOKIE, consent_choice  # noqa: PLC0415 - templates cost a cold start
    from functions.site.form_page_again import form_page_again  # noqa: PLC0415 - as above
    from functions.site.page_headers import page_headers  # noqa: PLC0415 - as above

    consent = consent_choice(request.cookie(COOKIE))
    html, language = form_page_again(request.route, request.body, request.language, problem, consent)
    return Answer(problem.status, html, HTML, page_headers(language))


def _form_route(route: FormRoute) -> Route:
    return Route("POST", route.path, lambda request: _take(route, request), access=anyone(number=route.number))


handler = Door(
    FUNCTION,
    [*(_form_route(route) for route in FORM_ROUTES), Route("GET", "/api/forms/<receipt>", _state, access=_HOLDER)],
    problem_page=_page_again,
    retry=TRY_AGAIN,
)
