"""Botocore's service descriptions, cut down to the services in use: creating a client reads and parses them.

Kept whole but for `ONLY`: every operation, shape, error, endpoint rule and page rule of these services. Left out:
other services, examples, and prose. Written as plain JSON: unpacking costs more than it saves.
"""

import gzip
import json
import shutil
from pathlib import Path

# The services that functions call, with the prefix under which their endpoints are listed.
SERVICES = {
    "dynamodb": "dynamodb",
    "kms": "kms",
    "s3": "s3",
    "sesv2": "email",
    "sqs": "sqs",
    "ssm": "ssm",
    "stepfunctions": "states",
    "sts": "sts",
}
# Of a large service that is asked for little, that little.
ONLY = {"sesv2": frozenset({"SendEmail"})}
COMMON = ("_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json")
UNUSED = ("examples-1.json", "waiters-2.json", "smoke.json", "smoke-2.json")

type Json = dict[str, Json] | list[Json] | str | int | float | bool | None


class MissingModelError(RuntimeError):
    """Botocore does not describe a service that the functions call."""


def cut_down(data: Path) -> None:
    """Cut botocore's data folder down in place; raises MissingModelError."""
    for entry in sorted(data.iterdir()):
        if entry.is_dir() and entry.name not in SERVICES:
            shutil.rmtree(entry)
        elif entry.is_file() and entry.name not in COMMON:
            entry.unlink()
    for service in SERVICES:
        versions = sorted((data / service).iterdir()) if (data / service).is_dir() else []
        if not versions:
            msg = f"botocore has no model of {service}"
            raise MissingModelError(msg)
        for old in versions[:-1]:
            shutil.rmtree(old)
        for file in sorted(versions[-1].iterdir()):
            _rewrite(file)
    _cut_endpoints(data / "endpoints.json")


def _only(model: Json, operations: frozenset[str]) -> Json:
    """Keep these operations of a service and the shapes that they reach."""
    whole = _object(model)
    kept = {name: one for name, one in _object(whole["operations"]).items() if name in operations}
    shapes = _object(whole["shapes"])
    wanted: set[str] = set()
    waiting = list(_named_shapes(kept))
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += _named_shapes(shapes[name])
    return {**whole, "operations": kept, "shapes": {name: shapes[name] for name in sorted(wanted)}}


def _named_shapes(node: Json) -> list[str]:
    if isinstance(node, dict):
        own = [node["shape"]] if isinstance(node.get("shape"), str) else []
        return [*map(str, own), *(name for value in node.values() for name in _named_shapes(value))]
    return [name for value in node for name in _named_shapes(value)] if isinstance(node, list) else []


def _rewrite(file: Path) -> None:
    if file.name in UNUSED:
        file.unlink()
        return
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    content: Json = json.loads(raw)
    file.unlink()
    plain = file.with_suffix("") if file.suffix == ".gz" else file
    slim = _without_prose(content)
    only = ONLY.get(file.parent.parent.name)
    if only is not None and isinstance(slim, dict) and "operations" in slim:
        slim = _only(slim, only)
    if isinstance(slim, dict) and isinstance(parameters := slim.get("clientContextParams"), dict):
        # Botocore reads this one text without asking whether it is there.
        slim["clientContextParams"] = {
            name: {**_object(value), "documentation": ""} for name, value in parameters.items()
        }
    plain.write_text(json.dumps(slim, separators=(",", ":")), encoding="utf-8")


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        msg = "a client context parameter is an object"
        raise TypeError(msg)
    return value


def _without_prose(node: Json) -> Json:
    if isinstance(node, dict):
        return {
            name: _without_prose(value)
            for name, value in node.items()
            # A member of a shape may be called `documentation`: that is an object, prose is a text.
            if not (name in {"documentation", "documentationUrl"} and isinstance(value, str))
        }
    if isinstance(node, list):
        return [_without_prose(value) for value in node]
    return node


def _cut_endpoints(file: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    wanted = set(SERVICES.values())
    for partition in content["partitions"]:
        partition["services"] = {name: value for name, value in partition["services"].items() if name in wanted}
    file.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")
