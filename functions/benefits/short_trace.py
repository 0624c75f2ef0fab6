"""A trace as it is stored beside a payment: without what says nothing, and each line that several children share once.

`whole_trace(short_trace(trace)) == trace`, exactly: a stored trace explains and computes again what the whole one does.
"""

import json
from collections.abc import Mapping
from typing import cast

from functions.benefits.rule_of import rule_of
from functions.benefits.trace import Traced

type Node = dict[str, Traced]

_LINE: Node = {"status": "published", "choices": [], "tested_on": [], "doubts": [], "tests": {}}
_CHILD: Node = {"entitled": True, "reason": None, "status": "published", "choices": [], "refused_by": []}
_ONCE: Node = {"paid_in": None, "status": "published", "choices": [], "tests": {}}
_WHOLE: Node = {"status": "published"}
_TERM: Node = {"sign": 1}


def short_trace(trace: Mapping[str, Traced]) -> Node:
    """Return the stored form: the lines in a list of their own, children name them by their places in it."""
    places: dict[str, int] = {}
    lines: list[Traced] = []
    children: list[Traced] = []
    for child in _nodes(trace["children"]):
        own: list[Traced] = []
        for line in _nodes(child["lines"]):
            short = _short_line(line, _LINE)
            key = json.dumps(short, sort_keys=True)
            if key not in places:
                places[key] = len(lines)
                lines.append(short)
            own.append(places[key])
        children.append(_without({**child, "lines": own}, _CHILD))
    once: list[Traced] = [_short_line(one, _ONCE) for one in _nodes(trace["one_off"])]
    return _without({**trace, "children": children, "one_off": once, "lines": lines}, _WHOLE)


def whole_trace(stored: Mapping[str, object]) -> Node:
    """Return the trace that was stored; one that is whole already comes back as it is.

    KeyError, TypeError or IndexError when it is neither.
    """
    trace = cast("Mapping[str, Traced]", stored)
    if "lines" not in trace:
        return dict(trace)
    region = str(trace["region"])
    lines = [_whole_line(line, _LINE, rule_of(region, str(line["benefit"]))) for line in _nodes(trace["lines"])]
    children: list[Traced] = [
        {**_CHILD, **child, "lines": [lines[cast("int", place)] for place in cast("list[Traced]", child["lines"])]}
        for child in _nodes(trace["children"])
    ]
    once: list[Traced] = [
        _whole_line(one, _ONCE, rule_of(region, str(one["benefit"]), "once")) for one in _nodes(trace["one_off"])
    ]
    found: Node = {**_WHOLE, **trace, "children": children, "one_off": once}
    del found["lines"]
    return found


def _short_line(line: Node, defaults: Node) -> Node:
    terms: list[Traced] = [_without(term, _TERM) for term in _nodes(line["terms"])]
    short = _without({**line, "terms": terms}, defaults)
    del short["rule"]
    return short


def _whole_line(line: Node, defaults: Node, rule: str) -> Node:
    terms: list[Traced] = [{**_TERM, **term} for term in _nodes(line["terms"])]
    return {**defaults, **line, "rule": rule, "terms": terms}


def _without(node: Node, defaults: Node) -> Node:
    """Return the node without the members that say no more than their default."""
    return {
        name: value
        for name, value in node.items()
        if name not in defaults or value != defaults[name] or type(value) is not type(defaults[name])
    }


def _nodes(value: Traced) -> list[Node]:
    return cast("list[Node]", value)
