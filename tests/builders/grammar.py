"""JSON documents made from a grammar: the committed schemas.

Every choice comes from one random source, so a seed repeats a document. Most parts are as the grammar wants them; some
are left out, doubled, of another type, out of range, or new.
"""

import random
from collections.abc import Mapping

type Value = bool | int | float | str | list["Value"] | dict[str, "Value"] | None
type Schema = Mapping[str, object]

GARBAGE: tuple[Value, ...] = (
    None, True, 0, -1, 2**70, 1.5, "", " ", "x" * 300, "\u0000", "\ud7ff\u0301", "2024-02-30", "0000-00-00", [], {},
    [[]], {"a": []}, "NaN", "\u0661\u0662", "'; --", "<a>", "&amp;",
)  # fmt: skip
TEXTS = (
    "2024-05-01", "2024-05-00", "2000-00-00", "9999-12-31", "1900-01-01", "2024-05", "2019-01", "2024Q2", "20242",
    "DMFA", "BASE", "A7555", "BE", "NO", "Kerkstraat", "9000", "0687467902", "1", "0", "100", "2500", "-3", "01", "03",
    "21", "DATA_FOUND", "MSG00021", "VLAANDEREN", "RVA", "LP", "BASIS", "1234567890", "true", ",000-00-00", "x" * 70,
)  # fmt: skip


class Grammar:
    """Makes documents; `people` are the numbers that may stand where a number stands."""

    def __init__(self, seed: int, people: tuple[str, ...]) -> None:
        """Start from a seed."""
        self._choose = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
        self._people = people
        # A tenth of the documents is wild, the others go wrong here and there.
        self._wild = 0.4 if self._choose.random() < 0.1 else 0.04

    def json_of(self, schema: Schema) -> Value:
        """Return a value after a schema."""
        definitions = schema.get("$defs")
        return self._value(schema, definitions if isinstance(definitions, Mapping) else {})

    def _value(self, schema: Schema, definitions: Schema) -> Value:
        if self._choose.random() < self._wild / 3:
            return self._choose.choice(GARBAGE)
        if "$ref" in schema:
            return self._value(_mapping(definitions[str(schema["$ref"]).rpartition("/")[2]]), definitions)
        several = next((one for one in ("anyOf", "oneOf", "allOf") if one in schema), None)
        if several is not None:
            options = [one for one in _list(schema[several]) if _mapping(one).get("type") != "null"]
            return self._value(_mapping(self._choose.choice(options)), definitions)
        if schema.get("type") == "object":
            return self._object(schema, definitions)
        if schema.get("type") == "array":
            return [self._value(_mapping(schema["items"]), definitions) for _ in range(self._choose.randrange(4))]
        return self._single(schema)

    def _single(self, schema: Schema) -> Value:
        if "enum" in schema:
            choices = _list(schema["enum"])
            return self._choose.choice(GARBAGE) if self._choose.random() < self._wild else _scalar(self._pick(choices))
        if "const" in schema:
            return _scalar(schema["const"])
        if schema.get("type") == "boolean":
            return self._choose.random() < 0.5
        return self._whole(schema) if schema.get("type") == "integer" else self._text(schema)

    def _whole(self, schema: Schema) -> int:
        low, high = int(str(schema.get("minimum", 0))), int(str(schema.get("maximum", 9999)))
        out_of_range = 10**16 if self._choose.random() < self._wild else 0
        return self._choose.randint(low, min(high, low + 3000)) + out_of_range

    def _pick(self, choices: list[object]) -> object:
        return self._choose.choice(choices)

    def _object(self, schema: Schema, definitions: Schema) -> dict[str, Value]:
        required = _list(schema.get("required", []))
        made: dict[str, Value] = {}
        for name, part in _mapping(schema.get("properties", {})).items():
            likely = 1 - self._wild / 2 if name in required else 0.5
            if self._choose.random() < likely:
                made[str(name)] = self._value(_mapping(part), definitions)
        if self._choose.random() < self._wild:
            made[self._choose.choice(("new", "unusable", "\u00e9", "a/b~c"))] = self._choose.choice(GARBAGE)
        return made

    def _text(self, schema: Schema) -> str:
        pattern, kind = str(schema.get("pattern", "")), schema.get("format")
        if pattern == "^[0-9]{11}$":
            return self._choose.choice(self._people)
        if kind == "date":
            year, month, day = (self._choose.randrange(*ends) for ends in ((2015, 2026), (1, 13), (1, 29)))
            return f"{year}-{month:02d}-{day:02d}"
        if pattern.startswith("^[A-Za-z0-9][A-Za-z0-9._:-]"):
            return f"att-{self._choose.randrange(10)}"
        return self._choose.choice(TEXTS)


def _mapping(value: object) -> Schema:
    assert isinstance(value, Mapping)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _scalar(value: object) -> Value:
    assert value is None or isinstance(value, bool | int | float | str)
    return value
