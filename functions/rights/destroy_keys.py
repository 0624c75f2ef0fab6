"""Step `keys_gone`: keys, look-ups and suppressions in one transaction; from here no copy of a row opens any more."""

from functions.register.domain import Domain
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.rights.erasure_plan import ErasurePlan
from functions.rights.rights_case import move
from functions.rights.rights_state import RightsState
from functions.rights.work import Work
from functions.runtime.database import Item, Key, Table
from functions.units.clock import civil_date
from functions.vault.change import Change
from functions.vault.journal import listed
from functions.vault.look_up import SORT
from functions.vault.request import Request

_SUPPRESSION = "suppression"


def destroy_person_keys(work: Work) -> None:
    """Destroy every key of the person but *hold*."""
    plan = work.plan().record
    change = work.request.change("destroy keys")
    destroy(work.request, change, work.person, plan)
    for partition in plan.suppressions:
        for action in listed(_suppression(work.request, partition)):
            change.plain(action)
    move(change, work.case, RightsState.KEYS_GONE, work.request.instant())
    change.send()


def destroy(request: Request, change: Change, person: str, plan: ErasurePlan) -> None:
    """Add to a change: the end of the person's keys and of the look-ups that stand.

    A *hold* key is there only when something stays under it, maybe from an erasure before: it goes with the last row.
    """
    change.destroy_keys(person, keep=frozenset({Domain.HOLD}))
    for partition in plan.look_ups:
        key = Key(partition, SORT)
        row = request.rooms.database.get(Table.LOOK_UPS, key)
        if row is not None and row["subject"] == person:
            change.drop_look_up(key, person)


def _suppression(request: Request, partition: str) -> Item:
    day = civil_date(request.rooms.clock.instant())
    until = destroy_on(RecordType.SUPPRESSION, day)
    return {"pk": partition, "sk": _SUPPRESSION, "at": request.instant(), "destroy_on": until.isoformat()}
