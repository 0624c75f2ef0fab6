"""Rows of the store on disk: their bytes, and what an action makes of them."""

import marshal
from typing import cast

from functions.runtime.database import (
    INDEX_KEYS,
    Absent,
    Action,
    Condition,
    Index,
    Item,
    Key,
    Matches,
    Put,
    Update,
    Value,
)


def key_of(action: Action) -> Key:
    """Return the key of the row that an action is about."""
    if isinstance(action, Put):
        return Key(str(action.item["pk"]), str(action.item["sk"]))
    return action.key


def entry_of(index: Index, item: Item | None) -> tuple[str, str] | None:
    """Return a row's place in an index; None when it has none."""
    partition, sort = INDEX_KEYS[index]
    if item is None or partition not in item or sort not in item:
        return None
    return str(item[partition]), str(item[sort])


def updated(action: Update, before: Item | None) -> Item:
    """Return a row after an update."""
    after: Item = {"pk": action.key.pk, "sk": action.key.sk, **(before or {}), **action.set}
    for name, step in action.add.items():
        after[name] = cast("int", after.get(name, 0)) + step
    for name in action.remove:
        after.pop(name, None)
    return after


def holds(condition: Condition | None, row: Item | None) -> bool:
    """Tell whether a condition holds for a row as it stands."""
    match condition:
        case None:
            return True
        case Absent():
            return row is None
        case Matches(equal=equal, missing=missing, at_most=at_most):
            return (
                row is not None
                and all(row.get(name) == value for name, value in equal.items())
                and not any(name in row for name in missing)
                and all(_at_most(row.get(name), limit) for name, limit in at_most.items())
            )


def _at_most(value: Value, limit: str | int) -> bool:
    if isinstance(value, str) and isinstance(limit, str):
        return value <= limit
    return isinstance(value, int) and isinstance(limit, int) and value <= limit


def written(item: Item) -> bytes:
    """Return a row's bytes."""
    return marshal.dumps({name: _plain(value) for name, value in item.items()})


def read_row(blob: bytes) -> Item:
    """Return the row of these bytes."""
    return cast("Item", marshal.loads(blob))  # noqa: S302 - a row of our own, written by the line above


def _plain(value: Value) -> Value:
    """Return a value of built-in types alone: names of enumerations are texts at rest."""
    if isinstance(value, str):
        return str(value) if type(value) is not str else value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
