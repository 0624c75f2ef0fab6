"""The public statistic of answers: per month, right and outcome, how many, and how many in time. Counts only."""

from datetime import date
from typing import TYPE_CHECKING

from functions.rights.rights_case import RightsCase
from functions.runtime.database import Database, Key, Table, Update
from functions.vault.change import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

_SORT = "rights"
_FEW = 5


def count_answer(change: Change, record: RightsCase, today: date) -> None:
    """Add to the change that answers a case: one more of its right, outcome and punctuality; counted exactly once."""
    in_time = "in_time" if today <= record.due_on else "late"
    counted = {f"{record.kind}.{record.outcome}": 1, f"{record.kind}.{in_time}": 1}
    change.plain(Update(Table.CASES, _key(f"{today:%Y-%m}"), add=counted))


def read_statistic(database: Database, month: str) -> dict[str, int | str]:
    """Return a month's counts (`2024-07`) by `<right>.<outcome>` and `<right>.in_time`; small ones stay hidden."""
    row: Mapping[str, object] = database.get(Table.CASES, _key(month)) or {}
    found = {name: value for name, value in sorted(row.items()) if isinstance(value, int) and "." in name}
    return {name: value if value >= _FEW else f"fewer than {_FEW}" for name, value in found.items()}


def _key(month: str) -> Key:
    return Key(f"statistic#{month}", _SORT)
