"""Computes the cents of a signed document again, from the document and the amount files alone.

A payment's document holds one trace; that of a correction the trace of every month it changed. A payment of arrears
names its correction, whose own document holds the reasons.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from functions.benefits.amounts_of_trace import amounts_of_trace
from functions.benefits.parameters import ParameterSet
from functions.benefits.replay import Difference, TraceError, replay
from functions.benefits.short_trace import whole_trace
from functions.payments.share_payment import is_share, lines_of
from functions.payments.signed_trace import CORRECTION, TRACE
from functions.units.year_month import YearMonth

type Node = Mapping[str, object]


def replay_document(document: Node, parameters: ParameterSet) -> list[Difference]:
    """Return every difference between what a document states and what its traces and the files give (TraceError)."""
    try:
        if document["format"] == TRACE:
            return _replay_payment(document, parameters)
        if document["format"] == CORRECTION:
            return _replay_correction(document, parameters)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as broken:
        msg = "the document is not complete"
        raise TraceError(msg) from broken
    msg = "an unknown format"
    raise TraceError(msg)


def _replay_payment(document: Node, parameters: ParameterSet) -> list[Difference]:
    stored = cast("Node", document["trace"])
    if set(stored) == {"correction"}:
        return []
    if is_share(stored):
        return _compared("cents", document["cents"], sum(line.cents for line in lines_of(stored)))
    trace = whole_trace(stored)
    due = sum(cast("int", share["cents"]) for share in _nodes(trace["shares"]) if share["to"] == "beneficiary")
    due += sum(cast("int", one["cents"]) for one in _nodes(trace["one_off"]))
    due -= sum(cast("int", share["cents"]) for share in _nodes(trace.get("once_shares", [])))
    return [*replay(stored, parameters), *_compared("cents", document["cents"], due)]


def _replay_correction(document: Node, parameters: ParameterSet) -> list[Difference]:
    found: list[Difference] = []
    spans = []
    for one in _nodes(document["traces"]):
        trace = whole_trace(cast("Node", one["trace"]))
        first, last = YearMonth.parse(str(one["first"])), YearMonth.parse(str(one["last"]))
        found += [Difference(f"{first}/{where}", *cents) for where, *cents in replay(trace, parameters)]
        spans.append((first, last, amounts_of_trace(trace)))
    for month in _nodes(document["months"]):
        at = YearMonth.parse(str(month["month"]))
        amounts = next((amounts for first, last, amounts in spans if first <= at <= last), {})
        for one in _nodes(month["amounts"]):
            child, benefit = str(one["child"]), str(one["benefit"])
            computed, _ = amounts.get((child, benefit), (0, ""))
            found += _compared(f"{at}/{child}/{benefit}", one["after"], computed)
    return found


def _compared(where: str, stated: object, computed: int) -> list[Difference]:
    return [] if stated == computed else [Difference(where, cast("int", stated), computed)]


def _nodes(value: object) -> Sequence[Node]:
    return cast("Sequence[Node]", value)
