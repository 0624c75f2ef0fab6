"""Computes the cents of a trace again, from the trace and the amount files alone: no fact of the family is needed."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from functions.benefits.parameters import ParameterSet
from functions.benefits.round_half_up import round_half_up
from functions.benefits.short_trace import whole_trace
from functions.benefits.trace import VERSION


class TraceError(Exception):
    """The trace cannot be read, or names an amount that the files do not have."""


class Difference(NamedTuple):
    """Where the trace and the files do not give the same cents."""

    where: str
    traced: int
    computed: int


def replay(trace: Mapping[str, object], parameters: ParameterSet) -> list[Difference]:
    """Return every difference between the cents that a trace states and those that its steps give (TraceError).

    A stored trace (`short_trace`) is read as the whole one.
    """
    try:
        trace = whole_trace(trace)
        if trace["version"] != VERSION:
            _refuse("an unknown version")
        found: list[Difference] = []
        total = 0
        for child in _rows(trace["children"]):
            lines = [(f"{child['child']}/{line['benefit']}", line) for line in _rows(child["lines"])]
            computed = [_line(where, line, parameters, found) for where, line in lines]
            _compare(f"{child['child']}/total", child["total"], sum(computed), found)
            total += sum(computed)
        _compare("total", trace["total"], total, found)
        for one in _rows(trace["one_off"]):
            _line(f"{one['child']}/{one['benefit']}/one_off", one, parameters, found)
        _compare("shares", sum(_cents(share["cents"]) for share in _rows(trace["shares"])), total, found)
    except (KeyError, TypeError, ValueError, IndexError) as broken:
        msg = "the trace is not complete"
        raise TraceError(msg) from broken
    return found


def _line(where: str, line: Mapping[str, object], parameters: ParameterSet, found: list[Difference]) -> int:
    """Compute one line from its steps."""
    computed = sum(_step(step, parameters) for step in _rows(line["terms"]))
    _compare(where, line["cents"], computed, found)
    return computed


def _step(step: Mapping[str, object], parameters: ParameterSet) -> int:
    """Compute one step: amount, times a ratio rounded half up, added or taken off."""
    cents = _cents(parameters.value_from(str(step["amount"]), str(step["from"])))
    if "ratio" in step:
        numerator, denominator = cast("list[int]", parameters.value_from(str(step["ratio"]), str(step["ratio_from"])))
        cents = round_half_up(cents * numerator, denominator)
    return cents if _cents(step["sign"]) > 0 else -cents


def _compare(where: str, traced: object, computed: int, found: list[Difference]) -> None:
    """Note a difference."""
    if _cents(traced) != computed:
        found.append(Difference(where, _cents(traced), computed))


def _cents(value: object) -> int:
    """Return a whole number (TraceError for anything else)."""
    if not isinstance(value, int) or isinstance(value, bool):
        _refuse("an amount that is not a whole number")
    return cast("int", value)


def _rows(value: object) -> list[Mapping[str, object]]:
    """Return a list of objects."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        _refuse("a list is missing")
    return cast("list[Mapping[str, object]]", value)


def _refuse(cause: str) -> None:
    """Raise the refusal."""
    raise TraceError(cause)
