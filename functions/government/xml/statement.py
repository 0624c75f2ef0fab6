"""What an adapter makes of an answer: one statement about one person, before it becomes a notification.

Where the answer numbers its statements, the sender's own number is the attestation; where it does not, the attestation
is a keyed digest of what the statement is about (never of what may change in it), and its version is the day of the
answer. So the same answer is the same statement, two answers of one day that differ are a conflict, an answer of a
later day replaces an earlier one, and nothing about a person can be read from the id.
"""

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from functions.government.unusable import ASKED_FOR_ANOTHER, NOT_NAMED, UNUSABLE
from functions.government.xml.answer import Answer
from functions.government.xml.values import days_of
from functions.vault.ids import crockford

type Json = Mapping[str, object]
type Status = Literal["CREATION", "MODIFICATION", "CANCELLATION"]

# Eleven digits in a row may be a national number: only ids of these forms go into receipts as they are.
_OWN_ID = re.compile(
    r"[A-Z]{2,8}-(?:[0-9]{1,10}(?:\.[0-9]{1,2})?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
)


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """One statement. `person` is None when the answer does not say about whom it is.

    `about`: what the statement is about, without what may change in it. `own_id`, `version`, `created`: as the sender
    numbers and dates it, if it does. `replaced_by`, `canceled`: what became of the person's number. `unusable`: why it
    cannot be believed. `withheld`: members that were not given.
    """

    person: str | None
    about: tuple[str, ...]
    content: Json | None
    own_id: str | None = None
    version: int | None = None
    created: str | None = None
    status: Status | None = None
    replaced_by: str | None = None
    canceled: bool = False
    withheld: tuple[str, ...] = ()
    unusable: str | None = None


def subject(answer: Answer, named: str | None) -> tuple[str | None, str | None]:
    """Return about whom a statement is, and why it is unusable.

    An answer that names nobody is about whom the question named. One that names somebody else is believed about nobody.
    """
    if named is None:
        return answer.asked, NOT_NAMED if answer.asked is None else None
    replaced = answer.replaced
    asked_for = {answer.asked} if replaced is None else {answer.asked, replaced.old, replaced.new}
    return named, None if answer.asked is None or named in asked_for else ASKED_FOR_ANOTHER


def notification_bytes(statement: Statement, answer: Answer, words: tuple[str, ...], secret: bytes) -> bytes:
    """Return a statement as the notification that a sender of JSON would write. `words`: sender, flow and service."""
    version = days_of(answer.at) if statement.version is None else statement.version
    ssin: dict[str, object] = {"value": statement.person or ""}
    if statement.replaced_by is not None:
        ssin["replacedBy"] = statement.replaced_by
    if statement.canceled:
        ssin["canceled"] = True
    written: dict[str, object] = {} if statement.unusable is None else {UNUSABLE: statement.unusable}
    written |= {
        "ssin": ssin,
        "attestation": {
            "attestationId": _attestation_id(statement, words, secret),
            "attestationVersion": version,
            "attestationStatus": statement.status or ("MODIFICATION" if version else "CREATION"),
            "creationDate": statement.created or answer.at.date().isoformat(),
        },
    }
    if statement.content is not None:
        written["content"] = statement.content
    if statement.withheld:
        written["dataFilters"] = {"filteredElement": statement.withheld}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def _attestation_id(statement: Statement, words: tuple[str, ...], secret: bytes) -> str:
    if statement.own_id is not None and _OWN_ID.fullmatch(statement.own_id):
        return statement.own_id
    text = json.dumps([*words, statement.person, *statement.about, statement.own_id])
    return "ATT-" + crockford(hmac.new(secret, b"attestation|" + text.encode(), sha256).digest())
