"""Takes one dropped object: facts, then the receipt, then the object goes, then the delivery is done.

Each step starts from what the last one saved, so a crash after any call and a second message end in the same facts
and the same receipt, and nothing happens twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from typing import Protocol

from functions.government.apply_notifications import apply_notifications, counts_of
from functions.government.check_notification import Rules
from functions.government.decide_notification import Verdict
from functions.government.delivery_row import DeliveryRow, Problem, Stage
from functions.government.digests import delivery_digest
from functions.government.drop_key import DropKey, read_drop_key
from functions.government.fault import Fault
from functions.government.outcome import Outcome
from functions.government.parse_delivery import DeliveryRefusedError, ParsedDelivery, parse_delivery
from functions.government.quarantine import put_delivery_aside
from functions.government.read_notification import Read, read_notification
from functions.government.receipt import CONTENT_TYPE, receipt_bytes
from functions.government.received import Received
from functions.government.reference import Reference
from functions.government.sequence_gaps import record_number
from functions.government.store import DeliveryStore
from functions.government.unpack import MOST_OBJECT_BYTES
from functions.government.work import Work, open_request
from functions.units.clock import civil_date
from functions.vault.keyring import Secret
from functions.vault.vault import Vault

WINDOW = 250
REUSED = Fault("sequence_number_reused", "/data/sequenceNumber")
STRAY = Fault("key_of_another_form", "")


class Drops(Protocol):
    """The drop bucket."""

    def read(self, key: str, etag: str | None = None) -> bytes | None:
        """Return an object of this ETag; None when it is gone or was overwritten."""
        ...

    def delete(self, key: str, etag: str | None = None) -> None:
        """Delete an object of this ETag; nothing happens when it is gone or was overwritten."""
        ...


class Receipts(Protocol):
    """The bucket of receipts."""

    def write(self, key: str, body: bytes, content_type: str) -> None:
        """Write a whole object."""
        ...


@dataclass(frozen=True, slots=True)
class Post:
    """Where drops come in and receipts go out."""

    vault: Vault
    drops: Drops
    receipts: Receipts
    synthetic_allowed: bool


@dataclass
class Report:
    """What taking a delivery did in this invocation, for metrics: numbers only."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    refused: int = 0
    conflicts: int = 0
    dropped_members: int = 0
    missing_numbers: int = 0
    gone: int = 0


def take_delivery(post: Post, reference: Reference) -> Report:
    """Take a dropped object; raises TryAgainError and what the stores raise, and the same message then goes on."""
    key = read_drop_key(reference.key)
    if key is None:
        return _take_stray(post, reference)
    return _Taking(post, key, reference).take()


def _take_stray(post: Post, reference: Reference) -> Report:
    """Keep an object whose key says nothing to us under a case; nobody can be sent a receipt."""
    body = post.drops.read(reference.key, reference.etag)
    if body is None:
        return Report(gone=1)
    request = open_request(post.vault)
    put_delivery_aside(request, STRAY, Received(reference.key, "", 0, request.instant()), body)
    post.drops.delete(reference.key, reference.etag)
    return Report(refused=1)


class _Taking:
    """One delivery under way."""

    def __init__(self, post: Post, key: DropKey, reference: Reference) -> None:
        self._post, self._key, self._reference = post, key, reference
        self._request = open_request(post.vault)
        self._rooms = self._request.rooms
        self._secret = self._rooms.keyring.secret(Secret.LOOK_UPS)
        self._store = DeliveryStore(self._rooms)
        self._report = Report()

    def take(self) -> Report:
        too_large = self._reference.size > MOST_OBJECT_BYTES
        body = None if too_large else self._post.drops.read(self._key.text, self._reference.etag)
        row = self._store.find(self._key)
        if too_large:
            self._refuse_unread(row)
        elif body is not None:
            self._take_body(body, row)
        elif row is not None and row.stage is Stage.APPLIED:
            self._finish(row)
        else:
            # Done already, or overwritten: then the object that stands there has a message of its own.
            self._report.gone = 1
        return self._report

    def _take_body(self, body: bytes, row: DeliveryRow | None) -> None:
        digest, now = delivery_digest(self._secret, body), self._request.instant()
        if row is None:
            row = self._store.begin(self._key, digest, now)
        if row.digest != digest:
            if row.stage is not Stage.BEGUN and row.refused is None:
                self._refuse_reuse(body, now)
                return
            row = self._store.restart(self._key, row, digest, now)
        if row.stage is Stage.BEGUN:
            row = self._apply(body, row)
        self._finish(row)

    def _apply(self, body: bytes, row: DeliveryRow) -> DeliveryRow:
        try:
            parsed = parse_delivery(self._key, body)
        except DeliveryRefusedError as refused:
            put_delivery_aside(self._request, refused.fault, self._origin(row), body)
            return self._refuse(row, refused.fault, refused.notifications)
        return self._apply_windows(parsed, row)

    def _apply_windows(self, parsed: ParsedDelivery, row: DeliveryRow) -> DeliveryRow:
        work = Work(self._post.vault, self._key.flow, self._origin(row))
        rules = Rules(civil_date(self._rooms.clock.instant()), self._post.synthetic_allowed)
        filters = parsed.envelope.data.data_filters
        all_filtered = filters is not None and bool(filters.filtered_element)
        rest = ((number, raw) for number, raw in parsed.notifications() if number > row.line)
        for window in batched(rest, WINDOW, strict=False):
            reads = [read_notification(number, raw, self._key.flow, rules) for number, raw in window]
            outcomes = apply_notifications(work, reads, all_filtered=all_filtered)
            counts = counts_of(outcomes)
            self._report.counts.update(counts)
            self._report.dropped_members += sum(one.dropped for one in reads)
            total = {verdict: row.counts.get(verdict, 0) + counts[verdict] for verdict in Verdict}
            row = self._store.advance(self._key, row, window[-1][0], total, _problems(reads, outcomes))
        self._report.conflicts = work.conflicts
        return self._store.fix(self._key, row, row.counts)

    def _finish(self, row: DeliveryRow) -> None:
        series = record_number(self._rooms, self._key.series, self._key.sequence)
        self._report.missing_numbers = series.missing
        problems = self._store.problems(self._key, row)
        self._post.receipts.write(self._key.receipt, receipt_bytes(self._key, row, problems), CONTENT_TYPE)
        self._post.drops.delete(self._key.text, self._reference.etag)
        self._store.finish(self._key, row)

    def _refuse(self, row: DeliveryRow, fault: Fault, notifications: int) -> DeliveryRow:
        self._report.refused = 1
        self._report.counts[Verdict.REFUSED] += notifications
        return self._store.fix(self._key, row, {Verdict.REFUSED: notifications}, fault)

    def _refuse_unread(self, row: DeliveryRow | None) -> None:
        """Refuse an object that is larger than any delivery may be; it is not read at all."""
        if row is None:
            digest = delivery_digest(self._secret, self._reference.etag.encode())
            row = self._store.begin(self._key, digest, self._request.instant())
        if row.stage is Stage.BEGUN:
            row = self._refuse(row, Fault("too_large", ""), 0)
        self._finish(row)

    def _refuse_reuse(self, body: bytes, now: str) -> None:
        """Put a second delivery under one number aside; the receipt of the first stays as it is."""
        digest = delivery_digest(self._secret, body)
        put_delivery_aside(self._request, REUSED, replace(self._origin_at(now)), body)
        row = DeliveryRow(Stage.APPLIED, digest, now, 0, {Verdict.REFUSED: self._count(body)}, REUSED)
        self._report.refused = 1
        receipt = f"{self._key.text}.{digest[:16]}.receipt.json"
        self._post.receipts.write(receipt, receipt_bytes(self._key, row, ()), CONTENT_TYPE)
        self._post.drops.delete(self._key.text, self._reference.etag)

    def _count(self, body: bytes) -> int:
        try:
            return parse_delivery(self._key, body).count
        except DeliveryRefusedError as refused:
            return refused.notifications

    def _origin(self, row: DeliveryRow) -> Received:
        return self._origin_at(row.received_at)

    def _origin_at(self, at: str) -> Received:
        return Received(self._key.sender, self._key.flow, self._key.sequence, at)


def _problems(reads: Sequence[Read], outcomes: Mapping[int, Outcome]) -> list[Problem]:
    found = [(one, outcomes[one.number].fault) for one in reads]
    return [Problem(one.attestation, fault.code, fault.pointer) for one, fault in found if fault is not None]
