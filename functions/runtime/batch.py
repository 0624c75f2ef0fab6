"""Queue messages, one by one: what fails is handed back alone (partial batch response), what succeeds is not repeated.

What a message says is read by `queue_message.py`.
"""

from collections.abc import Callable, Sequence

from functions.runtime.clock import MachineClock
from functions.runtime.entry import Event, guarded, report
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import MessageFormError

type BatchAnswer = dict[str, list[dict[str, str]]]


def batch_handler(function: str, use: Callable[[str], None]) -> Callable[[Event, object], BatchAnswer]:
    """Return a Lambda handler that gives each record's body to `use` and answers which records failed.

    An event of another shape raises: a batch that nobody understands is never counted as done.
    """

    @guarded(function)
    def handler(event: Event, context: object) -> BatchAnswer:
        del context
        records = _records(event)
        failures: list[dict[str, str]] = []
        for message_id, body in records:
            try:
                use(body)
            except Exception as error:  # noqa: BLE001 - one bad message must not stop its neighbours
                report(function, error, message_id)
                failures.append({"itemIdentifier": message_id})
        if failures:
            count(function, {Metric.MESSAGE_FAILED: len(failures)}, MachineClock().real_now())
        log(LogLine(event=LogEvent.BATCH, function=function, taken=len(records), failed=len(failures)))
        return {"batchItemFailures": failures}

    return handler


def _records(event: Event) -> Sequence[tuple[str, str]]:
    records = event.get("Records")
    if not isinstance(records, list) or not records:
        msg = "no records in the event"
        raise MessageFormError(msg)
    return [(str(record["messageId"]), str(record["body"])) for record in records]
