"""Entry point of the function `government-queue`: references to dropped objects, one file a message.

The same queue brings the ids of cases of quarantine on which a person decided, and of files whose earlier fund is to be
asked.
"""

from dataclasses import asdict
from datetime import date
from functools import partial
from math import inf
from typing import Protocol

from functions.composition import System, system
from functions.government.apply_notifications import POISON
from functions.government.ask_earlier_fund import ask_earlier_fund
from functions.government.decide_notification import Verdict
from functions.government.replay_day import replay_day
from functions.government.settle_case import settle_case
from functions.government.take_delivery import Post, Report, take_delivery
from functions.government.work import FUNCTION, open_request
from functions.runtime.batch import BatchAnswer, batch_handler
from functions.runtime.entry import Event, guarded
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import MessageFormError, read_message
from functions.runtime.read_references import NotAReferenceError, read_references
from functions.vault.ids import is_id
from functions.vault.outbox import EventKind

DROPS, RECEIPTS = "drops", "receipts"


class LambdaContext(Protocol):
    """What Lambda tells of an invocation."""

    def get_remaining_time_in_millis(self) -> int:
        """Return how long it may still take."""
        ...


def _take(context: LambdaContext | None, body: str) -> None:
    rooms = system()
    post = Post(
        rooms.vault,
        rooms.objects(DROPS),
        rooms.objects(RECEIPTS),
        synthetic_allowed=rooms.settings.synthetic_persons,
        seconds_left=lambda: inf if context is None else context.get_remaining_time_in_millis() / 1000,
    )
    decided, asks = _named(body, EventKind.QUARANTINE_DECIDED, "cas"), _named(body, EventKind.ASK_EARLIER_FUND, "dos")
    if decided is not None:
        settle_case(post, decided)
        return
    if asks is not None:
        ask_earlier_fund(open_request(rooms.vault), asks)
        return
    try:
        references = read_references(body, rooms.settings.bucket(DROPS))
    except NotAReferenceError:
        # Content in a queue would end in a dead letter: the message goes, and only the fact that it came is kept.
        log(LogLine(event=LogEvent.BATCH, function=FUNCTION, problem="message_with_content"))
        count(FUNCTION, {Metric.MESSAGE_WITH_CONTENT: 1}, rooms.system_clock.real_now())
        return
    for reference in references:
        _measure(rooms, take_delivery(post, reference))


def _named(body: str, kind: EventKind, prefix: str) -> str | None:
    """Return the one id of a message of this kind; None when the message says something else."""
    try:
        message = read_message(body)
    except MessageFormError:
        return None
    is_it = message.kind == kind and len(message.ids) == 1 and is_id(message.ids[0], prefix)
    return message.ids[0] if is_it else None


def _measure(rooms: System, report: Report) -> None:
    for error_class in report.isolated:
        # The notification waits in quarantine; this is what its repair begins with.
        log(LogLine(event=LogEvent.FAULT, function=FUNCTION, problem=POISON, error_class=error_class))
    counts = {
        Metric.NOTIFICATION_ACCEPTED: report.counts[Verdict.ACCEPTED],
        Metric.NOTIFICATION_QUARANTINED: report.counts[Verdict.QUARANTINED],
        Metric.NOTIFICATION_CONFLICT: report.conflicts,
        Metric.PERSON_UNKNOWN: report.counts[Verdict.UNKNOWN_PERSON],
        Metric.DELIVERY_REFUSED: report.refused,
        Metric.DELIVERY_HELD: report.held,
        Metric.SEQUENCE_MISSING: report.missing_numbers,
    }
    count(FUNCTION, counts, rooms.system_clock.real_now())
    if report.flow is not None:
        members = {Metric.UNKNOWN_MEMBER: report.dropped_members, Metric.MEMBER_LEFT_OUT: report.members_left_out}
        count(FUNCTION, members, rooms.system_clock.real_now(), report.flow)


@guarded(FUNCTION)
def _replay(event: Event, context: object) -> dict[str, int]:
    """Replay one day for one shard; an operator asks for it (`kroost drops replay`)."""
    del context
    replayed = replay_day(system().vault, date.fromisoformat(str(event["replay"])), str(event["shard"]))
    return asdict(replayed)


def handler(event: Event, context: LambdaContext | None) -> BatchAnswer | dict[str, int]:
    """Take what the messages of a batch name; the time that is left decides how far one invocation goes.

    `{"replay": day, "shard": "00" to "ff"}` asks for a replay instead.
    """
    if "replay" in event:
        return _replay(event, context)
    return batch_handler(FUNCTION, partial(_take, context))(event, context)
