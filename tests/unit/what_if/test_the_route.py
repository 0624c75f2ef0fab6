"""The route `POST /api/what-if`: the same objects over HTTP, refusals in the caller's language."""

import json
from typing import Any

import pytest

from functions.what_if.api import handler
from tests.unit.what_if.questions import GOOD, question, text


def post(body: str, **headers: str) -> dict[str, Any]:
    event: dict[str, object] = {
        "httpMethod": "POST",
        "path": "/api/what-if",
        "resource": "/api/what-if",
        "headers": {"content-type": "application/json"}
        | {name.replace("_", "-"): said for name, said in headers.items()},
        "queryStringParameters": None,
        "requestContext": {"httpMethod": "POST", "resourcePath": "/api/what-if"},
        "body": body,
        "isBase64Encoded": False,
    }
    return handler(event, object())


def test_a_question_is_answered() -> None:
    """Given a good question, then 200 and the contract's answer, which no cache may keep."""
    given = post(text(GOOD))
    assert given["statusCode"] == 200
    assert json.loads(given["body"])["total"] == "247.16"
    assert given["multiValueHeaders"]["Cache-Control"] == ["no-store"]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("{", 400, "not-json"),
        (text(question(month="soon")), 422, "invalid-request"),
        (text(question(month="2018-12")), 422, "outside-law"),
        ("[]", 422, "invalid-request"),
    ],
)
def test_a_wrong_question_gets_a_problem(body: str, status: int, kind: str) -> None:
    """Given a wrong question, then a problem object with the contract's type."""
    given = post(body, accept_language="fr")
    assert given["statusCode"] == status
    assert json.loads(given["body"])["type"].endswith(f"/{kind}")
    assert given["multiValueHeaders"]["Content-Type"] == ["application/problem+json"]
    assert given["multiValueHeaders"]["Content-Language"] == ["fr"]


def test_a_form_is_not_read() -> None:
    """Given a form post, then 415: the question is JSON."""
    assert post("month=2024-07", **{"content-type": "application/x-www-form-urlencoded"})["statusCode"] == 415
