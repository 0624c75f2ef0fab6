"""Takes one dropped object: facts, then the receipt, then the object goes, then the delivery is done.

Each step starts from what the last one saved, so a crash after any call and a second message end in the same facts
and the same receipt, and nothing happens twice.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Protocol

from functions.government.apply_notifications import apply_notifications, counts_of
from functions.government.check_notification import Rules
from functions.government.decide_notification import Verdict
from functions.government.delivery_row import HELD, DeliveryRow, Problem, Stage
from functions.government.digests import delivery_digest
from functions.government.drop_key import DropKey, read_drop_key
from functions.government.fault import Fault, pointer
from functions.government.flow import Flow
from functions.government.parse_delivery import DeliveryRefusedError, ParsedDelivery, parse_delivery
from functions.government.quarantine import put_delivery_aside
from functions.government.read_notification import Read, Reader
from functions.government.read_windows import ReadWindows
from functions.government.receipt import CONTENT_TYPE, receipt_bytes
from functions.government.received import Received
from functions.government.sequence_gaps import record_number
from functions.government.store import DeliveryStore
from functions.government.unpack import MOST_OBJECT_BYTES
from functions.government.unusable import NOT_ANSWERED
from functions.government.work import Work, open_request
from functions.units.clock import civil_date
from functions.units.dropped_object import Reference
from functions.vault.errors import TryAgainError
from functions.vault.keyring import Secret
from functions.vault.vault import Vault

REUSED = Fault("sequence_number_reused", "/data/sequenceNumber")
STRAY = Fault("key_of_another_form", "")
TOO_LARGE = Fault("too_large", "")
# What one window may take at most, and the answer after it.
_RESERVE_SECONDS = 30.0


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
    """Where drops come in and receipts go out; `seconds_left` tells how long this invocation may still take."""

    vault: Vault
    drops: Drops
    receipts: Receipts
    synthetic_allowed: bool
    seconds_left: Callable[[], float] = lambda: inf


@dataclass
class Report:
    """What taking a delivery did in this invocation, for metrics: numbers, and classes of failures of our own."""

    counts: Counter[Verdict] = field(default_factory=Counter)
    refused: int = 0
    held: int = 0
    conflicts: int = 0
    isolated: Sequence[str] = ()
    flow: Flow | None = None
    dropped_members: int = 0
    members_left_out: int = 0
    missing_numbers: int = 0
    gone: int = 0


def take_delivery(post: Post, reference: Reference) -> Report:
    """Take a dropped object; raises TryAgainError and what the stores raise, and the same message then goes on."""
    key = read_drop_key(reference.key)
    if key is None:
        return _take_stray(post, reference)
    return _Taking(post, key, reference).take(reference)


def _take_stray(post: Post, reference: Reference) -> Report:
    """Keep an object whose key says nothing to us under a case; nobody can be sent a receipt."""
    body = post.drops.read(reference.key, reference.etag)
    if body is None:
        return Report(gone=1)
    request = open_request(post.vault)
    put_delivery_aside(request, STRAY, Received(reference.key, "", 0, request.instant()), body, reference.key)
    post.drops.delete(reference.key, reference.etag)
    return Report(refused=1)


def retake_delivery(post: Post, key: DropKey, body: bytes) -> DeliveryRow | None:
    """Take a delivery that was sealed whole and that a person releases now; return how it ended.

    None when other content was taken under its number meanwhile: then this one cannot be used any more.
    Raises as `take_delivery` does, and goes on where it stood.
    """
    return _Taking(post, key, None).retake(body)


class _Taking:
    """One delivery under way; without a reference it is one that a person released."""

    def __init__(self, post: Post, key: DropKey, reference: Reference | None) -> None:
        self._post, self._key, self._reference = post, key, reference
        self._request = open_request(post.vault)
        self._rooms = self._request.rooms
        self._secret = self._rooms.keyring.secret(Secret.LOOK_UPS)
        self._store = DeliveryStore(self._rooms)
        self._report = Report(flow=key.flow)

    def take(self, reference: Reference) -> Report:
        too_large = reference.size > MOST_OBJECT_BYTES
        body = None if too_large else self._post.drops.read(self._key.text, reference.etag)
        row = self._store.find(self._key)
        if too_large:
            self._refuse_unread(row, reference)
        elif body is not None:
            self._take_body(body, row)
        elif row is not None and row.stage is Stage.APPLIED:
            self._finish(row)
        else:
            # Done already, or overwritten: then the object that stands there has a message of its own.
            self._report.gone = 1
        return self._report

    def retake(self, body: bytes) -> DeliveryRow | None:
        digest = delivery_digest(self._secret, body)
        row = self._store.find(self._key)
        if row is None or row.digest != digest:
            return None
        if row.stage is not Stage.BEGUN and row.refused is not None:
            row = self._store.reopen(self._key, row)
        if row.stage is Stage.BEGUN:
            row = self._apply(body, row)
        self._finish(row)
        return row

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
            parsed = parse_delivery(self._key, body, self._secret)
        except DeliveryRefusedError as refused:
            self._seal(body, refused.fault, row)
            return self._refuse(row, refused.fault, refused.notifications)
        rules = Rules(civil_date(self._rooms.clock.instant()), self._post.synthetic_allowed)
        read = ReadWindows(parsed, Reader(self._key.flow, rules, parsed.withheld))
        if read.is_bad_as_a_whole and row.line == 0 and self._reference is not None:
            self._seal(body, HELD, row)
            return self._hold(read, row)
        return self._apply_windows(parsed, read, row)

    def _apply_windows(self, parsed: ParsedDelivery, read: ReadWindows, row: DeliveryRow) -> DeliveryRow:
        origin = replace(self._origin(row), message=parsed.envelope.id, withheld=parsed.withheld)
        work = Work(self._post.vault, self._key.flow, origin)
        if row.line == 0:
            self._note_beside(parsed, row)
        for window in read.windows(row.line):
            self._require_time()
            outcomes = apply_notifications(work, window)
            counts = counts_of(outcomes)
            self._report.counts.update(counts)
            self._report.dropped_members += sum(one.dropped for one in window)
            self._report.members_left_out += sum(one.left_out for one in window)
            total = {verdict: row.counts.get(verdict, 0) + counts[verdict] for verdict in Verdict}
            problems = _problems(window, {number: outcome.fault for number, outcome in outcomes.items()})
            row = self._store.advance(self._key, row, window[-1].number, total, problems)
        self._report.conflicts, self._report.isolated = work.conflicts, work.isolated
        return self._store.fix(self._key, row, row.counts, read.total)

    def _note_beside(self, parsed: ParsedDelivery, row: DeliveryRow) -> None:
        """Tell the sender which sources did not answer, and count what is new in an answer of a service."""
        problems = [Problem(None, NOT_ANSWERED, pointer("sources", source)) for source in parsed.unanswered]
        self._store.note_beside(self._key, row, problems)
        self._report.dropped_members += parsed.unknown_members

    def _require_time(self) -> None:
        """Stop before the invocation is stopped: what was done is saved, and the same message goes on from there."""
        if self._post.seconds_left() < _RESERVE_SECONDS:
            msg = "the time of this invocation is over"
            raise TryAgainError(msg)

    def _hold(self, read: ReadWindows, row: DeliveryRow) -> DeliveryRow:
        """Use nothing of a delivery that is bad as a whole: its bytes are sealed, and a person decides on it."""
        for window in read.windows():
            problems = _problems(window, {one.number: one.fault for one in window})
            self._store.note_held(self._key, row, window[-1].number, problems)
        self._report.held = 1
        self._report.counts[Verdict.QUARANTINED] += read.total
        return self._store.fix(self._key, row, {Verdict.QUARANTINED: read.total}, read.total, HELD)

    def _finish(self, row: DeliveryRow) -> None:
        series = record_number(self._rooms, self._key.series, self._key.sequence, row.received_at)
        self._report.missing_numbers = series.missing
        problems = self._store.problems(self._key, row)
        self._post.receipts.write(self._key.receipt, receipt_bytes(self._key, row, problems), CONTENT_TYPE)
        self._delete_object()
        self._store.finish(self._key, row)

    def _delete_object(self) -> None:
        # A delivery that was released has no object: what stands under its key now is another one.
        if self._reference is not None:
            self._post.drops.delete(self._key.text, self._reference.etag)

    def _seal(self, body: bytes, fault: Fault, row: DeliveryRow) -> None:
        put_delivery_aside(self._request, fault, self._origin(row), body, self._key.text)

    def _refuse(self, row: DeliveryRow, fault: Fault, notifications: int) -> DeliveryRow:
        self._report.refused = 1
        self._report.counts[Verdict.REFUSED] += notifications
        return self._store.fix(self._key, row, {Verdict.REFUSED: notifications}, notifications, fault)

    def _refuse_unread(self, row: DeliveryRow | None, reference: Reference) -> None:
        """Refuse an object that is larger than any delivery may be; it is not read at all."""
        digest, now = delivery_digest(self._secret, reference.etag.encode()), self._request.instant()
        if row is None:
            row = self._store.begin(self._key, digest, now)
        if row.digest != digest and row.refused is None:
            self._answer_reuse(digest, now, TOO_LARGE, 0)
            return
        if row.stage is Stage.BEGUN:
            row = self._refuse(row, TOO_LARGE, 0)
        self._finish(row)

    def _refuse_reuse(self, body: bytes, now: str) -> None:
        """Put a second delivery under one number aside."""
        put_delivery_aside(self._request, REUSED, self._origin_at(now), body, self._key.text)
        self._answer_reuse(delivery_digest(self._secret, body), now, REUSED, self._count(body))

    def _answer_reuse(self, digest: str, now: str, fault: Fault, notifications: int) -> None:
        """Answer a second delivery under one number; the receipt of the first stays as it is."""
        counts = {Verdict.REFUSED: notifications}
        row = DeliveryRow(Stage.APPLIED, digest, now, 0, counts, fault, notifications)
        self._report.refused = 1
        receipt = f"{self._key.text}.{digest[:16]}.receipt.json"
        self._post.receipts.write(receipt, receipt_bytes(self._key, row, ()), CONTENT_TYPE)
        self._delete_object()

    def _count(self, body: bytes) -> int:
        try:
            return parse_delivery(self._key, body, self._secret).count
        except DeliveryRefusedError as refused:
            return refused.notifications

    def _origin(self, row: DeliveryRow) -> Received:
        return self._origin_at(row.received_at)

    def _origin_at(self, at: str) -> Received:
        return Received(self._key.sender, self._key.flow, self._key.sequence, at)


def _problems(reads: Sequence[Read], faults: Mapping[int, Fault | None]) -> list[Problem]:
    found = [(one, faults[one.number]) for one in reads]
    return [Problem(one.attestation, fault.code, fault.pointer) for one, fault in found if fault is not None]
