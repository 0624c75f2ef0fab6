"""The one address passes on what it is sent and what it gets, unchanged."""

import http.client
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tools.local.front import served_front
from tools.local.start_emulator import free_port


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = {
            "method": self.command,
            "path": self.path,
            "host": self.headers["Host"],
            "origin": self.headers["Origin"],
            "hop": self.headers["Keep-Alive"],
            "body": body.decode("latin-1"),
        }
        answer = json.dumps(told).encode()
        self.send_response_only(303)
        self.send_header("Location", "/nl/received/x?a=%20b")
        self.send_header("Set-Cookie", "a=1; Secure")
        self.send_header("Set-Cookie", "b=2; HttpOnly")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_PATCH = do_DELETE = do_POST  # noqa: N815 - http.server's names

    def do_HEAD(self) -> None:
        self.send_response_only(200)
        self.send_header("Content-Length", "17")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    """Serve the front before an echo."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    with served_front(0, server.server_address[1], "/stage/live") as url:
        yield "127.0.0.1", int(url.rsplit(":", 1)[1])
    server.shutdown()
    server.server_close()


def ask(
    address: tuple[str, int], method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(*address, timeout=10)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_request_and_answer_pass_unchanged(address: tuple[str, int], method: str) -> None:
    answer, content = ask(address, method, "/api/x%2Fy?q=%C3%A9&q=2", b"\x00\xff", Origin="http://a", Keep_Alive="9")
    told = json.loads(content)
    assert told == {
        "method": method,
        "path": "/stage/live/api/x%2Fy?q=%C3%A9&q=2",
        "host": f"127.0.0.1:{address[1]}",
        "origin": "http://a",
        "hop": None,
        "body": "\x00\xff",
    }
    assert answer.status == 303
    assert answer.getheader("Location") == "/nl/received/x?a=%20b"
    assert answer.headers.get_all("Set-Cookie") == ["a=1; Secure", "b=2; HttpOnly"]


def test_head_has_no_body(address: tuple[str, int]) -> None:
    answer, content = ask(address, "HEAD", "/")
    assert (answer.status, content) == (200, b"")


def test_one_connection_serves_many_requests(address: tuple[str, int]) -> None:
    connection = http.client.HTTPConnection(*address, timeout=10)
    for body in (b"one", b"two"):
        connection.request("POST", "/", body)
        assert json.loads(connection.getresponse().read())["body"] == body.decode()
    connection.close()


def test_too_large_and_odd_lengths_are_refused(address: tuple[str, int]) -> None:
    assert ask(address, "POST", "/", Content_Length=str(11 * 1024 * 1024))[0].status == 413
    assert ask(address, "POST", "/", Content_Length="-1")[0].status == 400
    assert ask(address, "POST", "/", Transfer_Encoding="chunked")[0].status == 411


def test_a_silent_system_is_said_so() -> None:
    with served_front(0, free_port(), "/x") as url:
        answer, content = ask(("127.0.0.1", int(url.rsplit(":", 1)[1])), "GET", "/")
        assert answer.status == 502
        assert json.loads(content)["status"] == 502
