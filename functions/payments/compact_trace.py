"""The trace of a decision as it is stored with a payment."""

from typing import cast

from pydantic import JsonValue

from functions.benefits.decision import Decision
from functions.benefits.short_trace import short_trace
from functions.benefits.trace import trace_of


def compact_trace(decision: Decision) -> dict[str, JsonValue]:
    """Return the stored form of the trace (`functions.benefits.short_trace`), which is whole: rules, articles, steps.

    A payment row of a family with two children then stays within 2 KB: six write units in its transaction.
    """
    return cast("dict[str, JsonValue]", short_trace(trace_of(decision)))
