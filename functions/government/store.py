"""The table `deliveries`: begin, go on, fix, finish; every step on the condition of the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from functions.government.decide_notification import Verdict
from functions.government.delivery_row import HELD, DeliveryRow, Problem, Stage
from functions.government.drop_key import SEQUENCE_DIGITS, DropKey
from functions.government.fault import Fault
from functions.register.record_type import RecordType
from functions.register.retention import destroy_on
from functions.runtime.database import (
    Absent,
    Action,
    Condition,
    ConditionFailedError,
    ConflictError,
    Item,
    Key,
    Matches,
    Put,
    Table,
    TransactionRefusedError,
    UnavailableError,
    Update,
)
from functions.units.clock import civil_date, parse_instant
from functions.vault.destroy_by import destroy_by
from functions.vault.errors import TryAgainError

if TYPE_CHECKING:
    from functions.vault.vault import Rooms

_DIGEST_SIGNS = 16
_HELD_SIGN = "+held"


class CountsError(Exception):
    """The counts of a delivery do not add up to its notifications: no receipt may say so."""


class DeliveryStore:
    """The rows of deliveries. TryAgainError when the store does not answer or another worker was faster."""

    def __init__(self, rooms: "Rooms") -> None:
        """Take what the vault stands on; the table has its gate as every other."""
        rooms.gates.require(Table.DELIVERIES)
        self._database = rooms.database

    def find(self, key: DropKey) -> DeliveryRow | None:
        """Return a delivery's row."""
        item = self._database.get(Table.DELIVERIES, _key(key))
        return None if item is None else DeliveryRow.of(item)

    def begin(self, key: DropKey, digest: str, at: str) -> DeliveryRow:
        """Make the row of a new delivery; the row that stands when another worker was faster."""
        item = _item(key, digest, at)
        try:
            self._database.write(Put(Table.DELIVERIES, item, Absent()))
        except ConditionFailedError as error:
            return DeliveryRow.of(error.item or item)
        return DeliveryRow.of(item)

    def restart(self, key: DropKey, old: DeliveryRow, digest: str, at: str) -> DeliveryRow:
        """Begin again with other content: the object was overwritten before its delivery was done."""
        item = _item(key, digest, at)
        self._together(Put(Table.DELIVERIES, item, _as_read(old)))
        return DeliveryRow.of(item)

    def advance(
        self, key: DropKey, row: DeliveryRow, line: int, counts: Mapping[Verdict, int], problems: Sequence[Problem]
    ) -> DeliveryRow:
        """Save that everything up to `line` was dealt with, and what was wrong with it."""
        actions: list[Action] = [_update(key, _as_read(row), line=line, counts=_words(counts))]
        if problems:
            actions.append(Put(Table.DELIVERIES, _problems_item(key, row, line, problems)))
        self._together(*actions)
        return replace(row, line=line, counts=counts)

    def note_beside(self, key: DropKey, row: DeliveryRow, problems: Sequence[Problem]) -> None:
        """Save what is not wrong with a notification and the sender must know: it stands before all others."""
        if problems:
            self._together(Put(Table.DELIVERIES, _problems_item(key, row, 0, problems)))

    def note_held(self, key: DropKey, row: DeliveryRow, line: int, problems: Sequence[Problem]) -> None:
        """Save what is wrong in a window of a delivery that is held as a whole."""
        if problems:
            self._together(Put(Table.DELIVERIES, _problems_item(key, row, line, problems, _HELD_SIGN)))

    def fix(
        self,
        key: DropKey,
        row: DeliveryRow,
        counts: Mapping[Verdict, int],
        notifications: int,
        refused: Fault | None = None,
    ) -> DeliveryRow:
        """Fix the outcome: from here the receipt is always the same. CountsError when it would be a wrong one."""
        if sum(counts.values()) != notifications:
            raise CountsError
        more = {} if refused is None else {"refused_code": refused.code, "refused_pointer": refused.pointer}
        condition, words = _as_read(row), _words(counts)
        state = Stage.APPLIED.value
        self._together(_update(key, condition, state=state, counts=words, notifications=notifications, **more))
        return replace(row, stage=Stage.APPLIED, counts=counts, refused=refused, notifications=notifications)

    def reopen(self, key: DropKey, row: DeliveryRow) -> DeliveryRow:
        """Begin again what was refused or held whole and is released now: same content, same instant of arrival."""
        item = _item(key, row.digest, row.received_at)
        self._together(Put(Table.DELIVERIES, item, _as_read(row)))
        return DeliveryRow.of(item)

    def finish(self, key: DropKey, row: DeliveryRow) -> None:
        """Say that the receipt is out and the object gone."""
        if row.stage is not Stage.DONE:
            self._together(_update(key, _as_read(row), state=Stage.DONE.value))

    def problems(self, key: DropKey, row: DeliveryRow) -> list[Problem]:
        """Return what was wrong, in the order of the notifications."""
        found: list[Problem] = []
        after = None
        while True:
            prefix = f"{_key(key).sk}#{row.digest[:_DIGEST_SIGNS]}{_HELD_SIGN if row.refused == HELD else ''}#"
            page = self._database.query(Table.DELIVERIES, key.series, begins_with=prefix, after=after)
            found += [problem for item in page.items for problem in _problems_of(item)]
            after = page.after
            if after is None:
                return found

    def _together(self, *actions: Action) -> None:
        try:
            self._database.transact(actions)
        except (TransactionRefusedError, ConflictError, UnavailableError) as error:
            msg = "another worker has this delivery, or the store does not answer"
            raise TryAgainError(msg) from error


def _key(key: DropKey) -> Key:
    return Key(key.series, f"{key.sequence:0{SEQUENCE_DIGITS}d}")


def _item(key: DropKey, digest: str, at: str) -> Item:
    place = _key(key)
    day = destroy_on(RecordType.DELIVERY, civil_date(parse_instant(at)))
    return {
        "pk": place.pk,
        "sk": place.sk,
        "state": Stage.BEGUN.value,
        "digest": digest,
        "received_at": at,
        "line": 0,
        "counts": _words({}),
        **destroy_by(day, f"{place.pk}/{place.sk}"),
    }


def _words(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {verdict.value: counts.get(verdict, 0) for verdict in Verdict}


def _as_read(row: DeliveryRow) -> Condition:
    return Matches(equal={"state": row.stage.value, "digest": row.digest, "line": row.line})


def _update(key: DropKey, condition: Condition, **values: str | int | dict[str, int]) -> Update:
    return Update(Table.DELIVERIES, _key(key), set=values, condition=condition)


def _problems_item(key: DropKey, row: DeliveryRow, line: int, problems: Sequence[Problem], sign: str = "") -> Item:
    place = _key(key)
    day = destroy_on(RecordType.DELIVERY, civil_date(parse_instant(row.received_at)))
    sort = f"{place.sk}#{row.digest[:_DIGEST_SIGNS]}{sign}#{line:05d}"
    return {
        "pk": place.pk,
        "sk": sort,
        "problems": [[problem.attestation, problem.code, problem.pointer] for problem in problems],
        **destroy_by(day, f"{place.pk}/{sort}"),
    }


def _problems_of(item: Item) -> list[Problem]:
    rows = item["problems"]
    if not isinstance(rows, list):
        msg = "not a row of problems"
        raise TypeError(msg)
    return [Problem(row[0], str(row[1]), str(row[2])) for row in rows]
