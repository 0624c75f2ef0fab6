"""A checkpoint, hourly: a signed root over where every chain ends, chained to the one before; nobody can take it back.

It goes to a bucket with Object Lock (of a second account, where the stage has one) that holds nothing about persons:
roots, counts and instants. What it was made of stands in the bucket of segments. The account book's chain of digests is
one of the chains, and named apart. Reads segments and never the table.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol, cast

from functions.units.clock import instant_text, parse_instant
from functions.vault.chain_ends import (
    EMPTY_ROOT,
    SHARDS,
    Advanced,
    Finding,
    advance,
    ends_key,
    read_ends,
    root_of,
    shard_of,
    write_ends,
)
from functions.vault.keyring import Keyring
from functions.vault.ledger_entry import ChainEnd
from functions.vault.merkle import merkle_root
from functions.vault.record_bytes import canonical
from functions.vault.segment import Line, hour_of, lines_of
from functions.vault.signature import signed

HEAD, INTENT, HISTORY = "head.json", "intent.json", "history.json"
BOOK = "book"
JSON, LINES = "application/json", "application/jsonl"
# A batch that the stream's function wrote while the last checkpoint listed its hour is seen by the next one.
_LOOK_BACK = timedelta(hours=2)
# Ends that no checkpoint of these days names any more are not needed for a daily check.
KEPT_DAYS = 8


class Shelf(Protocol):
    """A bucket that can be listed."""

    def read(self, key: str) -> bytes | None:
        """Return an object; None when there is none."""
        ...

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...

    def delete(self, key: str) -> None:
        """Delete an object."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield the names of objects."""
        ...


class LostHeadError(Exception):
    """Checkpoints exist and the place where the next one goes on is lost: a person must look, no new chain is begun."""


@dataclass(slots=True)
class Head:
    """Where the next checkpoint goes on. `old`: objects of ends that were replaced, and when (RFC 3339, UTC)."""

    number: int = 0
    digest: str = ""
    key: str = ""
    at: str = ""
    roots: list[str] = field(default_factory=lambda: [EMPTY_ROOT] * SHARDS)
    chains: list[int] = field(default_factory=lambda: [0] * SHARDS)
    book: list[object] | None = None
    seen: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    old: list[list[str]] = field(default_factory=list)

    def body(self) -> bytes:
        """Return the head as JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Made:
    """A checkpoint that was made, and what was found wrong on the way."""

    document: dict[str, object]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """What checkpoints are made with: segments and ends, the locked bucket, and the key that signs."""

    segments: Shelf
    locked: Shelf
    keyring: Keyring
    system: str
    stage: str

    def head(self) -> Head:
        """Return where the next checkpoint goes on; LostHeadError when that is lost.

        A checkpoint that was written while its head was not is taken over from the intent.
        """
        body = self.segments.read(HEAD)
        head = Head() if body is None else Head(**json.loads(body))
        body = self.segments.read(INTENT)
        intent = head if body is None else Head(**json.loads(body))
        if intent.number == head.number + 1:
            written = self.locked.read(intent.key)
            if written is not None and sha256(written).hexdigest() == intent.digest:
                head = intent
        if head.number == 0 and next(iter(self.locked.keys("")), None) is not None:
            raise LostHeadError
        return head

    def document(self, head: Head) -> dict[str, object]:
        """Return the checkpoint of a head; LostHeadError when the locked bucket holds another one."""
        body = self.locked.read(head.key)
        if body is None or sha256(body).hexdigest() != head.digest:
            raise LostHeadError
        return cast("dict[str, object]", json.loads(body))

    def numbered(self, number: int) -> dict[str, object]:
        """Return the checkpoint of a number; LostHeadError when the locked bucket has none of the known digest."""
        digest = self.history()[number - 1]
        for key in self.locked.keys(""):
            if key.endswith(f"/{number:010d}.json"):
                body = self.locked.read(key)
                if body is not None and sha256(body).hexdigest() == digest:
                    return cast("dict[str, object]", json.loads(body))
        raise LostHeadError

    def ends(self, shard: int, root: str) -> dict[str, ChainEnd]:
        """Return the ends of a shard by their root; LostHeadError when they are not there or not those."""
        if root == EMPTY_ROOT:
            return {}
        body = self.segments.read(ends_key(shard, root))
        found = None if body is None else read_ends(body)
        if found is None or root_of(found) != root:
            raise LostHeadError
        return found

    def history(self) -> list[str]:
        """Return the digests of all checkpoints, oldest first."""
        body = self.segments.read(HISTORY)
        return [] if body is None else cast("list[str]", json.loads(body))

    def make(self, now: datetime) -> Made:
        """Make the next checkpoint. Interrupted anywhere and called again, there is one checkpoint a number."""
        head = self.head()
        history = self._history_of(head)
        lines, seen = self._unseen(head, now)
        moved = self._advance(head, lines)
        at = instant_text(now)
        old = [*head.old]
        for shard, done in moved.items():
            root = root_of(done.ends)
            if root != head.roots[shard] and head.roots[shard] != EMPTY_ROOT:
                old.append([ends_key(shard, head.roots[shard]), at])
            if root != EMPTY_ROOT:
                self.segments.write(ends_key(shard, root), write_ends(done.ends), LINES)
                old = [each for each in old if each[0] != ends_key(shard, root)]
            head.roots[shard], head.chains[shard] = root, len(done.ends)
        findings = [finding for done in moved.values() for finding in done.findings]
        head.book = _book(head, moved)
        number = head.number + 1
        document = signed(
            {
                "checkpoint": number,
                "system": self.system,
                "stage": self.stage,
                "made_at": at,
                "chains": sum(head.chains),
                "added": sum(done.added for done in moved.values()),
                "restored": sum(done.restored for done in moved.values()),
                "swept": sum(done.swept for done in moved.values()),
                "findings": len(findings),
                "waiting": sum(len(done.pending) for done in moved.values()),
                "root": merkle_root([bytes.fromhex(root) for root in head.roots]).hex(),
                "shards": list(head.roots),
                "book": head.book,
                "previous": head.digest or None,
                "history": history_of(history),
            },
            self.keyring,
        )
        body = canonical(document)
        pending = [line.text() for done in moved.values() for line in done.pending]
        following = Head(
            number,
            sha256(body).hexdigest(),
            f"{at[:10]}/{number:010d}.json",
            at,
            head.roots,
            head.chains,
            head.book,
            seen,
            pending,
            old,
        )
        self._keep(following, body, history, findings, now)
        return Made(document, findings)

    def _history_of(self, head: Head) -> list[str]:
        """Return the digests up to this head; LostHeadError when they are not what the locked checkpoint says."""
        if head.number == 0:
            return []
        earlier = self.history()[: head.number - 1]
        said = cast("dict[str, object]", self.document(head)["history"])
        if said != history_of(earlier):
            raise LostHeadError
        return [*earlier, head.digest]

    def _unseen(self, head: Head, now: datetime) -> tuple[list[Line], list[str]]:
        """Return the lines that no checkpoint has taken yet, those that waited included, and what was seen lately."""
        lines = [line for text in head.pending for line in lines_of(text.encode())]
        known, seen = set(head.seen), []
        hour = (now if not head.at else parse_instant(head.at)) - _LOOK_BACK
        while hour_of(hour) <= hour_of(now):
            for key in self.segments.keys(hour_of(hour)):
                seen.append(key)
                body = None if key in known else self.segments.read(key)
                lines += [] if body is None else lines_of(body)
            hour += timedelta(hours=1)
        return lines, seen

    def _advance(self, head: Head, lines: Sequence[Line]) -> dict[int, Advanced]:
        by_shard: dict[int, list[Line]] = {}
        for line in lines:
            by_shard.setdefault(shard_of(line.chain), []).append(line)
        return {shard: advance(self.ends(shard, head.roots[shard]), told) for shard, told in sorted(by_shard.items())}

    def _keep(
        self, head: Head, body: bytes, history: Sequence[str], findings: Sequence[Finding], now: datetime
    ) -> None:
        limit = instant_text(now - timedelta(days=KEPT_DAYS))
        gone = [key for key, at in head.old if at < limit]
        head.old = [each for each in head.old if each[1] >= limit]
        if findings:
            told = [[each.chain, each.sequence, each.reason] for each in findings]
            self.segments.write(f"findings/{head.number:010d}.json", json.dumps(told).encode(), JSON)
        self.segments.write(INTENT, head.body(), JSON)
        self.locked.write(head.key, body, JSON)
        self.segments.write(HISTORY, json.dumps([*history, head.digest]).encode(), JSON)
        self.segments.write(HEAD, head.body(), JSON)
        for key in gone:
            self.segments.delete(key)


def history_of(digests: Sequence[str]) -> dict[str, object]:
    """Return size and root of the tree over the digests of earlier checkpoints."""
    return {"size": len(digests), "root": merkle_root([bytes.fromhex(digest) for digest in digests]).hex()}


def _book(head: Head, moved: dict[int, Advanced]) -> list[object] | None:
    done = moved.get(shard_of(BOOK))
    end = None if done is None else done.ends.get(BOOK)
    return head.book if end is None else [end.sequence, end.digest.hex()]
