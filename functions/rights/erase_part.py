"""Erase a part of what is known of a person: the key is renewed, so that no copy from before opens the part either.

Everything of the person that the old key sealed is sealed under the new one without the part, and read from nowhere
else: one transaction, or nothing.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.register.category import Category
from functions.register.domain import domain_for
from functions.register.record_type import RecordType
from functions.rights.close_case import close_case
from functions.rights.make_statement import Statement
from functions.rights.object_to_use import asks_of
from functions.rights.plan_erasure import key_horizon_days
from functions.rights.promise import keep_promise
from functions.rights.rights_case import statement_place
from functions.rights.work import Work
from functions.runtime.database import Key, Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.end_subject import end_subject
from functions.vault.holding import Holding, Link
from functions.vault.journal_promise import Promised
from functions.vault.look_up import SORT, LookUpKind
from functions.vault.record_bytes import canonical
from functions.vault.request import Request
from functions.vault.signature import signed

if TYPE_CHECKING:
    from functions.vault.place import SealedItem

# What can be erased by itself, and the members under which it stands; all of them are contact data.
PARTS: Mapping[str, tuple[str, ...]] = {"mobile": ("mobile", "told_mobile"), "email": ("email", "told_email")}
_FOUND_BY: Mapping[str, LookUpKind] = {"email": LookUpKind.EMAIL}
_ACTION = "erase part"


def parts_of(request: Request, case: str) -> tuple[str, ...]:
    """Return the parts that a case asks to erase; none when the person as a whole is meant."""
    return tuple(sorted({part for ask in asks_of(request, case) for part in ask.parts}))


def erase_parts(work: Work) -> None:
    """Erase what the case names, journal it, sign what was done, and close the case, in one transaction."""
    request, parts = work.request, parts_of(work.request, work.case.subject)
    today = civil_date(request.rooms.clock.instant())
    change = request.change(_ACTION)
    rows = erase(request, change, work.rooms.holdings, work.person, parts)
    keep_promise(work, change, Promised.PART_ERASED, parts)
    document = signed(
        {
            "statement": work.case.subject,
            "kind": "erasure",
            "parts": list(parts),
            "records": rows,
            "made_at": request.instant(),
            "backups_until": (today + timedelta(days=key_horizon_days())).isoformat(),
        },
        request.rooms.keyring,
    )
    case = work.case.subject
    change.put(statement_place(case), case, Statement(document=canonical(document).decode()))
    close_case(request, change, work.case, "granted")
    change.send()


def erase(request: Request, change: Change, holdings: Sequence[Holding], person: str, parts: Iterable[str]) -> int:
    """Add to a change: the new key, and every row that the old one sealed without the parts; return how many rows.

    A copy that waits to be fetched was made with the part: it ends, and may be asked for again.
    """
    gone = {member for part in parts for member in PARTS[part]}
    domain = domain_for(request.live_subject(person).audience, Category.CONTACT)
    rows: dict[Key, SealedItem] = {}
    for held in (held for holding in holdings for held in holding.find(request, person)):
        if held.link is Link.OWN and held.row.subject == person:
            rows[held.row.place.key] = held.row
        if held.record_type is RecordType.PACKAGE:
            end_subject(request, change, held.row.subject)
            change.delete(held.row)
        for kind, value in held.known_by:
            if kind in {_FOUND_BY.get(part) for part in parts}:
                _drop(request, change, person, request.look_up_key(kind, value))
    change.renew_key(person, domain)
    written = 0
    for row in rows.values():
        contents = request.contents(row, _ACTION)
        if domain not in {each for each, _ in contents}:
            continue
        left = [(each, _without(content, gone) if each is domain else content) for each, content in contents]
        change.put_contents(row.place, person, [each for each in left if each[1] != b"{}"], row.clear, row)
        written += 1
    return written


def _drop(request: Request, change: Change, person: str, key: Key) -> None:
    row = request.rooms.database.get(Table.LOOK_UPS, Key(key.pk, SORT))
    if row is not None and row["subject"] == person:
        change.drop_look_up(key, person)


def _without(content: bytes, gone: set[str]) -> bytes:
    return canonical({name: value for name, value in json.loads(content).items() if name not in gone})
