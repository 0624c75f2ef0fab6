"""Rows to DynamoDB's wire form and back: texts, whole numbers, bytes, booleans, lists and maps."""

from collections.abc import Mapping

from functions.runtime.database import Item, Value

type Wire = dict[str, object]


def to_wire(value: Value) -> Wire:  # noqa: PLR0911 - one form per type
    """Write one value."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case bytes():
            return {"B": value}
        case Mapping():
            return {"M": {str(name): to_wire(part) for name, part in value.items()}}
        case _:
            return {"L": [to_wire(part) for part in value]}


def from_wire(wire: Mapping[str, object]) -> Value:  # noqa: PLR0911 - one type per form
    """Read one value; ValueError for a form that no row of ours has."""
    ((form, content),) = wire.items()
    match form, content:
        case "S", str() as text:
            return text
        case "N", str() as digits:
            return int(digits)
        case "B", bytes() as blob:
            return blob
        case "BOOL", bool() as truth:
            return truth
        case "NULL", _:
            return None
        case "L", list() as parts:
            return [from_wire(part) for part in parts]
        case "M", dict() as members:
            return {name: from_wire(part) for name, part in members.items()}
    msg = f"a row does not hold values of form {form}"
    raise ValueError(msg)


def item_to_wire(item: Mapping[str, Value]) -> dict[str, Wire]:
    """Write a row; members without a value are left out."""
    return {name: to_wire(value) for name, value in item.items() if value is not None}


def item_from_wire(wire: Mapping[str, Mapping[str, object]]) -> Item:
    """Read a row."""
    return {name: from_wire(value) for name, value in wire.items()}
