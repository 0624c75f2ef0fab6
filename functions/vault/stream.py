"""Entry point of the function `ledger-segments`, on the stream of the table `ledger`: writes each batch to a segment.

An entry that is overwritten or removed is counted at once (an alarm stands on it). The only removal that a fund does by
itself is that of the chain of an ended subject whose log term is over; its tombstone goes with it. Whether the term is
over is told by the entry that went (functions/vault/log_term.py): that a subject is gone says nothing of it.
"""

import base64
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from functions.composition import system
from functions.runtime.attribute_values import item_from_wire
from functions.runtime.database import Database, Item, Table
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count
from functions.units.clock import SystemClock, civil_date
from functions.vault.log_term import may_go_on
from functions.vault.segment import Line, Told, segment_of
from functions.vault.subject import Kind, State, Subject, subject_key

if TYPE_CHECKING:
    from functions.runtime.objects import Objects

FUNCTION = "ledger-segments"


class StreamFormError(ValueError):
    """The event is no batch of the stream; the text holds nothing of it."""


def write_segment(event: Event, database: Database, segments: "Objects", clock: SystemClock, today: date) -> int:
    """Write the batch to its segment; return how many entries were altered or taken away against every rule.

    `today`: the day by which terms count.
    """
    records = event.get("Records")
    if not isinstance(records, list) or not records:
        msg = "no records in the event"
        raise StreamFormError(msg)
    changes = [cast("Mapping[str, object]", record["dynamodb"]) for record in records]
    lines = [
        _line(record["eventName"], change, database, today) for record, change in zip(records, changes, strict=True)
    ]
    first, last = str(changes[0]["SequenceNumber"]), str(changes[-1]["SequenceNumber"])
    key, body = segment_of(lines, first, last, clock.real_now())
    segments.write(key, body, "application/jsonl")
    return sum(line.told in {Told.OVERWRITTEN, Told.REMOVED} for line in lines)


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, list[dict[str, str]]]:
    """Write the batch; a failure raises, so that Lambda halves the batch and tries again."""
    del context
    stage = system()
    today = civil_date(stage.clock.instant())
    altered = write_segment(event, stage.database, stage.objects("ledger-segments"), stage.system_clock, today)
    count(FUNCTION, {Metric.LEDGER_ALTERED: altered}, stage.system_clock.real_now())
    return {"batchItemFailures": []}


def _line(event: str, change: Mapping[str, object], database: Database, today: date) -> Line:
    key = _row(change["Keys"])
    if event == "REMOVE":
        lawful = _term_is_over(change, today) and _may_go(str(key["pk"]), database)
        return Line.of(Told.SWEPT if lawful else Told.REMOVED, key)
    return Line.of(Told.ADDED if event == "INSERT" else Told.OVERWRITTEN, _row(change["NewImage"]))


def _row(image: object) -> Item:
    """Read a row of the stream's event, in which bytes stand as base64."""
    values = cast("Mapping[str, Mapping[str, object]]", image)
    wire = {
        name: {"B": base64.b64decode(str(value["B"]))} if isinstance(value.get("B"), str) else value
        for name, value in values.items()
    }
    return item_from_wire(wire)


def _term_is_over(change: Mapping[str, object], today: date) -> bool:
    """Tell whether the log term of an entry that is gone is over, by its own instant; False when it is not told."""
    if "OldImage" not in change:
        return False
    try:
        return may_go_on(str(_row(change["OldImage"])["at"]), today) <= today
    except (KeyError, ValueError):
        return False


def _may_go(chain: str, database: Database) -> bool:
    """Tell whether the sweep may have deleted entries of this chain: its subject is gone, or ended without a key."""
    if chain.partition("_")[0] not in {kind.value for kind in Kind}:
        return False
    row = database.get(Table.SUBJECTS, subject_key(chain))
    if row is None:
        return True
    subject = Subject.of(row)
    return subject.state is State.ENDED and not subject.wrapped
