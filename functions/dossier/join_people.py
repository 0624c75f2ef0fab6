"""Two persons of one file turn out to be one: everything of the one moves under the keys of the other, who goes on.

Other people's facts that name the one name the other from here on. Nothing is decided here: who goes on, and whether
they are one at all, the caller knows.
"""

from collections.abc import Iterable, Mapping
from typing import get_args

from functions.dossier.dossier import Dossier, Member, Part
from functions.dossier.fact import Fact
from functions.dossier.family_file import FamilyFile
from functions.dossier.person import Person, PersonIdentity
from functions.dossier.places import PERSON
from functions.dossier.rename_person import renamed
from functions.dossier.sent_notification import AnySent, BroughtNumber
from functions.vault.change import Change
from functions.vault.continue_subject import continue_subject
from functions.vault.place import Place, Stored
from functions.vault.request import Request

# Of two parts, the one that stands first here is kept.
_PARTS: tuple[Part, ...] = get_args(Part.__value__)


def join_people(request: Request, change: Change, file: FamilyFile, gone: str, going_on: str) -> None:
    """Add to a change: `gone` goes on in `going_on`, in this file and in every look-up.

    A child that is a child of another file stays there alone: here it is no member any more, so that it is paid once.
    The file must have been read with `person=Person`. TooLargeError at `send` when it is more than one transaction.
    """
    move_rows(change, file, gone, going_on)
    joined = _joined(file.root.record, gone, going_on)
    if going_on in joined.persons("child"):
        if request.subject(going_on).child_of in {None, file.dossier}:
            change.claim_child(going_on, file.dossier)
        else:
            joined = joined.without(going_on)
    if joined != file.root.record:
        change.put(file.root.place, file.root.subject, joined, file.root.clear, file.root)
    continue_subject(request, change, gone, going_on)


def move_rows(change: Change, file: FamilyFile, gone: str, going_on: str) -> None:
    """Add to a change: every row of `gone` under the keys of `going_on`, and every fact that names it by that name."""
    rows: list[Stored[Fact] | Stored[AnySent]] = [*file.facts, *file.sent]
    standing = {row.place: row for row in rows}
    for row in rows:
        if row.subject == gone:
            _move_row(change, row, standing, gone, going_on)
        elif (changed := renamed(row.record, gone, going_on)) != row.record:
            change.put(row.place, row.subject, changed, row.clear, row)
    for account in file.accounts:
        if account.subject == gone:
            record = account.record.model_copy(update={"person": going_on})
            change.put(account.place, going_on, record, account.clear, account)
    _join_rows(change, file.persons, gone, going_on)


def _move_row(
    change: Change,
    row: Stored[Fact] | Stored[AnySent],
    standing: Mapping[Place, Stored[Fact] | Stored[AnySent]],
    gone: str,
    going_on: str,
) -> None:
    """Move a fact, or the notification that it was.

    Of one version of one attestation about both, the lower place among the sender's messages counts.
    """
    place = Place(row.place.table, row.place.pk, row.place.sk.replace(f"#{gone}#", f"#{going_on}#"))
    other = standing.get(place)
    if other is None or _order(row.record) < _order(other.record):
        change.put(place, going_on, renamed(row.record, gone, going_on), row.clear, other)
    change.delete(row)


def _order(record: Fact | AnySent) -> tuple[int, int]:
    match record:
        case Fact(provenance=origin):
            return origin.sequence or 0, origin.line or 0
        case BroughtNumber():
            return 0, 0
        case _:
            return record.sequence, record.line


def _joined(file: Dossier, gone: str, going_on: str) -> Dossier:
    """Return the file with one member in place of two: in the higher part, brought by the family when one was."""
    both = [member for member in file.members if member.person in {gone, going_on}]
    if not any(member.person == gone for member in both):
        return file
    part = min((member.part for member in both), key=_PARTS.index)
    by_family = any(member.brought_by is None for member in both)
    one = Member(person=going_on, part=part, brought_by=None if by_family else "government")
    rest = _without(file.members, {gone, going_on})
    return Dossier(members=(*rest, one))


def _without(members: Iterable[Member], persons: set[str]) -> tuple[Member, ...]:
    return tuple(member for member in members if member.person not in persons)


def _join_rows(change: Change, persons: Mapping[str, Stored[PersonIdentity]], gone: str, going_on: str) -> None:
    """Keep one row: what the one lacks is taken from the other."""
    old, new = persons.get(gone), persons.get(going_on)
    if old is None:
        return
    values = old.record.model_dump() | ({} if new is None else new.record.model_dump(exclude_none=True))
    known = [*(old.record.number_changes or ()), *(() if new is None else new.record.number_changes or ())]
    record = Person.model_validate(values | {"number_changes": None, "same_as": None}).with_number_changes(known)
    place = Place(old.place.table, old.place.pk, f"{PERSON}{going_on}")
    change.put(place, going_on, record, {"person": going_on}, new)
    change.delete(old)
