"""Step `searched`: look for the person another way than they were erased, and never go on when something is found.

The holdings and the code that deleted are not asked. It reads rows as they rest: by the person's id, by the ids of the
destroyed keys, and by the keyed values that led to the person.
"""

from collections.abc import Iterator

from functions.register.domain import Domain
from functions.rights.erasure_plan import ErasurePlan, Treatment
from functions.rights.rights_case import move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.runtime.database import Index, Item, Key, Table
from functions.vault.holding import Link
from functions.vault.key_wrap import wrapped_key_id
from functions.vault.look_up import SORT
from functions.vault.request import Request
from functions.vault.sealed_record import key_id_of
from functions.vault.subject import key_attribute, subject_key


class StillThereError(Exception):
    """The search found something; the case stays open, and the text says how many places of which sort."""


def search_person(work: Work) -> None:
    """Search, and say in the case that nothing was found; StillThereError otherwise."""
    search(work.request, work.person, work.plan().record)
    change = work.request.change("searched")
    move(change, work.case, RightsState.SEARCHED, work.request.instant())
    change.send()


def search(request: Request, person: str, plan: ErasurePlan) -> None:
    """Raise StillThereError unless keys, look-ups and rows are gone, and what stays is under *hold* alone."""
    found = {
        "keys": sum(1 for _ in _keys(request, person, plan)),
        "look-ups": sum(1 for _ in _look_ups(request, person, plan)),
        "rows": sum(1 for _ in _rows(request, person, plan)),
        "names": sum(1 for _ in _names(request, person, plan)),
    }
    if any(found.values()):
        raise StillThereError(", ".join(f"{number} {sort}" for sort, number in found.items() if number))


def _keys(request: Request, person: str, plan: ErasurePlan) -> Iterator[str]:
    """Yield the keys that are left: of the person all but *hold*, of forms that ended all."""
    hold = key_attribute(Domain.HOLD)
    yield from (name for name in _secrets(request, person) if name != hold)
    for line in plan.treated(Treatment.ERASE):
        if line.link is Link.WHOLE:
            yield from _secrets(request, line.subject)


def _secrets(request: Request, subject: str) -> Iterator[str]:
    row = _subject(request, subject)
    yield from (name for name, value in row.items() if isinstance(value, bytes) and name != "audit_public")


def _look_ups(request: Request, person: str, plan: ErasurePlan) -> Iterator[str]:
    for partition in plan.look_ups:
        row = request.rooms.database.get(Table.LOOK_UPS, Key(partition, SORT))
        if row is not None and row["subject"] == person:
            yield partition


def _rows(request: Request, person: str, plan: ErasurePlan) -> Iterator[Key]:
    """Yield rows that are the person's and not kept, or that a destroyed key sealed."""
    wrapped = _subject(request, person).get(key_attribute(Domain.HOLD))
    hold = wrapped_key_id(wrapped) if isinstance(wrapped, bytes) else b""
    destroyed = {bytes.fromhex(key_id) for key_id in plan.key_ids} - {hold}
    for row in _everything_near(request, person, plan):
        key_ids = {key_id_of(blob) for blob in _blobs(row)}
        named = row.get("subject") == person or person in str(row["sk"]) or row.get("person") == person
        if key_ids & destroyed or (named and key_ids != {hold}):
            yield Key(str(row["pk"]), str(row["sk"]))


def _everything_near(request: Request, person: str, plan: ErasurePlan) -> Iterator[Item]:
    """Yield every row of the partitions of the plan, and every row that the index names for the person."""
    database = request.rooms.database
    for table, partition in sorted({(line.table, line.pk) for line in plan.lines}):
        after = None
        while True:
            page = database.query(table, partition, after=after)
            yield from page.items
            after = page.after
            if after is None:
                break
    for entry in database.query(Table.DOSSIERS, person, index=Index.BY_PERSON).items:
        row = database.get(Table.DOSSIERS, Key(str(entry["pk"]), str(entry["sk"])))
        if row is not None:
            yield row


def _names(request: Request, person: str, plan: ErasurePlan) -> Iterator[str]:
    """Yield rows that should have been written again without the person, and still name them."""
    for line in plan.treated(Treatment.LEAVE_OUT):
        row = request.fetch(line.place)
        if row is not None and any(person.encode() in content for _, content in request.contents(row, "search")):
            yield line.pk


def _subject(request: Request, subject: str) -> Item:
    return request.rooms.database.get(Table.SUBJECTS, subject_key(subject)) or {}


def _blobs(row: Item) -> Iterator[bytes]:
    sealed = row.get("sealed")
    if isinstance(sealed, list | tuple):
        yield from (blob for blob in sealed if isinstance(blob, bytes))
