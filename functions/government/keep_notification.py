"""Turns an accepted notification into what is kept of it, and back into the notification that a replay applies.

What is kept names nobody by number but the person of the row. A number of somebody else becomes a placeholder that
sorts as the number did, on the same side of the person's own, so that the fact that is made of it again is the same
byte for byte.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from functions.dossier.fact import Fact
from functions.dossier.sent_notification import NamedPerson, SentContent, SentNumber, content_kind
from functions.government.flow import Flow
from functions.government.notification import NOTIFICATION_OF, AnyNotification, Ssin
from functions.government.outcome import Kept, Placed
from functions.government.received import Received

type Json = dict[str, Any]
# Members that no fact holds, and what is kept in their place, the same for all: so a fact says all that is kept.
_IN_NO_FACT: Mapping[str, Mapping[str, str | None]] = {
    "household": {"origin": None},
    "unemployment": {"source": None},
    "schoolEnrolment": {"source": "OTHER"},
}
# Below, at and above every number of a person: numbers begin with a year of birth and a month up to 72.
_BELOW, _OWN, _ABOVE = "00000{:06d}", "50000000000", "99900{:06d}"


@dataclass(frozen=True, slots=True)
class _Place:
    sequence: int
    line: int
    received_at: str


@dataclass(frozen=True, slots=True)
class KeptParts:
    """What is kept of one notification: its content, and what it said of its person's own number."""

    content: SentContent
    number: SentNumber | None = None


def keep_notification(one: Placed, fact: Fact, members: Mapping[str, str], brought: Collection[str]) -> KeptParts:
    """Return what is kept of a notification that became a fact.

    `members`: ids of the people whom the fact may name, by number; `brought`: the ids of those whom an authority
    brought to the file.
    """
    ssin, content = one.notification.ssin, one.notification.content
    origin = fact.provenance
    own = ssin.value
    others = sorted(set(() if content is None else content.said.numbers()) - {own})
    signs = {own: _OWN} | dict(_placeholders(others, own))
    named = (
        NamedPerson(number=signs[number], person=members[number], brought=True if members[number] in brought else None)
        for number in others
        if number in members
    )
    place = _Place(origin.sequence or 0, origin.line or 0, fact.known_at)
    kept = content_kind(fact).model_validate(
        {
            "person": one.person,
            "sequence": place.sequence,
            "line": place.line,
            "received_at": place.received_at,
            "sender": origin.sender,
            "flow": origin.flow,
            "message": origin.message,
            "corrected": origin.corrected,
            "withheld": one.withheld,
            "content": origin.content,
            "said": _said(one.notification, signs),
            "named": tuple(named),
        }
    )
    said_of_number = ssin.canceled is not None or ssin.replaced_by is not None
    return KeptParts(kept, _number(place, one.person, ssin) if said_of_number else None)


def kept_again(content: SentContent, number: SentNumber | None, brought: Mapping[str, str]) -> tuple[Received, Placed]:
    """Return where a kept notification comes from, and the notification as it is applied again.

    `number`: what it said of the person's own number; `brought`: the numbers by which an authority
    brought people to the file, by id.
    """
    flow = Flow(content.flow)
    said, own = json.loads(content.said), _OWN
    notification: AnyNotification = NOTIFICATION_OF[flow].model_validate_json(content.said)
    if number is not None:
        own = number.value
        changed = {"value": own, "canceled": number.canceled, "replacedBy": number.replaced_by}
        said["ssin"] = {name: value for name, value in changed.items() if value is not None}
        said = _renumbered(said, notification, {_OWN: own})
        notification = NOTIFICATION_OF[flow].model_validate_json(json.dumps(said))
    named = {one.number: one.person for one in content.named}
    numbers = {one.person: brought[one.person] for one in content.named if one.brought and one.person in brought}
    kept = Kept({own: content.person, **named}, numbers, content.content)
    origin = Received(
        content.sender,
        content.flow,
        content.sequence,
        content.received_at,
        content.message,
        corrected=content.corrected is True,
    )
    return origin, Placed(content.line, b"", notification, content.person, content.withheld, kept)


def _number(place: _Place, person: str, said: Ssin) -> SentNumber:
    return SentNumber(
        person=person,
        sequence=place.sequence,
        line=place.line,
        received_at=place.received_at,
        value=said.value,
        canceled=said.canceled,
        replaced_by=said.replaced_by,
    )


def in_order(rows: Iterable[SentContent]) -> list[SentContent]:
    """Return kept notifications in the order in which they were received, and of one sender in the sender's order."""
    return sorted(rows, key=lambda row: (row.received_at, row.sequence, row.line, row.content))


def _placeholders(others: Iterable[str], own: str) -> Iterator[tuple[str, str]]:
    below, above = count(1), count(1)
    return ((number, _BELOW.format(next(below)) if number < own else _ABOVE.format(next(above))) for number in others)


def _said(notification: AnyNotification, signs: Mapping[str, str]) -> str:
    said = notification.model_dump(mode="json", by_alias=True, exclude_none=True)
    said.pop("dataFilters", None)
    said["ssin"] = {"value": _OWN}
    for member, stated in (said.get("content") or {}).items():
        stated |= {name: of_all for name, of_all in _IN_NO_FACT.get(member, {}).items() if name in stated}
    return json.dumps(_renumbered(said, notification, signs), ensure_ascii=False, separators=(",", ":"))


def _renumbered(said: Json, notification: AnyNotification, names: Mapping[str, str]) -> Json:
    """Return a notification as JSON in which the numbers of its content have other names, where they stand."""
    if notification.content is None:
        return said
    (stated,) = said["content"].values()
    for steps, number in notification.content.said.persons():
        holder = stated
        for step in steps[:-1]:
            holder = holder[step]
        holder[steps[-1]] = names.get(number, number)
    return said
