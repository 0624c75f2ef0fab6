"""Entry point of the function `government-queue`: references to dropped objects, one file a message."""

from functions.composition import System, system
from functions.government.apply_notifications import POISON
from functions.government.decide_notification import Verdict
from functions.government.reference import NotAReferenceError, read_references
from functions.government.take_delivery import Post, Report, take_delivery
from functions.government.work import FUNCTION
from functions.runtime.batch import batch_handler
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count

DROPS, RECEIPTS = "drops", "receipts"


def _take(body: str) -> None:
    rooms = system()
    try:
        references = read_references(body, rooms.settings.bucket(DROPS))
    except NotAReferenceError:
        # Content in a queue would end in a dead letter: the message goes, and only the fact that it came is kept.
        log(LogLine(event=LogEvent.BATCH, function=FUNCTION, problem="message_with_content"))
        count(FUNCTION, {Metric.MESSAGE_WITH_CONTENT: 1}, rooms.system_clock.real_now())
        return
    synthetic = rooms.settings.synthetic_persons
    post = Post(rooms.vault, rooms.objects(DROPS), rooms.objects(RECEIPTS), synthetic_allowed=synthetic)
    for reference in references:
        _measure(rooms, take_delivery(post, reference))


def _measure(rooms: System, report: Report) -> None:
    for error_class in report.isolated:
        # The notification waits in quarantine; this is what its repair begins with.
        log(LogLine(event=LogEvent.FAULT, function=FUNCTION, problem=POISON, error_class=error_class))
    counts = {
        Metric.NOTIFICATION_ACCEPTED: report.counts[Verdict.ACCEPTED],
        Metric.NOTIFICATION_QUARANTINED: report.counts[Verdict.QUARANTINED],
        Metric.NOTIFICATION_CONFLICT: report.conflicts,
        Metric.PERSON_UNKNOWN: report.counts[Verdict.UNKNOWN_PERSON],
        Metric.UNKNOWN_MEMBER: report.dropped_members,
        Metric.DELIVERY_REFUSED: report.refused,
        Metric.DELIVERY_HELD: report.held,
        Metric.SEQUENCE_MISSING: report.missing_numbers,
    }
    count(FUNCTION, counts, rooms.system_clock.real_now())


handler = batch_handler(FUNCTION, _take)
