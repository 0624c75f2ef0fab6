"""Turn what the rooms hold about a person into the records of a package.

Rows are opened by their categories, never by a model: a kind of record that nobody thought of here is shown all the
same, and no field can be forgotten.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from pydantic import JsonValue

from functions.benefits.amounts_of_trace import amounts_of_trace
from functions.dossier.dossier import Dossier
from functions.dossier.holdings import is_lent_by
from functions.dossier.places import FACT, ROOT, SENT, root_place
from functions.register.category import Category
from functions.register.erasure import exemption_of
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.package import YOU, KeptElsewhere, PackageRecord, RecordOrigin
from functions.rights.rectify import CONTESTED, reference_of
from functions.rights.redact import is_for_the_person_alone, redacted
from functions.runtime.database import Table
from functions.units.year_month import YearMonth
from functions.vault.holding import HeldRow, Holding, Link
from functions.vault.place import SealedItem
from functions.vault.record_bytes import fields_of
from functions.vault.request import Request
from functions.vault.subject import State

_ACTION = "answer the person"
_ABOUT_THE_RECORD = frozenset(
    {"kind", "person", "provenance", "known_at", "valid_from", "valid_to", "void", "withheld"}
)
# Of a kept notification, what the origin of its record says; its words are left out (`redact.py`).
_ABOUT_THE_MESSAGE = frozenset({"sender", "flow", "message", "sequence", "line", "received_at", "corrected", "content"})
_CATEGORIES = frozenset(category.value for category in Category)
_SYSTEM = RecordOrigin(source="system")
_MONTHS_PER_YEAR = 12


def find_rows(request: Request, holdings: Sequence[Holding], person: str) -> list[HeldRow]:
    """Return every row of every room about a person."""
    return [row for holding in holdings for row in holding.find(request, person)]


def read_records(
    request: Request, rows: Iterable[HeldRow], person: str, *, represented: bool
) -> tuple[tuple[PackageRecord, ...], tuple[KeptElsewhere, ...]]:
    """Return the records about the person alone, in an order of their own, and what is kept elsewhere for a while."""
    records: list[PackageRecord] = []
    elsewhere: list[KeptElsewhere] = []
    for held in rows:
        if held.link is Link.WHOLE or held.record_type is RecordType.DECISION_LETTER:
            kept = KeptElsewhere(kind=held.record_type.value, destroy_by=destroy_on(held.record_type, held.start))
            elsewhere.append(kept)
        elif held.link is Link.OWN or is_lent_by(held.row, person):
            records += _own(request, held, person, represented=represented)
        else:
            records += _mentions(request, held, person)
    shown = [one for one in records if not (represented and is_for_the_person_alone(one.category, one.kind))]
    ordered = sorted(shown, key=lambda one: (one.category, one.kind, one.model_dump_json(exclude={"reference"})))
    return tuple(ordered), tuple(sorted(elsewhere, key=lambda one: one.model_dump_json()))


def _own(request: Request, held: HeldRow, person: str, *, represented: bool) -> list[PackageRecord]:
    row = held.row
    parts = [(domain.value, _members(content)) for domain, content in request.contents(row, _ACTION)]
    together: dict[str, JsonValue] = {name: value for _, members in parts for name, value in members.items()}
    kind = str(together.get("kind") or row.place.sk.partition("#")[0])
    origin, reference = _origin(together), reference_of(row.place.sk) if row.place.sk.startswith(FACT) else None
    destroy_by = _destroy_by(request, held)
    about = _ABOUT_THE_RECORD | (_ABOUT_THE_MESSAGE if row.place.sk.startswith(SENT) else frozenset())
    return [
        PackageRecord.model_validate(
            {
                "category": category if category in _CATEGORIES else Category.IDENTIFICATION.value,
                "kind": kind,
                "values": redacted(
                    kind,
                    {name: value for name, value in members.items() if name not in about},
                    person,
                    represented=represented,
                ),
                "origin": origin,
                "received_at": together.get("known_at", together.get("received_at")),
                "valid_from": together.get("valid_from"),
                "valid_to": together.get("valid_to"),
                "void": together.get("void") is True,
                "withheld": tuple(cast("list[str]", together.get("withheld") or ())),
                "contested": CONTESTED in row.clear,
                "reference": reference,
                "destroy_by": destroy_by,
            }
        )
        for category, members in parts
    ]


def _mentions(request: Request, held: HeldRow, person: str) -> list[PackageRecord]:
    """Return what a row of the family says about this person; the other people in it are left out."""
    row = held.row
    if row.place.table is Table.DOSSIERS and row.place.sk == ROOT:
        (root,) = request.open([row], Dossier)
        return [
            _system("family", "part", {"part": one.part}, _destroy_by(request, held), brought_by=one.brought_by)
            for one in root.record.members
            if one.person == person
        ]
    if row.place.table is Table.PAYMENTS:
        return _payment(request, held, person)
    # Somebody else's row that names the person, as a mandate does: that it is there, and what sort of row it is.
    return [_system("family", row.place.sk.partition("#")[0], {"named": YOU}, _destroy_by(request, held))]


def _payment(request: Request, held: HeldRow, person: str) -> list[PackageRecord]:
    row = held.row
    members = _together(request, row)
    trace = members.get("trace")
    lines = amounts_of_trace(cast("dict[str, object]", trace)) if isinstance(trace, dict) and "region" in trace else {}
    month = row.place.sk.partition("#")[0]
    until = _destroy_by(request, held)
    found: list[PackageRecord] = []
    if members.get("payee") == person:
        values: dict[str, JsonValue] = {"month": month, "cents": members.get("cents"), "text": members.get("text")}
        values["state"] = cast("str | None", row.clear.get("state"))
        found.append(_system("financial", "payment", values, until))
    own = [
        {"benefit": benefit, "cents": cents}
        for (child, benefit), (cents, _) in sorted(lines.items())
        if child == person
    ]
    if own:
        found.append(_system("financial", "benefit", {"month": month, "benefits": cast("JsonValue", own)}, until))
    return found


def _system(
    category: str, kind: str, values: dict[str, JsonValue], until: date | None, brought_by: str | None = None
) -> PackageRecord:
    origin = RecordOrigin(source="government") if brought_by == "government" else _SYSTEM
    return PackageRecord(category=category, kind=kind, values=values, origin=origin, destroy_by=until)


def _origin(members: dict[str, JsonValue]) -> RecordOrigin:
    told = members.get("provenance")
    if str(members.get("kind")).startswith("sent_"):
        names = ("flow", "message", "sequence", "line", "corrected")
        about = {name: members.get(name) for name in names}
        return RecordOrigin.model_validate({"source": "government", "authority": members.get("sender"), **about})
    if members.get("kind") == "brought_number":
        return RecordOrigin(source="government")
    if not isinstance(told, dict):
        return RecordOrigin(source="family")
    return RecordOrigin.model_validate(
        {
            "source": told["source"],
            "authority": told.get("sender"),
            **{name: told.get(name) for name in ("flow", "message", "attestation", "version", "stated_on")},
            **{name: told.get(name) for name in ("sequence", "line", "corrected")},
        }
    )


def _destroy_by(request: Request, held: HeldRow) -> date | None:
    """Return the day on which a record goes at the latest; None while the term of an open file has not begun."""
    if held.record_type is RecordType.FAMILY_FILE:
        root = request.fetch(root_place(held.row.place.pk))
        day = None if root is None else root.clear.get("destroy_on")
        return None if day is None else date.fromisoformat(str(day))
    exemption = exemption_of(held.record_type)
    years = 0 if exemption is None else exemption.starts_after_years
    start = held.start
    if years:
        start = YearMonth.of(start).plus(years * _MONTHS_PER_YEAR).last_day
    return destroy_on(held.record_type, start, region=held.region)


def _together(request: Request, row: SealedItem) -> dict[str, JsonValue]:
    subject = request.load_subjects([row.subject]).get(row.subject)
    if subject is None or subject.state is State.ENDED:
        return {}
    return {name: value for _, content in request.contents(row, _ACTION) for name, value in _members(content).items()}


def _members(content: bytes) -> dict[str, JsonValue]:
    return cast("dict[str, JsonValue]", json.loads(json.dumps(fields_of(content))))
