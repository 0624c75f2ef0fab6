"""Buckets and queues in memory: `before` and `after` see every call and may raise, as in the in-memory database."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import md5

MOST_MESSAGES = 10


def etag_of(body: bytes) -> str:
    """Return the ETag that S3 gives a plain object."""
    return md5(body, usedforsecurity=False).hexdigest()


class InMemoryObjects:
    """A bucket; `bodies` is what rests in it, `types` the content types, `calls` what was asked."""

    def __init__(self, bodies: Mapping[str, bytes] | None = None) -> None:
        """Start with these objects."""
        self.bodies: dict[str, bytes] = dict(bodies or {})
        self.types: dict[str, str] = {}
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None

    def read(self, key: str, etag: str | None = None) -> bytes | None:
        """Return an object (of this ETag); None when it is gone or was overwritten."""
        self._enter("read")
        body = self.bodies.get(key)
        found = None if body is None or (etag is not None and etag != etag_of(body)) else body
        self.after("read")
        return found

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        self._enter("write")
        self.bodies[key], self.types[key] = body, content_type
        self.after("write")

    def delete(self, key: str, etag: str | None = None) -> None:
        """Delete an object (of this ETag); nothing happens when it is gone or was overwritten."""
        self._enter("delete")
        if etag is None or etag_of(self.bodies.get(key, b"")) == etag:
            self.bodies.pop(key, None)
            self.types.pop(key, None)
        self.after("delete")

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the names of the objects that begin with a prefix."""
        self._enter("keys")
        yield from sorted(key for key in self.bodies if key.startswith(prefix))

    def _enter(self, name: str) -> None:
        self.calls[name] += 1
        self.before(name)


class InMemoryQueue:
    """A queue; `bodies` are the messages that it took, in order, `attributes` what came with each."""

    def __init__(self) -> None:
        """Start empty."""
        self.bodies: list[str] = []
        self.attributes: list[Mapping[str, str]] = []
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None

    def send(self, bodies: Sequence[str], attributes: Mapping[str, str] | None = None) -> None:
        """Take up to ten messages."""
        assert 0 < len(bodies) <= MOST_MESSAGES
        self.calls["send"] += 1
        self.before("send")
        self.bodies += bodies
        self.attributes += [attributes or {}] * len(bodies)
        self.after("send")
