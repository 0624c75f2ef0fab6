"""Quarantine: what cannot be used is sealed under a case of its own for a short time, never lost and never believed."""

import base64
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import batched
from typing import Annotated, Literal

from functions.government.cause_group import group_of
from functions.government.digests import case_id
from functions.government.fault import Fault
from functions.government.received import Received
from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Table, Value
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import AlreadyThereError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.subject import Kind

PART_BYTES = 240 * 1024
_PARTS_A_CHANGE = 10
_LISTS = "quarantine#"
WORK_LIST, CLOSED_LIST = f"{_LISTS}open", f"{_LISTS}closed"


type Encoding = Literal["text", "base64"]


class PutAside(HeldRecord, category=Category.IDENTIFICATION):
    """Row `case` of a quarantine case: why, where from, and the content.

    The content is kept as text where it is text, as base64 otherwise. `parts` is 0 for a notification, whose content
    stands here; a whole delivery stands in rows `part#<n>`.
    """

    code: Annotated[str, Held()]
    pointer: Annotated[str, Held()]
    sender: Annotated[str, Held()]
    flow: Annotated[str, Held()]
    sequence: Annotated[int, Held()]
    line: Annotated[int, Held()]
    received_at: Annotated[str, Held()]
    content: Annotated[str, Held()] = ""
    encoding: Annotated[Encoding, Held()] = "text"
    parts: Annotated[int, Held()] = 0
    key: Annotated[str, Held()] = ""
    message: Annotated[str | None, Held()] = None
    withheld: Annotated[tuple[str, ...], Held()] = ()

    def names(self, words: Iterable[str]) -> bool:
        """Tell whether the content holds one of these words (of ASCII signs: numbers, ids)."""
        content = self.content_bytes()
        return any(word.encode() in content for word in words)

    def content_bytes(self) -> bytes:
        """Return the content of a notification as it was sent."""
        return base64.b64decode(self.content) if self.encoding == "base64" else self.content.encode()

    def origin(self, *, corrected: bool = False) -> Received:
        """Return where the message comes from."""
        message, withheld = self.message, self.withheld
        return Received(self.sender, self.flow, self.sequence, self.received_at, message, withheld, corrected)


class PutAsidePart(HeldRecord, category=Category.IDENTIFICATION):
    """Row `part#<n>` of a quarantine case, as base64."""

    content: Annotated[str, Held()]


class Correction(HeldRecord, category=Category.IDENTIFICATION):
    """Row `correction` of a quarantine case: the notification as a person of the fund mended it, as text."""

    content: Annotated[str, Held()]


class CaseState(StrEnum):
    """Where a case stands: decided on, then settled, or open again when a release did not help. Only add."""

    OPEN = "open"
    RELEASE_WANTED = "release_wanted"
    DESTROY_WANTED = "destroy_wanted"
    RELEASED = "released"
    DESTROYED = "destroyed"


def case_place(case: str) -> Place:
    """Return the place of a case."""
    return Place(Table.CASES, case, "case")


def correction_place(case: str) -> Place:
    """Return the place of a case's correction."""
    return Place(Table.CASES, case, "correction")


def is_quarantine(row: SealedItem) -> bool:
    """Tell whether a case is one of ours: other rooms have cases too."""
    return str(row.clear.get("work_list", "")).startswith(_LISTS)


def part_place(case: str, number: int) -> Place:
    """Return the place of a part, numbered from 1."""
    return Place(Table.CASES, case, f"part#{number:04d}")


def put_aside(request: Request, change: Change, fault: Fault, origin: Received, line: int, content: bytes) -> bool:
    """Add the case of one notification to a change; False when the same message stands in a case already."""
    case = _case_of(request, origin, line, content)
    if case in request.load_subjects([case]):
        return False
    change.new_subject(Kind.CASE, Audience.CASE, case)
    change.put(case_place(case), case, _record(fault, origin, line, content), _clear(request, case, fault))
    return True


def put_notification_aside(request: Request, fault: Fault, origin: Received, line: int, content: bytes) -> None:
    """Put one notification aside in a change of its own."""
    change = request.change("put aside")
    if put_aside(request, change, fault, origin, line, content):
        try:
            change.send()
        except AlreadyThereError:
            return  # another delivery of the same message was faster, with the same content


def put_delivery_aside(request: Request, fault: Fault, origin: Received, body: bytes, key: str) -> None:
    """Seal a whole delivery under one case, in parts; what stands from an earlier try is left as it is.

    Raises TryAgainError when another worker does the same at this moment.
    """
    case = _case_of(request, origin, 0, body)
    parts = [body[start : start + PART_BYTES] for start in range(0, len(body), PART_BYTES)]
    if case not in request.load_subjects([case]):
        change = request.change("put delivery aside")
        change.new_subject(Kind.CASE, Audience.CASE, case)
        record = _record(fault, origin, 0, b"").model_copy(update={"parts": len(parts), "key": key})
        change.put(case_place(case), case, record, _clear(request, case, fault))
        _send(change)
        request.forget(case)
    for group in batched(_missing(request, case, parts), _PARTS_A_CHANGE, strict=False):
        change = request.change("put delivery aside")
        for number, content in group:
            change.put(part_place(case, number), case, PutAsidePart(content=_base64(content)))
        _send(change)


def _missing(request: Request, case: str, parts: list[bytes]) -> Iterator[tuple[int, bytes]]:
    standing = {row.place for row in request.query(Table.CASES, case, "part#")}
    return ((number, part) for number, part in enumerate(parts, 1) if part_place(case, number) not in standing)


def _send(change: Change) -> None:
    try:
        change.send()
    except AlreadyThereError as error:
        msg = "another worker puts the same delivery aside"
        raise TryAgainError(msg) from error


def _case_of(request: Request, origin: Received, line: int, content: bytes) -> str:
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    return case_id(secret, origin.sender, origin.flow, origin.sequence, line, _base64(content))


def _record(fault: Fault, origin: Received, line: int, content: bytes) -> PutAside:
    text, encoding = _as_text(content)
    return PutAside(
        code=fault.code,
        pointer=fault.pointer,
        sender=origin.sender,
        flow=origin.flow,
        sequence=origin.sequence,
        line=line,
        received_at=origin.received_at,
        content=text,
        encoding=encoding,
        message=origin.message,
        withheld=origin.withheld,
    )


def _clear(request: Request, case: str, fault: Fault) -> dict[str, Value]:
    """Return what stands clear: of the cause its group alone, which tells nothing of anybody."""
    today = civil_date(request.rooms.clock.instant())
    day = destroy_on(RecordType.QUARANTINE, today)
    due = (today + timedelta(days=1)).isoformat()
    return {
        "state": CaseState.OPEN.value,
        "cause": group_of(fault).value,
        "work_list": WORK_LIST,
        "due": due,
        **destroy_by(day, case),
    }


def _as_text(content: bytes) -> tuple[str, Encoding]:
    """Return the content as the record format carries it: text in normal form C, or base64."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return _base64(content), "base64"
    return (text, "text") if unicodedata.is_normalized("NFC", text) else (_base64(content), "base64")


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
