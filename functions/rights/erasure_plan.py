"""The plan of an erasure: what is erased, what stays on which ground until when, and what a backup still holds."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.register.record_type import RecordType
from functions.runtime.database import Table
from functions.vault.holding import Link
from functions.vault.place import Place


class Treatment(StrEnum):
    """What happens to a row.

    `erase`: its key dies and the row goes. `hold`: resealed under *hold*. `as_is`: stays where it is. `leave_out`:
    written again without the person.
    """

    ERASE = "erase"
    HOLD = "hold"
    AS_IS = "as_is"
    LEAVE_OUT = "leave_out"


class PlanLine(BaseModel):
    """One row of the plan. `until` and the ground are set for what stays; `horizon_days` for what goes."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    holding: str
    record_type: RecordType
    table: Table
    pk: str
    sk: str
    subject: str
    link: Link
    treatment: Treatment
    exception: str | None = None
    ground: str | None = None
    article: str | None = None
    until: date | None = None
    horizon_days: int | None = None

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return Place(self.table, self.pk, self.sk)


class ErasurePlan(HeldRecord, category=Category.IDENTIFICATION):
    """Row `step#1` of a case. It holds places and keyed digests, no content.

    `after_settlement`: money is still under way, so nothing is erased yet. `look_ups`: row keys of the look-ups to
    delete; `suppressions`: row keys that keep the person from coming back; `key_ids`: the keys that die (hex).
    """

    made_at: Annotated[str, Held()]
    after_settlement: Annotated[bool, Held()]
    lines: Annotated[tuple[PlanLine, ...], Held()]
    look_ups: Annotated[tuple[str, ...], Held()]
    suppressions: Annotated[tuple[str, ...], Held()]
    key_ids: Annotated[tuple[str, ...], Held()]

    def treated(self, *treatments: Treatment) -> tuple[PlanLine, ...]:
        """Return the lines that are treated in one of these ways."""
        return tuple(line for line in self.lines if line.treatment in treatments)


def covers(newer: ErasurePlan, older: ErasurePlan) -> bool:
    """Tell whether a newer plan erases at least what an older one promised to erase."""
    return _erased(older.lines) <= _erased(newer.lines) | _gone(older.lines, newer.lines)


def _erased(lines: Iterable[PlanLine]) -> set[Place]:
    return {line.place for line in lines if line.treatment is Treatment.ERASE}


def _gone(older: Iterable[PlanLine], newer: Iterable[PlanLine]) -> set[Place]:
    """Return what stood when the older plan was made and stands no longer."""
    standing = {line.place for line in newer}
    return {line.place for line in older} - standing
