"""One address for the whole system: passes each request on to the emulator's REST API, and the answer back.

What API Gateway's own domain does on AWS. Status, headers (each `Set-Cookie`, `Location`) and body pass as they are.
"""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tools.local.start_emulator import LOOPBACK

# Headers that belong to one connection, not to the message (RFC 9110, section 7.6.1); lengths are stated anew.
_OF_ONE_CONNECTION = {
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
_LARGEST_BODY = 10 * 1024 * 1024  # API Gateway's own limit
_PIECE = 64 * 1024
_TIMEOUT_SECONDS = 35  # API Gateway gives a function 29


@contextmanager
def served_front(port: int, upstream_port: int, upstream_prefix: str) -> Iterator[str]:
    """Serve on the loopback address for the length of the block; yields the address. OSError: the port is taken."""

    class Handler(_Front):
        upstream = upstream_port
        prefix = upstream_prefix.rstrip("/")

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, name="front", daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Front(BaseHTTPRequestHandler):
    """One request, there and back."""

    protocol_version = "HTTP/1.1"
    server_version = "kroost-local"
    sys_version = ""
    upstream: int
    prefix: str

    def _pass_on(self) -> None:
        body = self._body()
        if body is None:
            return
        connection = http.client.HTTPConnection(LOOPBACK, self.upstream, timeout=_TIMEOUT_SECONDS)
        try:
            connection.putrequest(self.command, self.prefix + self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in _OF_ONE_CONNECTION:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            self._answer(connection.getresponse())
        except (OSError, http.client.HTTPException):
            self._refuse(502, "the system behind this address does not answer")
        finally:
            connection.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _pass_on  # noqa: N815 - http.server's names

    def _body(self) -> bytes | None:
        if self.headers.get("Transfer-Encoding"):
            self._refuse(411, "state the length of the body")
            return None
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            self._refuse(400, "the length of the body is no number")
            return None
        if int(length) > _LARGEST_BODY:
            self._refuse(413, "the body is larger than 10 MiB")
            return None
        return self.rfile.read(int(length))

    def _answer(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in _OF_ONE_CONNECTION:
                self.send_header(name, value)
        if self.command == "HEAD" or answer.status in {204, 304}:
            self.end_headers()
            return
        if answer.length is None:
            self.send_header("Connection", "close")  # the end of the connection is the end of the body
        else:
            self.send_header("Content-Length", str(answer.length))
        self.end_headers()
        while piece := answer.read(_PIECE):
            self.wfile.write(piece)

    def _refuse(self, status: int, detail: str) -> None:
        body = json.dumps({"type": "about:blank", "status": status, "detail": detail}).encode()
        self.close_connection = True
        self.send_response_only(status)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing: an address with its query may name a person, and the screen belongs to the story."""
