"""The trace of a decision as it is stored with a payment: without what says nothing."""

from typing import cast

from pydantic import JsonValue

from functions.benefits.decision import Decision
from functions.benefits.trace import trace_of

_OFTEN_EMPTY = ("choices", "refused_by", "tested_on", "doubts", "reason", "status")


def compact_trace(decision: Decision) -> dict[str, JsonValue]:
    """Return the trace without empty lists, absent reasons, `published`, and articles that the amount files state.

    A payment row of a family with two children then stays within 2 KB: six write units in its transaction.
    """
    trace = cast("dict[str, JsonValue]", trace_of(decision))
    for child in cast("list[dict[str, JsonValue]]", trace["children"]):
        lines = cast("list[dict[str, JsonValue]]", child["lines"])
        for line in (child, *lines):
            line.pop("law", None)
            for name in _OFTEN_EMPTY:
                if line.get(name) in ([], None, "published"):
                    line.pop(name, None)
    return trace
