"""Record a document about whom the fund pays: two members of staff each enter the same, then it is a fact of the file.

The first entry rests as a void fact, which decides nothing. The second one, by somebody else and equal in every member,
makes the fact, and the family's months are looked at again. Entering the same document with other members later is a
new version, which needs two people again; so does its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from re import compile as pattern
from typing import cast

from functions.dossier.dossier import OPEN, Dossier
from functions.dossier.fact import Provenance
from functions.dossier.fact_kinds import FACT_KINDS
from functions.dossier.payee_facts import (
    AdministrationFact,
    PayeeDecisionFact,
    PayeeFact,
    PlacementShareFact,
    StandingFact,
)
from functions.dossier.places import FACT, ROOT, fact_origin
from functions.dossier.write_family import put_fact
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table
from functions.units.month_range import MonthRange
from functions.units.year_month import YearMonth
from functions.vault.errors import AlreadyThereError, StaleError, SubjectNotLiveError, TryAgainError
from functions.vault.keyring import Secret
from functions.vault.outbox import EventKind
from functions.vault.place import SealedItem
from functions.vault.request import Request

ENTRY = "entry"
"""The flow of a first entry begins so: it stands beside the fact's own rows, under a place of its own."""
_DOCUMENT = pattern(r"[0-9A-Z][0-9A-Z/.\-]{3,39}")
_OF_CHILD = (PayeeDecisionFact, PlacementShareFact, StandingFact)
# What is compared of two entries: all that is stated, and nothing of when and by whom.
_NOT_STATED = {"known_at", "provenance", "void"}


class EntryFault(StrEnum):
    """Why an entry is not taken."""

    NOT_OPEN = "not_open"
    DOCUMENT = "document"
    NOT_IN_FILE = "not_in_file"
    SAME_PERSON = "same_person"
    SHARES = "shares"


class EntryRefusedError(Exception):
    """The entry is not taken and nothing was written; `fault` says why, without a value."""

    def __init__(self, fault: EntryFault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


class EntryState(StrEnum):
    """How a document stands."""

    ENTERED = "entered"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class PayeeEntry:
    """What one member of staff enters: the fact's kind and members, and the document's reference (never a name)."""

    dossier: str
    document: str
    kind: str
    person: str
    members: Mapping[str, object]
    staff: str


def enter_payee_fact(request: Request, entry: PayeeEntry) -> EntryState:
    """Take one person's entry; return how the document stands. The same again changes nothing.

    Raises EntryRefusedError, pydantic's ValidationError for members that the kind does not have, TryAgainError when the
    file changes at this moment.
    """
    if _DOCUMENT.fullmatch(entry.document) is None:
        raise EntryRefusedError(EntryFault.DOCUMENT)
    try:
        return _enter(request, entry)
    except SubjectNotLiveError:
        raise EntryRefusedError(EntryFault.NOT_OPEN) from None
    except (AlreadyThereError, StaleError) as faster:
        msg = "the facts of the file moved on"
        raise TryAgainError(msg) from faster


def _enter(request: Request, entry: PayeeEntry) -> EntryState:
    rows = request.query(Table.DOSSIERS, entry.dossier)
    root = _root(request, rows)
    recorded = _of_document(request, rows, entry, entry.kind)
    entries = _of_document(request, rows, entry, _flow(entry.kind))
    version = len(recorded)
    fact = _fact(request, entry, version)
    _check(root, fact)
    if recorded and _same(max(recorded, key=lambda one: one.provenance.version), fact):
        return EntryState.RECORDED
    first = next((one for one in reversed(entries) if one.provenance.version >= version and _same(one, fact)), None)
    change = request.change("enter payee fact")
    if first is None or first.provenance.entered_by == entry.staff:
        if first is not None:
            return EntryState.ENTERED
        number = 1 + max((one.provenance.version for one in entries), default=version - 1)
        put_fact(request, change, entry.dossier, _as_entry(fact, entry, number))
        change.send()
        return EntryState.ENTERED
    origin = fact.provenance.model_copy(update={"entered_by": first.provenance.entered_by, "confirmed_by": entry.staff})
    put_fact(request, change, entry.dossier, fact.model_copy(update={"provenance": origin}))
    since = fact.valid_from or fact.received_on
    change.emit(
        EventKind.FACTS_CHANGED,
        entry.dossier,
        months=MonthRange(None if since is None else YearMonth.of(since), None),
    )
    change.want_message(MessageKind.PAYEE_CHANGED, entry.dossier)
    change.send()
    return EntryState.RECORDED


def _root(request: Request, rows: list[SealedItem]) -> Dossier:
    roots = [row for row in rows if row.place.sk == ROOT and row.clear.get("state") == OPEN]
    if not roots:
        raise EntryRefusedError(EntryFault.NOT_OPEN)
    return request.open(roots, Dossier)[0].record


def _of_document(request: Request, rows: list[SealedItem], entry: PayeeEntry, flow: str) -> list[PayeeFact]:
    """Return what is known of a document about a person under one flow, oldest first; nothing else is opened."""
    secret = request.rooms.keyring.secret(Secret.LOOK_UPS)
    origin = fact_origin(secret, "staff", flow, entry.document)
    own = [row for row in rows if row.place.sk.startswith(f"{FACT}{entry.person}#{origin}#")]
    opened = request.open(own, FACT_KINDS[entry.kind])
    return [cast("PayeeFact", one.record) for one in opened]


def _fact(request: Request, entry: PayeeEntry, version: int) -> PayeeFact:
    model = cast("type[PayeeFact]", FACT_KINDS[entry.kind])
    origin = Provenance(source="staff", attestation=entry.document, version=version)
    return model.model_validate(
        {**entry.members, "person": entry.person, "known_at": request.instant(), "provenance": origin}
    )


def _as_entry(fact: PayeeFact, entry: PayeeEntry, number: int) -> PayeeFact:
    origin = fact.provenance.model_copy(
        update={"flow": _flow(entry.kind), "version": number, "entered_by": entry.staff}
    )
    return fact.model_copy(update={"provenance": origin, "void": True})


def _flow(kind: str) -> str:
    return f"{ENTRY}/{kind}"


def _same(one: PayeeFact, other: PayeeFact) -> bool:
    return one.model_dump(exclude=_NOT_STATED) == other.model_dump(exclude=_NOT_STATED)


def _check(root: Dossier, fact: PayeeFact) -> None:
    """Refuse a fact about somebody whom the file does not have in that part, and fractions above the whole."""
    people = root.persons("child") if isinstance(fact, _OF_CHILD) else tuple(one.person for one in root.members)
    named = {part.payee for part in fact.parts} if isinstance(fact, PayeeDecisionFact) else set()
    if fact.person not in people and not isinstance(fact, AdministrationFact):
        raise EntryRefusedError(EntryFault.NOT_IN_FILE)  # money under administration may be another payee's
    if isinstance(fact, PayeeDecisionFact):
        positive = all(part.numerator > 0 and part.denominator > 0 for part in fact.parts)
        if not positive or not fact.parts or len(named) != len(fact.parts) or _sum_above_one(fact):
            raise EntryRefusedError(EntryFault.SHARES)


def _sum_above_one(fact: PayeeDecisionFact) -> bool:
    numerator, denominator = 0, 1
    for part in fact.parts:
        numerator = numerator * part.denominator + part.numerator * denominator
        denominator *= part.denominator
    return numerator > denominator
