"""What a bank said and we cannot apply: sealed under a case of its own for a person, never lost and never believed."""

import base64
import hmac
from contextlib import suppress
from hashlib import sha256
from itertools import batched
from typing import Annotated

from functions.register.category import Category
from functions.register.domain import Audience
from functions.register.held import Held, HeldRecord
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import AlreadyThereError
from functions.vault.ids import id_from
from functions.vault.keyring import Secret
from functions.vault.place import Place
from functions.vault.request import Request
from functions.vault.subject import Kind

WORK_LIST = "answers#open"
PART_BYTES = 240 * 1024


class HeldAnswer(HeldRecord, category=Category.FINANCIAL):
    """Row `case`: why, and where in which answer; the bytes stand in rows `part#<n>`. Line 0 is the whole answer."""

    why: Annotated[str, Held()]
    line: Annotated[int, Held()]
    received_at: Annotated[str, Held()]
    parts: Annotated[int, Held()]


class HeldAnswerPart(HeldRecord, category=Category.FINANCIAL):
    """Row `part#<n>`, as base64."""

    content: Annotated[str, Held()]


def put_aside(request: Request, why: str, line: int, content: bytes, reference: str | None = None) -> str:
    """Seal an answer, or a line of one, under a case; the same thing said again is the same case. Returns its id.

    `reference`: the bank's own for a movement, which stands in several reports with the same one.
    """
    secret = request.rooms.keyring.secret(Secret.PAYMENT_IDS)
    said = reference.encode() if reference else content
    case = id_from("cas", hmac.new(secret, b"bank answer|" + said, sha256).digest())
    parts = [content[start : start + PART_BYTES] for start in range(0, len(content), PART_BYTES)]
    if case not in request.load_subjects([case]):
        _begin(request, case, HeldAnswer(why=why, line=line, received_at=request.instant(), parts=len(parts)))
    standing = {row.place for row in request.query(Table.CASES, case, "part#")}
    missing = [place for place in enumerate(parts, 1) if part_place(case, place[0]) not in standing]
    for group in batched(missing, 10, strict=False):
        change = request.change("put bank answer aside")
        for number, part in group:
            record = HeldAnswerPart(content=base64.b64encode(part).decode("ascii"))
            change.put(part_place(case, number), case, record)
        _send(change)
    return case


def _begin(request: Request, case: str, record: HeldAnswer) -> None:
    change = request.change("put bank answer aside")
    change.new_subject(Kind.CASE, Audience.CASE, case)
    today = civil_date(request.rooms.clock.instant())
    clear = {"state": "open", "work_list": WORK_LIST, "due": today.isoformat()}
    clear |= destroy_by(destroy_on(RecordType.HELD_ANSWER, today), case)
    change.put(case_place(case), case, record, clear)
    _send(change)
    request.forget(case)


def _send(change: Change) -> None:
    """Commit; who was faster sealed the same content."""
    with suppress(AlreadyThereError):
        change.send()


def case_place(case: str) -> Place:
    """Return the place of a case."""
    return Place(Table.CASES, case, "case")


def part_place(case: str, number: int) -> Place:
    """Return the place of a part, numbered from 1."""
    return Place(Table.CASES, case, f"part#{number:04d}")
