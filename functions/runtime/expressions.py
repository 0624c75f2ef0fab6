"""Conditions and actions as DynamoDB expressions: every name and value goes through a placeholder."""

from collections.abc import Mapping

from functions.runtime.attribute_values import Wire, item_to_wire, to_wire
from functions.runtime.database import Absent, Action, Check, Condition, Delete, Key, Matches, Put, Update, Value


class _Placeholders:
    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Wire] = {}

    def name(self, name: str) -> str:
        for mark, known in self.names.items():
            if known == name:
                return mark
        mark = f"#n{len(self.names)}"
        self.names[mark] = name
        return mark

    def value(self, value: Value) -> str:
        mark = f":v{len(self.values)}"
        self.values[mark] = to_wire(value)
        return mark

    def members(self) -> dict[str, object]:
        found: dict[str, object] = {}
        if self.names:
            found["ExpressionAttributeNames"] = self.names
        if self.values:
            found["ExpressionAttributeValues"] = self.values
        return found


def key_to_wire(key: Key) -> dict[str, Wire]:
    """Write a row key."""
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def request_of(action: Action, table_name: str) -> tuple[str, dict[str, object]]:
    """Return the operation (`Put`, `Update`, `Delete`, `ConditionCheck`) and its members."""
    marks = _Placeholders()
    members: dict[str, object] = {"TableName": table_name, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    operation = "ConditionCheck"
    match action:
        case Put(item=item):
            operation = "Put"
            members["Item"] = item_to_wire(item)
        case Update(key=key):
            operation = "Update"
            members["Key"] = key_to_wire(key)
            members["UpdateExpression"] = _update(action, marks)
        case Delete(key=key):
            operation = "Delete"
            members["Key"] = key_to_wire(key)
        case Check(key=key):
            members["Key"] = key_to_wire(key)
    if action.condition is not None:
        members["ConditionExpression"] = _condition(action.condition, marks)
    return operation, members | marks.members()


def key_condition(names: tuple[str, str], partition: str, begins_with: str | None) -> dict[str, object]:
    """Return the key condition of a query."""
    marks = _Placeholders()
    text = f"{marks.name(names[0])} = {marks.value(partition)}"
    if begins_with is not None:
        text += f" AND begins_with({marks.name(names[1])}, {marks.value(begins_with)})"
    return {"KeyConditionExpression": text} | marks.members()


def _condition(condition: Condition, marks: _Placeholders) -> str:
    match condition:
        case Absent():
            return f"attribute_not_exists({marks.name('pk')})"
        case Matches(equal=equal, missing=missing, at_most=at_most):
            parts = [f"attribute_exists({marks.name('pk')})"]
            parts += [f"{marks.name(name)} = {marks.value(value)}" for name, value in equal.items()]
            parts += [f"attribute_not_exists({marks.name(name)})" for name in missing]
            parts += [f"{marks.name(name)} <= {marks.value(limit)}" for name, limit in at_most.items()]
            return " AND ".join(parts)


def _update(action: Update, marks: _Placeholders) -> str:
    clauses: list[str] = []
    for verb, pairs, sign in (("SET", action.set, " = "), ("ADD", action.add, " ")):
        if pairs:
            clauses.append(f"{verb} {_pairs(pairs, sign, marks)}")
    if action.remove:
        clauses.append("REMOVE " + ", ".join(marks.name(name) for name in action.remove))
    return " ".join(clauses)


def _pairs(pairs: Mapping[str, Value], sign: str, marks: _Placeholders) -> str:
    return ", ".join(f"{marks.name(name)}{sign}{marks.value(value)}" for name, value in pairs.items())
