"""Form posts (`application/x-www-form-urlencoded`) as the same members that JSON would carry.

Names are paths with dots (`children.0.given_name`); what stands empty was not filled in; a box that is ticked is `true`
or `on`, one that is not posts nothing; a date is three fields, `.day`, `.month` and `.year`. The model says which
members are yes or no, and which are lists.
"""

import types
import typing
from collections.abc import Mapping
from urllib.parse import parse_qsl

from pydantic import BaseModel

from functions.runtime.problem import MemberCode, MemberError, Problem, ProblemCode, pointer

MAX_FIELDS = 1000
_MAX_DEPTH = 5
_DATE_PARTS = {"year": 4, "month": 2, "day": 2}

type Members = dict[str, object]
type _Node = dict[str, "_Node"] | list[str]


def read_pairs(body: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a form post; Problem when it is not UTF-8 or has too many fields."""
    try:
        return parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise Problem(ProblemCode.NOT_UTF8) from None
    except ValueError:
        raise Problem(ProblemCode.TOO_LARGE) from None


def read_form(body: bytes, model: type[BaseModel], besides: tuple[str, ...] = ()) -> tuple[Members, Mapping[str, str]]:
    """Return the members for `model`, and the fields named in `besides`, which belong to the page and not to the model.

    Raises Problem (422) when a name is given twice or stands for a value and for an object at once.
    """
    tree: dict[str, _Node] = {}
    apart: dict[str, str] = {}
    for name, value in read_pairs(body):
        if name in besides:
            apart[name] = value.strip()
        elif value.strip():
            _plant(tree, name, value.strip())
    grown = _grow(tree, model, ())
    return (grown if isinstance(grown, dict) else {}), apart


def _plant(tree: dict[str, _Node], name: str, value: str) -> None:
    steps = name.split(".")
    node: _Node = tree
    for step in steps[:-1]:
        if not isinstance(node, dict):
            break
        node = node.setdefault(step, {})
    if len(steps) > _MAX_DEPTH or not isinstance(node, dict):
        raise _wrong(MemberCode.FORM, _safe_steps(steps))
    leaf = node.setdefault(steps[-1], [])
    if not isinstance(leaf, list):
        raise _wrong(MemberCode.FORM, _safe_steps(steps))
    leaf.append(value)


def _wrong(code: MemberCode, steps: tuple[str | int, ...]) -> Problem:
    return Problem(ProblemCode.WRONG_MEMBERS, errors=[MemberError(pointer(*steps), code)])


def _safe_steps(steps: list[str]) -> tuple[str, ...]:
    return tuple(steps[:1]) if steps[0].isidentifier() and steps[0].islower() else ()


def _grow(node: _Node, wanted: object, at: tuple[str | int, ...]) -> object:
    wanted = _without_none(wanted)
    if _is_model(wanted):
        return _grow_object(node, typing.cast("type[BaseModel]", wanted), at)
    if typing.get_origin(wanted) is list:
        return _grow_list(node, typing.get_args(wanted)[0], at)
    if isinstance(node, dict):
        parts = {name: _grow(child, str, (*at, name)) for name, child in node.items()}
        return parts if not parts.keys() <= _DATE_PARTS.keys() else _date_text(parts)
    if len(node) > 1:
        raise _wrong(MemberCode.REPEATED, at)
    if wanted is bool or typing.get_args(wanted) in {(True,), (False,)}:
        return {"true": True, "on": True, "false": False}.get(node[0], node[0])
    if wanted is int and node[0].isascii() and node[0].isdigit():
        return int(node[0])
    return node[0]


def _date_text(parts: Mapping[str, object]) -> str:
    """Return `YYYY-MM-DD`; a part that is missing leaves its place empty, so that the date is refused as a whole."""
    return "-".join(
        str(parts.get(part, "")).zfill(width) if part in parts else "" for part, width in _DATE_PARTS.items()
    )


def _grow_object(node: _Node, model: type[BaseModel], at: tuple[str | int, ...]) -> object:
    if not isinstance(node, dict):
        return node[0]
    grown: Members = {}
    for name, child in node.items():
        field = model.model_fields.get(name)
        grown[name] = _grow(child, field.annotation if field else str, (*at, name))
    for name, field in model.model_fields.items():
        if name not in grown and field.is_required():
            absent = _said_by_silence(_without_none(field.annotation))
            if absent is not None:
                grown[name] = absent
    return grown


def _said_by_silence(wanted: object) -> object:
    """Return what a form says about a required member by posting nothing: an unticked box, an empty list."""
    if wanted is bool or typing.get_args(wanted) == (True,):
        return False
    return [] if typing.get_origin(wanted) is list else None


def _grow_list(node: _Node, wanted: object, at: tuple[str | int, ...]) -> object:
    if isinstance(node, list):
        return list(node)
    numbered = sorted((int(name), child) for name, child in node.items() if name.isascii() and name.isdigit())
    if len(numbered) != len(node):
        raise _wrong(MemberCode.NOT_LIST, at)
    return [_grow(child, wanted, (*at, place)) for place, (_, child) in enumerate(numbered)]


def _without_none(wanted: object) -> object:
    while typing.get_origin(wanted) is typing.Annotated:
        wanted = typing.get_args(wanted)[0]
    if isinstance(wanted, types.UnionType) or typing.get_origin(wanted) is typing.Union:
        kinds = [kind for kind in typing.get_args(wanted) if kind is not types.NoneType]
        return _without_none(kinds[0]) if len(kinds) == 1 else wanted
    return wanted


def _is_model(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, BaseModel)
