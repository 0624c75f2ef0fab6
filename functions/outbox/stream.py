"""Entry point on the stream of the outbox table: publishes each new row at once; the sweep sends what this misses."""

from collections.abc import Mapping
from typing import cast

from functions.composition import system
from functions.outbox.event import Event, OutboxRowError
from functions.outbox.publish_event import QUEUE_OF, publish_events
from functions.runtime.attribute_values import item_from_wire
from functions.runtime.entry import Event as LambdaEvent
from functions.runtime.entry import guarded
from functions.runtime.metrics import Metric, count

FUNCTION = "outbox-stream"


def events_of(event: LambdaEvent) -> list[Event]:
    """Return the outbox events of a stream batch: new rows only; OutboxRowError for a batch of another shape."""
    records = event.get("Records")
    if not isinstance(records, list):
        msg = "no records in the event"
        raise OutboxRowError(msg)
    rows = [_new_row(record) for record in records if record.get("eventName") == "INSERT"]
    return [Event.of(item_from_wire(row)) for row in rows if "kind" in row]


@guarded(FUNCTION)
def handler(event: LambdaEvent, context: object) -> dict[str, list[dict[str, str]]]:
    """Publish the batch; a failure raises, so that Lambda halves the batch and tries again."""
    del context
    stage = system()
    sent = publish_events(events_of(event), {name: stage.queue(name) for name in QUEUE_OF.values()}, stage.database)
    count(FUNCTION, {Metric.OUTBOX_SENT: sent}, stage.system_clock.real_now())
    return {"batchItemFailures": []}


def _new_row(record: Mapping[str, Mapping[str, object]]) -> Mapping[str, Mapping[str, object]]:
    return cast("Mapping[str, Mapping[str, object]]", record["dynamodb"]["NewImage"])
