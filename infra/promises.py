"""What is promised and watched: one alarm a promise, with the metric that shows a breach and what to do then.

Metrics are those that AWS sends by itself and those of `functions/runtime/metrics.py` (namespace `Kroost`, dimension
`function`); a test holds every custom name here against that list. `docs/alarms.md` is written from this file.
"""

from dataclasses import dataclass
from enum import StrEnum

from functions.runtime.metrics import NAMESPACE, Metric

MINUTE, HOUR, DAY = 60, 3600, 86400


class Statistic(StrEnum):
    """How the values of a period become one."""

    SUM = "Sum"
    MAXIMUM = "Maximum"
    SLOWEST = "p95"


class Missing(StrEnum):
    """What a period without values means."""

    GOOD = "notBreaching"
    BAD = "breaching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One metric; dimension values in braces are filled in by the stage: `{queue:x}`, `{function:x}`, `{table:x}`."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...] = ()
    statistic: Statistic = Statistic.SUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise, and the alarm that says it is broken or about to be.

    The alarm rings when the measure is at least `threshold` (`below`: less than it) in `periods` periods of `seconds`.
    """

    name: str
    promise: str
    act: str
    measure: Measure
    threshold: float = 1
    seconds: int = 5 * MINUTE
    periods: int = 1
    below: bool = False
    missing: Missing = Missing.GOOD


def _queue(name: str, metric: str) -> Measure:
    return Measure(
        namespace="AWS/SQS", name=metric, dimensions=(("QueueName", f"{{plain:{name}}}"),), statistic=Statistic.MAXIMUM
    )


def _function(name: str, metric: str, statistic: Statistic = Statistic.SUM) -> Measure:
    return Measure(
        namespace="AWS/Lambda", name=metric, dimensions=(("FunctionName", f"{{plain:{name}}}"),), statistic=statistic
    )


def _ours(metric: Metric, function: str, statistic: Statistic = Statistic.SUM) -> Measure:
    return Measure(namespace=NAMESPACE, name=metric.value, dimensions=(("function", function),), statistic=statistic)


def _table(name: str, metric: str) -> Measure:
    return Measure(namespace="AWS/DynamoDB", name=metric, dimensions=(("TableName", f"{{table:{name}}}"),))


def _run(metric: str) -> Measure:
    return Measure(namespace="AWS/States", name=metric, dimensions=(("StateMachineArn", "{run}"),))


def _door(metric: str, statistic: Statistic = Statistic.SUM) -> Measure:
    dimensions = (("ApiName", "{plain:door}"), ("Stage", "live"))
    return Measure(namespace="AWS/ApiGateway", name=metric, dimensions=dimensions, statistic=statistic)


def _route(method: str, path: str, metric: str) -> Measure:
    whole = _door(metric)
    return Measure(
        namespace=whole.namespace, name=metric, dimensions=(*whole.dimensions, ("Method", method), ("Resource", path))
    )


def _rule(name: str) -> Measure:
    return Measure(namespace="AWS/Events", name="TriggeredRules", dimensions=(("RuleName", f"{{plain:{name}}}"),))


DEAD_LETTERS = tuple(
    Promise(
        name=f"{queue}-dead-letters",
        promise=promise,
        act="Read the cause (class and error id) in the function's log, mend it, redrive the dead-letter queue.",
        measure=_queue(f"{queue}-dead", "ApproximateNumberOfMessagesVisible"),
        seconds=MINUTE,
    )
    for queue, promise in (
        ("submissions", "A form that was accepted is handled: none is given up."),
        ("drops", "A delivery of an authority is handled: none is given up."),
        ("rights", "A step of somebody's right is taken: none is given up."),
    )
)
WAITING = tuple(
    Promise(
        name=f"{queue}-age",
        promise=promise,
        act="Look at the consumer's errors, throttles and concurrency; the queue keeps messages for 14 days.",
        measure=_queue(queue, "ApproximateAgeOfOldestMessage"),
        threshold=seconds,
        seconds=MINUTE,
        periods=5,
    )
    for queue, seconds, promise in (
        ("submissions", 15 * MINUTE, "A form is handled within four hours; a quarter of an hour is late."),
        ("drops", HOUR, "A delivery has its receipt within an hour."),
        ("rights", HOUR, "A right is never waiting for a machine."),
    )
)
ERRORS = tuple(
    Promise(
        name=f"{function}-errors",
        promise=promise,
        act="Find the error id in the function's log; its class names the cause. The step repeats by itself.",
        measure=_function(function, "Errors"),
    )
    for function, promise in (
        ("intake-queue", "Every form becomes a file, a prospect or an applicant."),
        ("government-queue", "Every notification is accepted, refused or in quarantine."),
        ("rights-queue", "Every planned step of a right is taken."),
        ("payments-worker", "Every open dossier is decided each month."),
        ("payments-files", "The files of a run are written, whole."),
        ("retention-sweep", "What is past its term is destroyed that day."),
        ("outbox-stream", "What a change asks for is sent at once."),
        ("outbox-sweep", "What was not sent at once is sent within minutes."),
    )
)
HEARTBEATS = (
    Promise(
        name="outbox-sweep-heartbeat",
        promise="The sweep of the outbox runs every minute.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=_function("outbox-sweep", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=5 * MINUTE,
        periods=2,
    ),
    Promise(
        name="retention-sweep-heartbeat",
        promise="The retention sweep runs every day.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=_function("retention-sweep", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=DAY,
    ),
)
RETENTION = (
    Promise(
        name="overdue-retention",
        promise="Nothing is kept past its term.",
        act="See which table's due partition still has rows; a hold that ended or a refused condition explains it.",
        measure=_ours(Metric.OVERDUE, "retention-sweep", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="destruction-ceiling",
        promise="A mistake in a date or a rule cannot destroy a population unseen.",
        act="Stop the schedule of the retention sweep; two people compare the certificates with the rules.",
        measure=_ours(Metric.DESTROYED_PAST_TERM, "retention-sweep"),
        threshold=5000,
        seconds=HOUR,
    ),
)
FLOW = (
    Promise(
        name="outbox-age",
        promise="What must happen next never waits in the outbox longer than five minutes.",
        act="Look at the errors of both publishers; rows are deleted only after sending, so nothing is lost.",
        # The sweep sends only what is older than that: doing so again and again means that the stream does not publish.
        measure=_ours(Metric.OUTBOX_SENT, "outbox-sweep"),
        periods=3,
    ),
    Promise(
        name="outbox-broken",
        promise="Every row of the outbox is an event that somebody understands.",
        act="The row stays where it is; compare its kind with the release that wrote it.",
        measure=_ours(Metric.MESSAGE_FAILED, "outbox-sweep"),
    ),
    Promise(
        name="outbox-stream-lag",
        promise="The publisher keeps up with the changes.",
        act="A failing batch holds its shard: look at the errors of outbox-stream. The sweep sends meanwhile.",
        measure=_function("outbox-stream", "IteratorAge", Statistic.MAXIMUM),
        threshold=5 * MINUTE * 1000,
    ),
    Promise(
        name="submission-rejected",
        promise="A form that cannot become a file is looked at by a person.",
        act="The submission's state names the reason; a case worker decides and tells the family.",
        measure=_ours(Metric.SUBMISSION_REJECTED, "intake-queue"),
    ),
    Promise(
        name="quarantine",
        promise="A notification that cannot be read is neither lost nor applied.",
        act="List the quarantine by cause; correct with the sender, then replay.",
        measure=_ours(Metric.NOTIFICATION_QUARANTINED, "government-queue"),
    ),
)
RUN = (
    Promise(
        name="run-failed",
        promise="The monthly run reaches its files.",
        act="Read the failed step's class and error id; start the run again: every step repeats without effect.",
        measure=_run("ExecutionsFailed"),
    ),
    Promise(
        name="run-timed-out",
        promise="The monthly run ends within six hours.",
        act="Look for a shard that repeats; start the run again: what is decided stays decided.",
        measure=_run("ExecutionsTimedOut"),
    ),
    Promise(
        name="undecided-dossiers",
        promise="A family whose right cannot be decided is known the same day.",
        act="The run's report names what is missing; ask the source, never guess.",
        measure=_ours(Metric.DOSSIER_UNDECIDED, "payments-worker"),
        threshold=100,
        seconds=HOUR,
    ),
)
STORAGE = (
    *(
        Promise(
            name=f"{table}-{kind.lower()}-throttled",
            promise="The store takes what the fund writes and reads.",
            act="On-demand capacity doubles by itself; find the hot partition if it lasts.",
            measure=_table(table, f"{kind}ThrottleEvents"),
            threshold=10,
        )
        for table, kind in (("subjects", "Read"), ("ledger", "Write"))
    ),
    Promise(
        name="functions-throttled",
        promise="No function is refused for want of concurrency.",
        act="Raise the account's concurrency or lower the maximum of the queue that takes it.",
        measure=Measure(namespace="AWS/Lambda", name="Throttles"),
        threshold=10,
    ),
)
DOOR = (
    Promise(
        name="door-faults",
        promise="A visitor is never told that the fault is ours without somebody knowing.",
        act="The route stands in the access log, the error id in the function's log.",
        measure=_door("5XXError"),
        threshold=5,
    ),
    Promise(
        name="door-slow",
        promise="Nineteen of twenty answers come within three seconds.",
        act="Compare cold starts and table latency; raise memory where starts dominate.",
        measure=_door("Latency", Statistic.SLOWEST),
        threshold=3000,
        periods=3,
    ),
    Promise(
        name="firewall-blocks",
        promise="An attack is seen, and does not lock families out unseen.",
        act="See which rule blocks (its metrics; it keeps no addresses). Mend what blocks families.",
        measure=Measure(
            namespace="AWS/WAFV2",
            name="BlockedRequests",
            dimensions=(("WebACL", "kroost-door"), ("Region", "{region}"), ("Rule", "ALL")),
        ),
        threshold=1000,
    ),
    *(
        Promise(
            name=f"{name}-refused-by-us",
            promise=promise,
            act="Find the error id in the function's log; its class names the cause. Nothing was accepted: nothing is lost.",
            measure=_route(method, path, "5XXError"),
        )
        for name, method, path, promise in (
            (
                "family-form",
                "POST",
                "/api/forms/families",
                "A family that sends its form is never sent away by a fault.",
            ),
            ("consent", "POST", "/api/consents", "A choice about cookies is recorded when it is made."),
            (
                "staff",
                "ANY",
                "/api/staff/{proxy+}",
                "A case worker who handles somebody's right is not held up by it.",
            ),
        )
    ),
)
KEYS = (
    Promise(
        name="key-deletion",
        promise="No key of a domain disappears by mistake: without it the data of everybody is gone.",
        act="Cancel the deletion at once (there are at least seven days), then find out who asked for it.",
        measure=_rule("key-deletion"),
        seconds=MINUTE,
    ),
    Promise(
        name="key-policy-change",
        promise="Nobody widens who may open a domain without being seen.",
        act="Compare the key's policy with the template; a change that no deployment made is a breach case.",
        measure=_rule("key-policy-change"),
        seconds=MINUTE,
    ),
)
GROUPS: dict[str, tuple[Promise, ...]] = {
    "Dead letters": DEAD_LETTERS,
    "Waiting": WAITING,
    "Failing steps": ERRORS,
    "Heartbeats": HEARTBEATS,
    "Retention": RETENTION,
    "Flow": FLOW,
    "Monthly run": RUN,
    "Storage": STORAGE,
    "Door": DOOR,
    "Keys": KEYS,
}
PROMISES = tuple(promise for group in GROUPS.values() for promise in group)
CUSTOM_METRICS = tuple(sorted({promise.measure.name for promise in PROMISES if promise.measure.namespace == NAMESPACE}))
