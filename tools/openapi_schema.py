"""The words of which the schemas of the API are made."""

type Schema = dict[str, object]

INSTANT: Schema = {"type": "string", "format": "date-time"}
DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}
EURO: Schema = {"type": "string", "pattern": r"^-?\d{1,9}\.\d{2}$"}
STATUS: Schema = {"enum": ["published", "derived", "unconfirmed"]}


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def members(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """Return an object with these members and no others."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def items(schema: Schema) -> Schema:
    """Return a list."""
    return {"type": "array", "items": schema}


def identifier(prefix: str) -> Schema:
    """Return an id with this prefix and 128 bits."""
    return {"type": "string", "pattern": f"^{prefix}_[0-9A-HJKMNP-TV-Z]{{26}}$"}
