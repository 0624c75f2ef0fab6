"""Sees every day which questions to earlier funds are late: each is asked again, and one asked often rings.

Nothing is opened: a question stands with ids, a date and how often it was asked. Asking again is the work of the
function that takes deliveries; here only the wish is written.
"""

from dataclasses import dataclass
from datetime import date

from functions.government.fund_question import TIMES_BEFORE_ALARM, WORK_LIST
from functions.government.quarantine import case_place
from functions.runtime.database import Database, Index, Item, Put, Table
from functions.units.clock import SystemClock
from functions.vault.gate import Gates
from functions.vault.outbox import EventKind, outbox_item


@dataclass(frozen=True, slots=True)
class LateQuestions:
    """`asked_again`: how many were late. `unanswered`: how many of these were asked more than twice before."""

    asked_again: int
    unanswered: int


def watch_questions(database: Database, gates: Gates, clock: SystemClock, today: date) -> LateQuestions:
    """Ask for every late question to be asked again. GateClosedError when the table may not be read yet."""
    gates.require(Table.CASES)
    late = [row for row in _open(database) if str(row["due"]) <= today.isoformat()]
    for row in late:
        database.write(Put(Table.OUTBOX, outbox_item(EventKind.ASK_EARLIER_FUND, (str(row["dossier"]),), clock)))
    often = sum(1 for row in late if isinstance(times := row["times"], int) and times > TIMES_BEFORE_ALARM)
    return LateQuestions(len(late), often)


def _open(database: Database) -> list[Item]:
    found: list[Item] = []
    after = None
    while True:
        page = database.query(Table.CASES, WORK_LIST, index=Index.WORK_LIST, after=after, consistent=False)
        rows = (database.get(Table.CASES, case_place(str(item["pk"])).key) for item in page.items)
        found += [row for row in rows if row is not None and row.get("work_list") == WORK_LIST]
        after = page.after
        if after is None:
            return found
