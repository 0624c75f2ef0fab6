"""Entry point of the sweep over the outbox, every minute: sends again, counts what waits for a later version."""

from functions.composition import system
from functions.outbox.publish_event import QUEUE_OF
from functions.outbox.sweep_outbox import sweep_outbox
from functions.runtime.entry import Event, guarded
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count

FUNCTION = "outbox-sweep"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Sweep once."""
    del event, context
    stage = system()
    now = stage.system_clock.real_now()
    swept = sweep_outbox(stage.database, {name: stage.queue(name) for name in QUEUE_OF.values()}, now)
    counts = {
        Metric.OUTBOX_SENT: swept.sent,
        Metric.OUTBOX_WAITING: swept.waiting,
        Metric.MESSAGE_FAILED: swept.broken,
    }
    count(FUNCTION, counts, now)
    log(LogLine(event=LogEvent.RUN, function=FUNCTION, taken=swept.sent, failed=swept.broken))
    return {"sent": swept.sent, "waiting": swept.waiting}
