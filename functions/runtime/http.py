"""The HTTP edge of a function: routes on Powertools' REST resolver, typed requests and answers, problem objects.

One place turns every exception into a problem in the caller's language, logs one line without a value of the request,
and adds the headers that every answer carries.
"""

import base64
import binascii
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from functions.runtime.clock import MachineClock
from functions.runtime.entry import report
from functions.runtime.http_message import FORM, HTML, JSON, PROBLEM, Answer, Request
from functions.runtime.languages import Language
from functions.runtime.lean_powertools import stand_in
from functions.runtime.log import LogEvent, LogLine, log, silence_others
from functions.runtime.metrics import Metric, count
from functions.runtime.problem import Problem, ProblemCode
from functions.units.access import Access, Who

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler.api_gateway import APIGatewayRestResolver, Response
    from aws_lambda_powertools.utilities.typing import LambdaContext

__all__ = ["FORM", "HTML", "JSON", "PROBLEM", "Answer", "Door", "Request", "Route"]

MAX_BODY_BYTES = 64 * 1024
RETRY_AFTER_SECONDS = 2
_COUNTED = {ProblemCode.OUR_FAULT: Metric.OUR_FAULT, ProblemCode.TRY_AGAIN: Metric.TRY_AGAIN}
_SIGNED_IN = frozenset({Who.PERSON, Who.STAFF, Who.SIGNED_IN})
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}


type Use = Callable[[Request], Answer]
type ProblemPage = Callable[[Request, Problem], Answer | None]
type Guard = Callable[[Request, Access], object]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path template (`/api/forms/<receipt>`), the use-case behind them, and who may use it."""

    method: str
    path: str
    use: Use
    max_bytes: int = MAX_BODY_BYTES
    access: Access | None = None


def problem_answer(problem: Problem, language: Language) -> Answer:
    """Write a problem as `application/problem+json`, with the headers that belong to it."""
    headers = {"Content-Language": language.value}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.allow:
        headers["Allow"] = ", ".join(problem.allow)
    return Answer(problem.status, problem.document(language), PROBLEM, headers)


class OpenRouteError(Exception):
    """A route says of nobody who may use it, or of somebody whom no guard of its door can recognise."""


class Door:
    """The handler of one HTTP function: `handler = Door("intake-api", routes, access=anyone())`."""

    def __init__(
        self,
        function: str,
        routes: Sequence[Route],
        *,
        access: Access | None = None,
        guard: Guard | None = None,
        problem_page: ProblemPage | None = None,
        retry: tuple[type[Exception], ...] = (),
    ) -> None:
        """Take the routes; OpenRouteError when one does not say who may use it.

        `access` holds for routes that state none; `guard` lets a signed-in caller in, or raises the problem;
        `problem_page` shows a problem as a page, `retry` names errors that are 503 and not 500.
        """
        self.routes = tuple(replace(route, access=route.access or access) for route in routes)
        self._guard = guard
        for route in self.routes:
            if route.access is None or (guard is None and route.access.who in _SIGNED_IN):
                msg = f"{route.method} {route.path}: state who may use it, `Route(..., access=staff(Purpose.X))`"
                raise OpenRouteError(msg)
        self._function = function
        self._problem_page = problem_page
        self._retry = retry
        self._resolver: APIGatewayRestResolver | None = None

    def __call__(self, event: dict[str, object], context: object) -> dict[str, object]:
        """Answer one API Gateway event; no exception leaves this function."""
        silence_others()
        if event.get("httpMethod") == "HEAD":
            return self(event | {"httpMethod": "GET"}, context) | {"body": "", "isBase64Encoded": False}
        try:
            answered: dict[str, object] = self._resolve().resolve(event, cast("LambdaContext", context))
        except Exception as error:  # noqa: BLE001 - an event of another shape than the door's
            failed = report(self._function, error)
            return {
                "statusCode": 500,
                "headers": {"Content-Type": PROBLEM},
                "body": json.dumps({"instance": failed.error_id}),
            }
        return answered

    def _resolve(self) -> "APIGatewayRestResolver":
        if self._resolver is None:
            stand_in()
            from aws_lambda_powertools.event_handler.api_gateway import APIGatewayRestResolver

            self._resolver = APIGatewayRestResolver()
            for route in self.routes:
                self._resolver.route(route.path, route.method)(self._served(route))
            self._resolver.not_found(self._not_found)
        return self._resolver

    def _served(self, route: Route) -> "Callable[..., Response[str]]":
        def serve(**parameters: str) -> "Response[str]":
            return self._answer(route, parameters)

        return serve

    def _not_found(self, _: Exception) -> "Response[str]":
        assert self._resolver is not None  # noqa: S101 - only the resolver calls this
        path = self._resolver.current_event.path.rstrip("/") or "/"
        allow = sorted({route.method for route in self.routes if _fits(route.path, path)})
        problem = Problem(ProblemCode.METHOD_NOT_ALLOWED if allow else ProblemCode.NOT_FOUND, allow=allow)

        def refuse(_: Request) -> Answer:
            raise problem

        return self._answer(Route("", "/", refuse), {}, known=False)

    def _answer(self, route: Route, parameters: Mapping[str, str], *, known: bool = True) -> "Response[str]":
        assert self._resolver is not None  # noqa: S101 - only the resolver calls this
        started = time.perf_counter_ns()
        event = self._resolver.current_event.raw_event
        request = _request(event, route, parameters, b"")
        problem: Problem | None = None
        cause: Exception | None = None
        try:
            request = replace(request, body=_body(event, route.max_bytes))
            if self._guard is not None and route.access is not None and route.access.who in _SIGNED_IN:
                request = replace(request, caller=self._guard(request, route.access))
            answer = route.use(request)
        except Exception as error:  # noqa: BLE001 - nothing may leave the edge but a problem
            problem, cause = self._problem(error)
            answer = self._tell(request, problem)
            self._count(problem)
        log(
            LogLine(
                event=LogEvent.REQUEST,
                function=self._function,
                route=route.path if known else None,
                method=request.method if request.method in _METHODS else None,
                status=answer.status,
                problem=problem.code.value if problem else None,
                error_class=type(cause).__name__ if cause else None,
                error_id=problem.instance if problem and cause else None,
                latency_ms=(time.perf_counter_ns() - started) // 1_000_000,
            )
        )
        return _response(answer)

    def _problem(self, error: Exception) -> tuple[Problem, Exception | None]:
        """Return the problem of an error, and the error again when the log must name its class."""
        if isinstance(error, Problem):
            return error, None
        if isinstance(error, self._retry):
            return Problem(ProblemCode.TRY_AGAIN, retry_after=RETRY_AFTER_SECONDS), error
        return Problem(ProblemCode.OUR_FAULT), error

    def _count(self, problem: Problem) -> None:
        """Count what an operator must know: faults of ours, and callers who were asked to come back."""
        metric = _COUNTED.get(problem.code)
        if metric is not None:
            count(self._function, {metric: 1}, MachineClock().real_now())

    def _tell(self, request: Request, problem: Problem) -> Answer:
        if self._problem_page is not None and request.wants_html:
            try:
                page = self._problem_page(request, problem)
            except Exception as error:  # noqa: BLE001 - a page that fails must not hide the problem it tells
                report(self._function, error)
                page = None
            if page is not None:
                told = problem_answer(problem, request.language)
                return replace(page, headers={**told.headers, **page.headers})
        return problem_answer(problem, request.language)


def _request(event: Mapping[str, object], route: Route, parameters: Mapping[str, str], body: bytes) -> Request:
    headers = cast("Mapping[str, str]", event.get("headers") or {})
    query = cast("Mapping[str, str]", event.get("queryStringParameters") or {})
    return Request(
        method=str(event.get("httpMethod", "")).upper(),
        path=str(event.get("path", "")),
        route=route.path,
        parameters=dict(parameters),
        query=dict(query),
        headers={name.lower(): value for name, value in headers.items()},
        body=body,
    )


def _body(event: Mapping[str, object], max_bytes: int) -> bytes:
    text = str(event.get("body") or "")
    if len(text) > max_bytes * 4 // 3 + 4:
        raise Problem(ProblemCode.TOO_LARGE)
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(text, validate=True)
        except binascii.Error:
            raise Problem(ProblemCode.NOT_JSON) from None
    else:
        body = text.encode(errors="surrogatepass")
    if len(body) > max_bytes:
        raise Problem(ProblemCode.TOO_LARGE)
    return body


def _response(answer: Answer) -> "Response[str]":
    from aws_lambda_powertools.event_handler.api_gateway import Response

    body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)
    headers: dict[str, str | list[str]] = {**_HEADERS, **answer.headers}
    if answer.cookies:
        headers["Set-Cookie"] = list(answer.cookies)
    return Response(status_code=answer.status, content_type=answer.content_type, headers=headers, body=body)


def _fits(template: str, path: str) -> bool:
    wanted, given = template.split("/"), path.split("/")
    return len(wanted) == len(given) and all(
        one.startswith("<") or one == other for one, other in zip(wanted, given, strict=True)
    )
