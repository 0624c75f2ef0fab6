"""Promises about what comes in and moves on: forms, deliveries, rights, the outbox."""

from functions.register.access import function_names, places_of
from functions.runtime.metrics import Metric
from infra.watching.measures import of_function, of_ours, of_queue, of_rule
from infra.watching.promise import HOUR, MINUTE, Promise, Statistic

DEAD_LETTERS = tuple(
    Promise(
        name=f"{queue}-dead-letters",
        promise=promise,
        act="Read the cause (class and error id) in the function's log, mend it, redrive (`kroost dead-letters`).",
        measure=of_queue(f"{queue}-dead", "ApproximateNumberOfMessagesVisible"),
        seconds=MINUTE,
    )
    for queue, promise in (
        ("submissions", "A form that was accepted is handled: none is given up."),
        ("drops", "A delivery of an authority is handled: none is given up."),
        ("rights", "A step of somebody's right is taken: none is given up."),
        ("files", "A payment file that two people released leaves for the bank: none is given up."),
        ("answers", "An answer of the bank is read: none is given up."),
        ("messages", "A family is told what concerns it: no message is given up."),
        ("messages-outside", "Who sent a form or a request is told: no message is given up."),
        ("mail-events", "What the mail provider says is heard: no word of it is given up."),
        ("recalculations", "A family whose facts changed sees what they make of its months: none is given up."),
    )
)

DEAD_AGES = tuple(
    Promise(
        name=f"{queue}-dead-age",
        promise="A message that could not be handled is looked at within an hour.",
        act="`kroost dead-letters list` tells the cause of each; mend it, then `kroost dead-letters redrive`.",
        measure=of_queue(f"{queue}-dead", "ApproximateAgeOfOldestMessage"),
        threshold=HOUR,
        seconds=MINUTE,
    )
    for queue in sorted({name for function in function_names() for name in places_of(function).queues})
)

WAITING = tuple(
    Promise(
        name=f"{queue}-age",
        promise=promise,
        act="Look at the consumer's errors, throttles and concurrency; the queue keeps messages for 14 days.",
        measure=of_queue(queue, "ApproximateAgeOfOldestMessage"),
        threshold=seconds,
        seconds=MINUTE,
        periods=5,
    )
    for queue, seconds, promise in (
        ("submissions", 15 * MINUTE, "A form is handled within four hours; a quarter of an hour is late."),
        ("messages", HOUR, "A family is told the same day: an hour is late."),
        ("messages-outside", HOUR, "Who sent a form is told the same day: an hour is late."),
        ("mail-events", 4 * HOUR, "A bounce leads to another way within the day."),
        ("drops", HOUR, "A delivery has its receipt within an hour."),
        ("rights", HOUR, "A right is never waiting for a machine."),
        ("files", HOUR, "A released file leaves within the hour."),
        ("recalculations", 4 * HOUR, "What changed facts make of earlier months is told the same day."),
        ("answers", 4 * HOUR, "What the bank says is read the same day: families are told within one working day."),
    )
)

ERRORS = tuple(
    Promise(
        name=f"{function}-errors",
        promise=promise,
        act="Find the error id in the function's log; its class names the cause. The step repeats by itself.",
        measure=of_function(function, "Errors"),
    )
    for function, promise in (
        ("intake-queue", "Every form becomes a file, a prospect or an applicant."),
        ("government-queue", "Every notification is accepted, refused or in quarantine."),
        ("rights-queue", "Every planned step of a right is taken."),
        ("rights-daily", "Every day the clocks of open requests are looked at."),
        ("payments-worker", "Every open dossier is decided each month."),
        ("payments-recalculate", "What changed facts make of earlier months is worked out."),
        ("payments-files", "The files of a run are written, whole."),
        ("payments-send", "A released file leaves, and is the one that was released."),
        ("payments-answers", "What the bank says is applied once, and what does not fit is put aside."),
        ("payments-daily", "Every day the account book is proved and closed."),
        ("retention-sweep", "What is past its term is destroyed that day."),
        ("ledger-segments", "What happens to the ledger is seen at once."),
        ("ledger-checkpoint", "Every hour it is signed how far each chain of the ledger stands."),
        ("messages-queue", "Every family is told, and each event once."),
        ("messages-outside", "Everybody who sent something is told, and each event once."),
        ("messages-events", "What the mail provider says moves its message."),
        ("messages-schedule", "Late forms and silent messages are found every quarter of an hour."),
        ("outbox-stream", "What a change asks for is sent at once."),
        ("outbox-sweep", "What was not sent at once is sent within minutes."),
    )
)

FLOW = (
    Promise(
        name="outbox-age",
        promise="What must happen next never waits in the outbox longer than five minutes.",
        act="Look at the errors of both publishers; rows are deleted only after sending, so nothing is lost.",
        # The sweep sends only what is older than that: doing so again and again means that the stream does not publish.
        measure=of_ours(Metric.OUTBOX_SENT, "outbox-sweep"),
        periods=3,
    ),
    Promise(
        name="outbox-broken",
        promise="Every row of the outbox is an event that somebody understands.",
        act="The row stays where it is; compare its kind with the release that wrote it.",
        measure=of_ours(Metric.MESSAGE_FAILED, "outbox-sweep"),
    ),
    Promise(
        name="outbox-stream-lag",
        promise="The publisher keeps up with the changes.",
        act="A failing batch holds its shard: look at the errors of outbox-stream. The sweep sends meanwhile.",
        measure=of_function("outbox-stream", "IteratorAge", Statistic.MAXIMUM),
        threshold=5 * MINUTE * 1000,
    ),
    Promise(
        name="submission-rejected",
        promise="A form that cannot become a file is looked at by a person.",
        act="The submission's state names the reason; a case worker decides and tells the family.",
        measure=of_ours(Metric.SUBMISSION_REJECTED, "intake-queue"),
    ),
    Promise(
        name="form-late",
        promise="An accepted form is handled within four hours; its sender is told when it is not.",
        act="The sender has the neutral message already. Look at the dead letters and errors of intake-queue; redrive.",
        measure=of_ours(Metric.FORM_LATE, "messages-schedule", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="message-unreachable",
        promise="Everybody is reached by some way; whom no way reaches, a person of the fund reaches.",
        act="Work through the list of unreachable messages: ask for an address, call, or hand the letter over.",
        measure=of_ours(Metric.MESSAGE_UNREACHABLE, "messages-schedule", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="mail-events-refused",
        promise="What the mail provider says reaches its queue.",
        act="May the rule send to `mail-events`, and use its key? What was lost counts as silence after a day.",
        measure=of_rule("mail", "FailedInvocations"),
    ),
    Promise(
        name="nobody-told",
        promise="An event that somebody must hear of finds somebody.",
        act="The person was erased meanwhile, or a case has no contact: tell them as the case says.",
        measure=of_ours(Metric.NOBODY_TOLD, "messages-outside"),
    ),
    Promise(
        name="family-nobody-told",
        promise="An event of a family's file finds somebody to tell.",
        act="The person is restricted, or was erased meanwhile: see the file's rights cases before anything is sent.",
        measure=of_ours(Metric.NOBODY_TOLD, "messages-queue"),
    ),
    Promise(
        name="sequence-gap",
        promise="A delivery that is missing is asked for before the payment cut-off, not after.",
        act="Ask the sender for the sequence numbers that the deliveries table lacks.",
        measure=of_ours(Metric.SEQUENCE_MISSING, "government-queue", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="delivery-refused",
        promise="A delivery that we may not receive is not taken in, and its sender hears why.",
        act="Read the receipt: legal context, role or key do not fit. Settle it with the sender.",
        measure=of_ours(Metric.DELIVERY_REFUSED, "government-queue"),
    ),
    Promise(
        name="conflicting-notifications",
        promise="Two contents under one identity are never both believed.",
        act="The quarantine holds the later one; ask the sender which is right.",
        measure=of_ours(Metric.NOTIFICATION_CONFLICT, "government-queue"),
    ),
    Promise(
        name="unknown-member",
        promise="What a sender adds is not stored before somebody decided that it may be.",
        act="Compare the sender's new member with the register: give it a purpose or leave it out.",
        measure=of_ours(Metric.UNKNOWN_MEMBER, "government-queue"),
    ),
    Promise(
        name="content-in-queue",
        promise="A queue carries references, never what people or authorities sent.",
        act="Find who may write to the drop queue besides the bucket; the message is gone, nothing was applied.",
        measure=of_ours(Metric.MESSAGE_WITH_CONTENT, "government-queue"),
    ),
    Promise(
        name="quarantine",
        promise="A notification that cannot be read is neither lost nor applied.",
        act="List the quarantine by cause; correct with the sender, then replay.",
        measure=of_ours(Metric.NOTIFICATION_QUARANTINED, "government-queue"),
    ),
)
