"""Asks the deployed system over HTTP, as a browser or a curl line would: no redirect is followed unseen."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the headers as they came, and the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first header of this name."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)

    def json(self) -> Any:  # noqa: ANN401 - whatever the system answered
        """Return the body as JSON; ValueError when it is none."""
        return json.loads(self.body)


class UnexpectedAnswerError(RuntimeError):
    """The system answered with another status than the story needs."""


class Asker:
    """Keeps the cookies of one person between requests to one or more addresses of this machine."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._cookies: dict[str, dict[str, str]] = {}

    def get(self, path: str, *, expect: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a path of our address, or for a whole address."""
        return self._ask("GET", path, None, expect, headers or {})

    def post(self, path: str, body: object, *, expect: int, headers: Mapping[str, str] | None = None) -> Answer:
        """Post a JSON body; bytes and text go as they are, with the content type given among `headers`."""
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
        return self._ask("POST", path, body, expect, {"Content-Type": "application/json", **(headers or {})})

    def _ask(self, method: str, path: str, body: bytes | None, expect: int, headers: Mapping[str, str]) -> Answer:
        url = urlsplit(path if path.startswith("http") else self._address + path)
        target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        jar = self._cookies.setdefault(url.netloc, {})
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        connection = http.client.HTTPConnection(url.netloc, timeout=_TIMEOUT_SECONDS)
        try:
            connection.request(method, target, body, {**cookie, **headers})
            response = connection.getresponse()
            answer = Answer(response.status, tuple(response.getheaders()), response.read())
        finally:
            connection.close()
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                jar[key.strip()] = rest.split(";")[0]
        if answer.status != expect:
            said = answer.body[:600].decode(errors="replace")
            msg = f"{method} {url.path} answered {answer.status}, not {expect}: {said}"
            raise UnexpectedAnswerError(msg)
        return answer
