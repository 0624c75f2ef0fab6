"""An in-memory store that obeys the storage seam: conditions, transactions, indexes; counts and fails calls."""

import copy
import threading
from collections import Counter
from collections.abc import Callable, Sequence

from functions.runtime.database import (
    INDEX_KEYS,
    Absent,
    Action,
    Check,
    Condition,
    ConditionFailedError,
    Delete,
    Index,
    Item,
    Key,
    Matches,
    Page,
    Put,
    Refusal,
    Table,
    TransactionRefusedError,
    Update,
)
from tests.fakes.partitioned_rows import PartitionedRows

MOST_ACTIONS = 100
MOST_KEYS = 100


class InMemoryDatabase:
    """Rows in dictionaries behind one lock; `before` and `after` see every call and may raise."""

    def __init__(self, *, names: str = "kroost-test-{table}-1", page_size: int = 1000) -> None:
        """Start empty; `names` is the pattern of deployed names."""
        self.rows: dict[Table, dict[Key, Item]] = {table: PartitionedRows() for table in Table}
        self.calls: Counter[str] = Counter()
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None
        self._names, self._page_size = names, page_size
        self._lock = threading.RLock()

    def deployed_name(self, table: Table) -> str:
        """Return the deployed name of a table."""
        return self._names.format(table=table.value)

    def get(self, table: Table, key: Key) -> Item | None:
        """Read one row."""
        with self._call("get"):
            return copy.deepcopy(self.rows[table].get(key))

    def get_many(self, table: Table, keys: Sequence[Key]) -> list[Item]:
        """Read rows that exist."""
        assert 0 < len(keys) <= MOST_KEYS
        with self._call("get_many"):
            return [copy.deepcopy(self.rows[table][key]) for key in keys if key in self.rows[table]]

    def query(  # noqa: PLR0913 - the seam's own signature
        self,
        table: Table,
        partition: str,
        *,
        index: Index | None = None,
        begins_with: str | None = None,
        descending: bool = False,
        limit: int | None = None,
        after: Item | None = None,
        consistent: bool = True,
    ) -> Page:
        """Read one page of a partition or index."""
        del consistent
        with self._call("query"):
            names = ("pk", "sk") if index is None else INDEX_KEYS[index]
            kept = self.rows[table]
            # A test may have put a plain dictionary in its place.
            known = kept.of(partition) if index is None and isinstance(kept, PartitionedRows) else kept.values()
            rows = [row for row in known if row.get(names[0]) == partition and names[1] in row]
            if begins_with is not None:
                rows = [row for row in rows if str(row[names[1]]).startswith(begins_with)]
            rows.sort(key=lambda row: _order(row, names[1]), reverse=descending)
            if after is not None:
                mark = _order(after, names[1])
                rows = [
                    row
                    for row in rows
                    if (_order(row, names[1]) < mark if descending else _order(row, names[1]) > mark)
                ]
            size = min(limit or self._page_size, self._page_size)
            page, more = rows[:size], len(rows) > size
            if index is not None:
                keep = {"pk", "sk", *names}
                page = [{name: row[name] for name in keep} for row in page]
            last = {name: page[-1][name] for name in {"pk", "sk", *names}} if more else None
            return Page(copy.deepcopy(page), last)

    def write(self, action: Put | Update | Delete) -> None:
        """Do one action."""
        with self._call("write"):
            row = self._standing(action)
            if not _holds(action.condition, row):
                raise ConditionFailedError(copy.deepcopy(row))
            self._apply(action)

    def transact(self, actions: Sequence[Action]) -> None:
        """Do all or nothing."""
        assert 0 < len(actions) <= MOST_ACTIONS
        touched = [(action.table, _key(action)) for action in actions]
        assert len(set(touched)) == len(touched), "two actions on one row"
        with self._call("transact"):
            refusals = tuple(
                Refusal(position, copy.deepcopy(self._standing(action)))
                for position, action in enumerate(actions)
                if not _holds(action.condition, self._standing(action))
            )
            if refusals:
                raise TransactionRefusedError(refusals)
            for action in actions:
                self._apply(action)

    def _standing(self, action: Action) -> Item | None:
        return self.rows[action.table].get(_key(action))

    def _apply(self, action: Action) -> None:
        rows = self.rows[action.table]
        match action:
            case Put(item=item):
                rows[_key(action)] = {name: value for name, value in copy.deepcopy(item).items() if value is not None}
            case Delete(key=key):
                rows.pop(key, None)
            case Update(key=key):
                row = rows.setdefault(key, {"pk": key.pk, "sk": key.sk})
                row |= copy.deepcopy(dict(action.set))
                for name, step in action.add.items():
                    standing = row.get(name, 0)
                    assert isinstance(standing, int)
                    row[name] = standing + step
                for name in action.remove:
                    row.pop(name, None)
            case Check():
                pass

    def _call(self, name: str) -> "_Call":
        return _Call(self, name, self._lock)


class _Call:
    def __init__(self, database: InMemoryDatabase, name: str, lock: threading.RLock) -> None:
        self._database, self._name, self._lock = database, name, lock

    def __enter__(self) -> None:
        self._database.calls[self._name] += 1
        self._database.before(self._name)
        self._lock.acquire()

    def __exit__(self, *failure: object) -> None:
        self._lock.release()
        if failure[0] is None:
            self._database.after(self._name)


def _key(action: Action) -> Key:
    if isinstance(action, Put):
        return Key(str(action.item["pk"]), str(action.item["sk"]))
    return action.key


def _order(row: Item, sort: str) -> tuple[str, str, str]:
    return str(row[sort]), str(row["pk"]), str(row["sk"])


def _holds(condition: Condition | None, row: Item | None) -> bool:
    match condition:
        case None:
            return True
        case Absent():
            return row is None
        case Matches(equal=equal, missing=missing, at_most=at_most):
            if row is None:
                return False
            return (
                all(row.get(name) == value for name, value in equal.items())
                and not any(name in row for name in missing)
                and all(_at_most(row.get(name), limit) for name, limit in at_most.items())
            )


def _at_most(value: object, limit: str | int) -> bool:
    if isinstance(value, str) and isinstance(limit, str):
        return value <= limit
    return isinstance(value, int) and isinstance(limit, int) and value <= limit
