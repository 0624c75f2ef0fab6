"""API Gateway events and answers, so that a test of a door reads like a call."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from functions.runtime.http import Door


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, list[str]]
    body: str

    @property
    def members(self) -> dict[str, object]:
        """The body as JSON."""
        members: dict[str, object] = json.loads(self.body)
        return members

    def header(self, name: str) -> str:
        """Return one header."""
        return self.headers[name][0]


def call(
    door: Door,
    method: str,
    path: str,
    body: str | bytes | Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> Answered:
    """Send one request through a door; a mapping goes as JSON."""
    sent = {"Content-Type": "application/json"} if isinstance(body, Mapping) else {}
    text = json.dumps(body) if isinstance(body, Mapping) else body
    event: dict[str, object] = {
        "httpMethod": method,
        "path": path,
        "headers": {**sent, **(headers or {})},
        "requestContext": {"stage": "test", "path": f"/test{path}"},
        "queryStringParameters": dict(query) if query else None,
        "body": text.decode("latin-1") if isinstance(text, bytes) else text,
        "isBase64Encoded": False,
    }
    answered = door(event, None)
    values = answered.get("multiValueHeaders") or {}
    assert isinstance(values, dict)
    return Answered(int(str(answered["statusCode"])), values, str(answered["body"]))
