"""The door of a function: routes, sizes, methods, headers, and no exception that leaves."""

import pytest

from functions.runtime.http import Answer, Door, OpenRouteError, Request, Route
from functions.runtime.problem import Problem, ProblemCode
from functions.units.access import Access, anyone, person, staff
from tests.builders.http_events import call

SECRET = "Noor Peeters"


class TryLaterError(Exception):
    """Something that the next try may do."""


def _use(request: Request) -> Answer:
    match request.parameters.get("what"):
        case "breaks":
            raise ValueError(SECRET)
        case "later":
            raise TryLaterError(SECRET)
        case "limited":
            raise Problem(ProblemCode.TOO_MANY, retry_after=7)
    return Answer(200, {"cookie": request.cookie("b"), "bytes": len(request.body), "html": request.wants_html})


DOOR = Door(
    "site",
    [Route("GET", "/api/things/<what>", _use), Route("POST", "/api/things", _use, max_bytes=10)],
    access=anyone(),
    retry=(TryLaterError,),
)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/things/x", 200),
        ("GET", "/api/things/x/", 200),
        ("HEAD", "/api/things/x", 200),
        ("GET", "/api/things/breaks", 500),
        ("GET", "/api/things/later", 503),
        ("GET", "/api/things/limited", 429),
        ("DELETE", "/api/things/x", 405),
        ("GET", "/api/things", 405),
        ("GET", "/api/other", 404),
        ("GET", "/api/things/x/y", 404),
    ],
)
def test_statuses(method: str, path: str, status: int) -> None:
    answered = call(DOOR, method, path)
    assert answered.status == status
    assert SECRET not in answered.body
    assert answered.header("Cache-Control") == "no-store"
    assert answered.header("X-Content-Type-Options") == "nosniff"


def test_retry_after_and_allow_are_said() -> None:
    assert call(DOOR, "GET", "/api/things/later").header("Retry-After") == "2"
    assert call(DOOR, "GET", "/api/things/limited").header("Retry-After") == "7"
    assert call(DOOR, "PUT", "/api/things").header("Allow") == "POST"


def test_a_body_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    assert call(DOOR, "POST", "/api/things", "x" * 10).members["bytes"] == 10
    assert call(DOOR, "POST", "/api/things", "x" * 11).status == 413
    assert call(DOOR, "POST", "/api/things", "é" * 6).status == 413


def test_an_error_is_logged_by_class_and_id_only(caplog: pytest.LogCaptureFixture) -> None:
    answered = call(DOOR, "GET", "/api/things/breaks")
    (record,) = caplog.records
    assert record.__dict__["error_class"] == "ValueError"
    assert record.__dict__["error_id"] == answered.members["instance"]
    assert SECRET not in str(record.__dict__)


def test_one_line_an_invocation_with_the_template_and_not_the_path(caplog: pytest.LogCaptureFixture) -> None:
    call(DOOR, "GET", "/api/things/NoorPeeters", headers={"User-Agent": SECRET, "Cookie": "a=1; b=2"})
    (record,) = caplog.records
    assert record.__dict__["route"] == "/api/things/<what>"
    assert "NoorPeeters" not in str(record.__dict__)
    assert SECRET not in str(record.__dict__)


def test_cookies_and_wishes_are_read() -> None:
    answered = call(DOOR, "GET", "/api/things/x", headers={"cookie": "a=1; b=2=3", "ACCEPT": "text/html,*/*"})
    assert answered.members == {"cookie": "2=3", "bytes": 0, "html": True}


@pytest.mark.parametrize("event", [{}, {"httpMethod": "GET"}, {"body": 3}], ids=range(3))
def test_an_event_of_another_shape_is_our_fault_and_says_nothing(event: dict[str, object]) -> None:
    answered = DOOR(event, None)
    assert answered["statusCode"] in {404, 500}


def test_a_page_that_fails_does_not_hide_the_problem() -> None:
    def page(request: Request, problem: Problem) -> Answer | None:
        raise KeyError(SECRET)

    door = Door("site", [Route("GET", "/api/things/<what>", _use)], access=anyone(), problem_page=page)
    answered = call(door, "GET", "/api/things/limited", headers={"Accept": "text/html"})
    assert (answered.status, answered.header("Content-Type")) == (429, "application/problem+json")


@pytest.mark.parametrize(("what", "metric"), [("breaks", "OurFault"), ("later", "TryAgain"), ("limited", None)])
def test_what_an_operator_must_know_is_counted(
    what: str, metric: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    call(DOOR, "GET", f"/api/things/{what}")
    counted = [line for line in capsys.readouterr().out.splitlines() if "CloudWatchMetrics" in line]
    assert len(counted) == (metric is not None)
    assert all(f'"{metric}":1' in line for line in counted)


@pytest.mark.parametrize("access", [None, staff("x"), person("x")])
def test_a_route_that_nobody_guards_keeps_the_door_from_opening(access: Access | None) -> None:
    with pytest.raises(OpenRouteError, match="GET /api/things: state who may use it"):
        Door("site", [Route("GET", "/api/things", _use, access=access)])


def test_a_guard_is_asked_before_the_use_case_and_names_the_caller() -> None:
    def guard(request: Request, access: Access) -> object:
        if request.cookie("b") is None:
            raise Problem(ProblemCode.SIGN_IN_FIRST)
        return f"{access.purpose}"

    def use(request: Request) -> Answer:
        return Answer(200, {"caller": request.caller})

    routes = [
        Route("GET", "/api/guarded", use, access=staff("look")),
        Route("GET", "/api/open", use, access=anyone()),
    ]
    door = Door("site", routes, guard=guard)
    assert call(door, "GET", "/api/guarded").status == 401
    assert call(door, "GET", "/api/guarded", headers={"Cookie": "b=1"}).members == {"caller": "look"}
    assert call(door, "GET", "/api/open").members == {"caller": None}
