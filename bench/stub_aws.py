"""A stand-in for DynamoDB, KMS and the parameter store that answers at once: only the function's own work is left."""

import base64
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_WRAPPED = base64.b64encode(b"w" * 32).decode()
_PUBLIC = base64.b64encode(X25519PrivateKey.from_private_bytes(b"a" * 32).public_key().public_bytes_raw()).decode()


class StubAws:
    """Counts every call by operation; `address` is what `AWS_ENDPOINT_URL` is set to."""

    def __init__(self, address: str, calls: Counter[str]) -> None:
        """Keep the address and the counter that the server fills."""
        self.address, self.calls = address, calls


@contextmanager
def served_stub() -> Iterator[StubAws]:
    """Serve on a free loopback port until the block ends."""
    calls: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            operation = self.headers["X-Amz-Target"].rsplit(".", 1)[1]
            calls[operation] += 1
            answer = json.dumps(_answer(operation, body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", self.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield StubAws(f"http://127.0.0.1:{server.server_port}", calls)
    finally:
        server.shutdown()
        server.server_close()


def _answer(operation: str, body: dict[str, object]) -> dict[str, object]:
    match operation:
        case "GetItem":
            return {"Item": {"pk": {"S": "t"}, "sk": {"S": "gate"}, "state": {"S": "open"}}}
        case "Decrypt":
            return {"Plaintext": base64.b64encode(b"k" * 32).decode()}
        case "GetParameter":
            return {"Parameter": {"Name": body["Name"], "Value": _parameter(str(body["Name"]))}}
        case _:
            return {}


def _parameter(name: str) -> str:
    if name.endswith("/private"):
        return json.dumps({"wrapped": _WRAPPED, "public": _PUBLIC})
    return _PUBLIC if name.endswith("/public") else _WRAPPED
