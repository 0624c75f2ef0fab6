"""Destroy aggregates that are sealed under subjects: keys first, then rows; the root last, so that a crash finds it.

Nothing is opened: the sweep's purpose reads no category, and its role holds no key.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from functions.dossier.find_dossiers import dossiers_of
from functions.retention.record_kind import ROOT, record_kind
from functions.retention.store import Due, Evidence, evidence_of
from functions.runtime.database import Index, Table
from functions.vault.change import Change
from functions.vault.end_subject import end_subject
from functions.vault.ids import prefix_of
from functions.vault.place import Place, SealedItem
from functions.vault.request import Request
from functions.vault.subject import Kind

_A_CHANGE = 20
_CLOSED = "closed"
_NEVER = "9999-12-31"


class Outcome(Enum):
    """What became of a due row: `moved_on` is not due (any more), `held_back` is due and may not go yet."""

    DESTROYED = "destroyed"
    MOVED_ON = "moved_on"
    HELD_BACK = "held_back"


def destroy_sealed(request: Request, entry: Due, today: date, certificate: int) -> Outcome:
    """Destroy what a due row is the root of, if it is still due at this moment.

    Raises what `Change.send` raises when somebody writes at the same moment: the next sweep finds it again.
    """
    row = request.fetch(Place(entry.table, entry.key.pk, entry.key.sk))
    if row is None or str(row.clear.get("destroy_on", _NEVER)) > today.isoformat():
        return Outcome.MOVED_ON
    kind = record_kind(entry.table, {**row.clear, "pk": row.place.pk, "sk": row.place.sk})
    evidence = Evidence(kind.value, kind.value, f"{row.place.pk}/{row.place.sk}")
    if entry.table is Table.DOSSIERS and row.place.sk != ROOT:
        _destroy_held(request, row, certificate, evidence)
        return Outcome.DESTROYED
    if entry.table is Table.DOSSIERS and row.clear.get("state") != _CLOSED:
        return Outcome.HELD_BACK
    _destroy_root(request, row, certificate, evidence)
    return Outcome.DESTROYED


def _destroy_root(request: Request, root: SealedItem, certificate: int, evidence: Evidence) -> None:
    rows = [row for row in _aggregate(request, root) if row.place != root.place]
    others = sorted({row.subject for row in rows} - {root.subject})
    ending = [subject for subject in others if _ends_with(request, subject, root)]
    for start in range(0, len(ending), _A_CHANGE):
        change = request.change("destroy past term")
        for subject in ending[start : start + _A_CHANGE]:
            end_subject(request, change, subject)
        change.send()
    for start in range(0, len(rows), _A_CHANGE):
        change = request.change("destroy past term")
        for row in rows[start : start + _A_CHANGE]:
            change.delete(row)
        change.send()
    change = request.change("destroy past term")
    end_subject(request, change, root.subject)
    _delete_last(change, root, certificate, evidence)


def _destroy_held(request: Request, row: SealedItem, certificate: int, evidence: Evidence) -> None:
    """Delete a row that stayed under *hold*; with the last one of a person the key goes too."""
    change = request.change("destroy past term")
    if _held_rows(request, row.subject) <= 1:
        change.destroy_keys(row.subject)
    _delete_last(change, row, certificate, evidence)


def _delete_last(change: Change, row: SealedItem, certificate: int, evidence: Evidence) -> None:
    change.delete(row, still={name: row.clear[name] for name in ("destroy_on", "destroy_shard")})
    for action in evidence_of(certificate, evidence):
        change.plain(action)
    change.send()


def _aggregate(request: Request, root: SealedItem) -> Sequence[SealedItem]:
    rows = request.query(root.place.table, root.place.pk)
    return [*rows, *request.query(Table.PAYMENTS, root.place.pk)] if root.place.table is Table.DOSSIERS else rows


def _ends_with(request: Request, subject: str, root: SealedItem) -> bool:
    """Tell whether a subject has nothing outside this aggregate: a person may stand in another file."""
    if prefix_of(subject) != Kind.PERSON.value:
        return True
    return set(dossiers_of(request, subject)) <= {root.place.pk}


def _held_rows(request: Request, person: str) -> int:
    page = request.rooms.database.query(Table.DOSSIERS, person, index=Index.BY_PERSON)
    return len(page.items)
