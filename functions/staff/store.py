"""Who needs to know which case now: rows of the table `sessions`, each for some hours, ids and instants alone.

A case is with at most two people, for what two must decide. A third gets in by a time-boxed elevation: for a reason of
the list, and only once another person approved it. The table's own expiry deletes the rows; expired ones count no more.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from functions.runtime.database import (
    Absent,
    Condition,
    ConditionFailedError,
    Database,
    Item,
    Key,
    Matches,
    Put,
    Table,
    Update,
)
from functions.units.clock import SystemClock
from functions.vault.gate import Gates
from functions.vault.ids import is_id

SLOTS = (1, 2)
HELD_FOR = timedelta(hours=10)
ASKED_FOR = timedelta(hours=1)
ELEVATED_FOR = timedelta(hours=1)


class Elevation(StrEnum):
    """How far an elevation is."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"


class OwnApprovalError(Exception):
    """Somebody approves what they asked for themselves."""


class NeedToKnow:
    """Assignments and elevations of cases."""

    def __init__(self, database: Database, gates: Gates, clock: SystemClock) -> None:
        """Take the database, its gates and the real clock."""
        self._database, self._gates, self._clock = database, gates, clock

    def may_see(self, case: str, staff: str) -> bool:
        """Tell whether a member of staff is one of the case's two people, takes a free place now, or is elevated."""
        if not is_id(case, "cas"):
            return False
        self._gates.require(Table.SESSIONS)
        now = self._clock.real_now()
        slots = {number: self._row(case, f"slot#{number}") for number in SLOTS}
        if any(_holds(row, staff, now) for row in slots.values()):
            return True
        if any(self._take(case, number, row, staff, now) for number, row in slots.items()):
            return True
        return self.elevation(case, staff) is Elevation.GIVEN

    def elevation(self, case: str, staff: str) -> Elevation:
        """Tell how far somebody's elevation for a case is."""
        row = self._row(case, f"elevation#{staff}")
        if not _holds(row, staff, self._clock.real_now()) or row is None:
            return Elevation.NONE
        return Elevation.GIVEN if "approved_by" in row else Elevation.ASKED

    def ask(self, case: str, staff: str, reason: str) -> None:
        """Ask to see a case that is with two others, for an hour; it is nothing until another person approves it."""
        self._gates.require(Table.SESSIONS)
        ends = int((self._clock.real_now() + ASKED_FOR).timestamp())
        key = _key(case, f"elevation#{staff}")
        item: Item = {"pk": key.pk, "sk": key.sk, "staff": staff, "reason": reason, "expires_at": ends}
        self._database.write(Put(Table.SESSIONS, item))

    def approve(self, case: str, staff: str, by: str) -> bool:
        """Approve an elevation for an hour from now; False when none is asked, OwnApprovalError for one's own."""
        if staff == by:
            msg = "nobody approves their own elevation"
            raise OwnApprovalError(msg)
        if self.elevation(case, staff) is not Elevation.ASKED:
            return False
        ends = int((self._clock.real_now() + ELEVATED_FOR).timestamp())
        given: Item = {"approved_by": by, "expires_at": ends}
        condition = Matches(equal={"staff": staff}, missing=("approved_by",))
        try:
            self._database.write(Update(Table.SESSIONS, _key(case, f"elevation#{staff}"), given, condition=condition))
        except ConditionFailedError:
            return False
        return True

    def _take(self, case: str, number: int, row: Item | None, staff: str, now: datetime) -> bool:
        if row is not None and _is_standing(row, now):
            return False
        key = _key(case, f"slot#{number}")
        ends = int((now + HELD_FOR).timestamp())
        item: Item = {"pk": key.pk, "sk": key.sk, "staff": staff, "expires_at": ends}
        condition: Condition = Absent() if row is None else Matches(equal={"expires_at": row["expires_at"]})
        try:
            self._database.write(Put(Table.SESSIONS, item, condition))
        except ConditionFailedError:
            return False
        return True

    def _row(self, case: str, sort: str) -> Item | None:
        return self._database.get(Table.SESSIONS, _key(case, sort))


def _holds(row: Item | None, staff: str, now: datetime) -> bool:
    return row is not None and row["staff"] == staff and _is_standing(row, now)


def _is_standing(row: Item, now: datetime) -> bool:
    ends = row["expires_at"]
    return isinstance(ends, int) and ends > now.timestamp()


def _key(case: str, sort: str) -> Key:
    return Key(f"need#{case}", sort)
