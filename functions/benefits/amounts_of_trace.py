"""The amounts that a trace states, in the form in which two months are compared."""

from collections.abc import Mapping, Sequence
from typing import cast

from functions.benefits.compare_decisions import Amounts
from functions.benefits.short_trace import whole_trace


def amounts_of_trace(trace: Mapping[str, object]) -> Amounts:
    """Return every amount of a trace (`trace_of`), also of a stored one (`short_trace`)."""
    trace = whole_trace(trace)
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for child in _rows(trace.get("children")):
        for line in _rows(child["lines"]):
            found[str(child["child"]), str(line["benefit"])] = _amount(line)
    for one in _rows(trace.get("one_off")):
        found[str(one["child"]), f"{one['benefit']} once"] = _amount(one)
    return found


def _rows(of: object) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", of or ())


def _amount(line: Mapping[str, object]) -> tuple[int, str]:
    return cast("int", line["cents"]), str(line["because"])
