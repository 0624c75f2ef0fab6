"""The size of a row as DynamoDB counts it: for limits, and for the cost model."""

from collections.abc import Mapping

from functions.runtime.database import Item, Value

_COLLECTION_BYTES = 3
_NUMBER_BYTES = 21


def item_bytes(item: Item) -> int:
    """Return the bytes of a row: names in UTF-8 plus values after the public sizing rules."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def _value_bytes(value: Value) -> int:
    match value:
        case None | bool():
            return 1
        case str():
            return len(value.encode())
        case bytes():
            return len(value)
        case int():
            return min(_NUMBER_BYTES, len(str(abs(value))) // 2 + 2)
        case Mapping():
            return _COLLECTION_BYTES + sum(len(str(k).encode()) + 1 + _value_bytes(v) for k, v in value.items())
        case _:
            return _COLLECTION_BYTES + sum(1 + _value_bytes(part) for part in value)
