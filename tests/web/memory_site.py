"""The public doors behind one loopback address, over an in-memory system: pages in a browser without a deployment."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qsl, urlsplit

from functions.runtime.http import Door


def door_for(doors: Sequence[Door], method: str, path: str) -> Door:
    """Return the door that has the route, else the last one, which answers 404 as the site does."""
    for door in doors:
        for route in door.routes:
            steps, asked = route.path.strip("/").split("/"), path.strip("/").split("/")
            same = len(steps) == len(asked) and all(
                one.startswith("<") or one == two for one, two in zip(steps, asked, strict=True)
            )
            if same and route.method == ("GET" if method == "HEAD" else method):
                return door
    return doors[-1]


@contextmanager
def memory_site(doors: Sequence[Door]) -> Iterator[str]:
    """Serve the doors for the length of the block, one request at a time; yields the address."""
    one_at_a_time = Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            event: dict[str, object] = {
                "httpMethod": self.command,
                "path": parts.path,
                "headers": dict(self.headers.items()),
                "requestContext": {"stage": "test", "path": f"/test{parts.path}"},
                "queryStringParameters": dict(parse_qsl(parts.query)) or None,
                "body": base64.b64encode(body).decode() if body else None,
                "isBase64Encoded": bool(body),
            }
            with one_at_a_time:
                answered = door_for(doors, self.command, parts.path)(event, None)
            text = str(answered.get("body") or "")
            content = base64.b64decode(text) if answered.get("isBase64Encoded") else text.encode()
            self.send_response(int(str(answered["statusCode"])))
            values = answered.get("multiValueHeaders") or {}
            assert isinstance(values, dict)
            for name, several in values.items():
                for value in several:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - http.server's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
