"""Once a day: give each alarm of each open case once, and wake the cases that wait for something else or were held.

It reads clear dates and states only and opens nothing. An alarm is marked on the row on condition of the mark before,
so that two watchers, or one that runs twice, give it once.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from functions.rights.request_clock import OVERDUE, alarm_at
from functions.rights.rights_case import ALARMED, case_place
from functions.rights.rights_state import OPEN, WAITING
from functions.runtime.database import (
    ConditionFailedError,
    Database,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Table,
    Update,
)
from functions.units.clock import BusinessClock, SystemClock, civil_date
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind, outbox_item

LISTS = (f"rights#{OPEN}", f"rights#{WAITING}")


@dataclass(slots=True)
class Watched:
    """What a watch saw: open cases, cases by alarm that is given today, cases past their term, and whom it woke."""

    open_cases: int = 0
    late: int = 0
    woken: int = 0
    alarms: Counter[int] = field(default_factory=Counter)
    alarmed: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case on the work list as it stands in clear. `runs_from`: the receipt, later by the days the clock stood."""

    case: str
    state: str
    received_on: date
    runs_from: date
    due_on: date
    paused: bool
    answered: bool
    alarmed: int
    revision: int


def open_cases(database: Database, gates: Gates) -> Iterator[OpenCase]:
    """Yield every open case, by the day on which its answer is due."""
    gates.require(Table.CASES)
    found: list[OpenCase] = []
    for listed in LISTS:
        after = None
        while True:
            page = database.query(Table.CASES, listed, index=Index.WORK_LIST, after=after, consistent=False)
            rows = (database.get(Table.CASES, case_place(str(item["pk"])).key) for item in page.items)
            found += [_open_case(row) for row in rows if row is not None and "due" in row]
            after = page.after
            if after is None:
                break
    yield from sorted(found, key=lambda one: (one.due_on, one.case))


def watch_clock(database: Database, gates: Gates, clock: BusinessClock, system_clock: SystemClock) -> Watched:
    """Mark the alarms that are reached today and were not given; put a step of each case that may go on in the outbox.

    A case waits for a day, a person, a payment, or the end of the days of grace; its step finds out.
    """
    today, watched = civil_date(clock.instant()), Watched()
    for one in open_cases(database, gates):
        watched.open_cases += 1
        if not one.paused:
            database.write(Put(Table.OUTBOX, outbox_item(EventKind.RIGHTS_STEP, (one.case,), system_clock)))
            watched.woken += 1
        if one.paused or one.answered:
            continue
        step = alarm_at(one.runs_from, one.due_on, today)
        watched.late += step == OVERDUE
        if step is not None and step > one.alarmed and _mark(database, one, step):
            watched.alarms[step] += 1
            watched.alarmed.append((step, one.case))
    return watched


def _mark(database: Database, one: OpenCase, step: int) -> bool:
    """Mark an alarm; False when the case moved on or another watcher gave it."""
    given = {ALARMED: one.alarmed} if one.alarmed else {}
    condition = Matches(equal={"revision": one.revision, **given}, missing=() if given else (ALARMED,))
    try:
        database.write(Update(Table.CASES, case_place(one.case).key, set={ALARMED: step}, condition=condition))
    except ConditionFailedError:
        return False
    return True


def _open_case(row: Item) -> OpenCase:
    alarmed, revision = row.get(ALARMED, 0), row["revision"]
    return OpenCase(
        case=Key(str(row["pk"]), str(row["sk"])).pk,
        state=str(row["state"]),
        received_on=date.fromisoformat(str(row["received_on"])),
        runs_from=date.fromisoformat(str(row.get("runs_from", row["received_on"]))),
        due_on=date.fromisoformat(str(row["due"])),
        paused="paused_on" in row,
        answered=row.get("answered") is True,
        alarmed=alarmed if isinstance(alarmed, int) else 0,
        revision=revision if isinstance(revision, int) else 0,
    )
