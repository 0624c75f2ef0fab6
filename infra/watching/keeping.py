"""Promises about terms, the monthly run, and what must run every day."""

from functions.runtime.metrics import Metric
from infra.watching.measures import of_function, of_ours, of_queue, of_run
from infra.watching.promise import DAY, HOUR, MINUTE, Missing, Promise, Statistic

HEARTBEATS = (
    Promise(
        name="outbox-sweep-heartbeat",
        promise="The sweep of the outbox runs every minute.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=of_function("outbox-sweep", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=5 * MINUTE,
        periods=2,
    ),
    Promise(
        name="retention-sweep-heartbeat",
        promise="The retention sweep runs every day.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=of_function("retention-sweep", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=DAY,
    ),
    Promise(
        name="messages-schedule-heartbeat",
        promise="Every quarter of an hour somebody looks for late forms and for messages that wait too long.",
        act="Is the schedule enabled, and may its role invoke the function? Late forms are told to nobody meanwhile.",
        measure=of_function("messages-schedule", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=HOUR,
    ),
)

ARRIVALS = (
    Promise(
        name="delivery-watch-heartbeat",
        promise="Somebody looks every morning whether all deliveries are there.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=of_function("government-watch", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=DAY,
    ),
    Promise(
        name="delivery-overdue",
        promise="A delivery that the calendar expects is asked for before the payment cut-off, not after.",
        act="`kroost drops status` names the flow; ask its sender. The days stand in government/data/calendar.json.",
        measure=of_ours(Metric.DELIVERY_OVERDUE, "government-watch", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="sequence-gap-stands",
        promise="A number that is missing is not forgotten: the alarm comes again every morning until it is there.",
        act="`kroost drops status` names the numbers; ask the sender for them before the run starts.",
        measure=of_ours(Metric.SEQUENCE_MISSING, "government-watch", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="fund-unanswered",
        promise="A family that changes funds does not wait for a fund that does not answer.",
        act="Open the question on the list `fund_question#open`, call the fund, and settle from which month we pay.",
        measure=of_ours(Metric.FUND_UNANSWERED, "government-watch", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="delivery-held",
        promise="A delivery of which too much is wrong is decided on by a person, within its three days.",
        act="Open the case for its cause, settle it with the sender, then release or destroy it.",
        measure=of_ours(Metric.DELIVERY_HELD, "government-queue"),
    ),
)

LEDGER = (
    Promise(
        name="ledger-checkpoint-heartbeat",
        promise="Every hour a checkpoint of the ledger is signed and locked.",
        act="Is the schedule enabled, and may its role invoke the function? Its log has the error id.",
        measure=of_function("ledger-checkpoint", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=2 * HOUR,
    ),
    Promise(
        name="ledger-altered",
        promise="No entry of the ledger is ever overwritten, and none goes before its term.",
        act="A breach case. The newest `findings/` of the bucket ledger-segments names the entries; see who wrote.",
        measure=of_ours(Metric.LEDGER_ALTERED, "ledger-segments"),
        seconds=MINUTE,
    ),
    Promise(
        name="ledger-broken",
        promise="What stood in the ledger yesterday is the beginning of what stands there today.",
        act="A breach case. `findings/` names the entries; hold the chain against its checkpoint (verify-ledger).",
        measure=of_ours(Metric.LEDGER_BROKEN, "ledger-checkpoint", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="ledger-waiting",
        promise="No entry of the ledger is missing between two that a checkpoint knows.",
        act="The stream's function failed on a batch: its log has the error id; the batch repeats for a day.",
        measure=of_ours(Metric.LEDGER_WAITING, "ledger-checkpoint", Statistic.MAXIMUM),
        seconds=HOUR,
        periods=3,
    ),
    Promise(
        name="ledger-segments-dead-age",
        promise="No batch of the ledger's stream is given up.",
        act="The letter names shard and numbers: mend the function, then verify the chains (verify-ledger).",
        measure=of_queue("ledger-segments-dead", "ApproximateAgeOfOldestMessage"),
        threshold=HOUR,
        seconds=MINUTE,
    ),
    Promise(
        name="ledger-segments-lag",
        promise="What happens to the ledger is seen within five minutes.",
        act="A failing batch holds its shard: look at the errors of ledger-segments.",
        measure=of_function("ledger-segments", "IteratorAge", Statistic.MAXIMUM),
        threshold=5 * MINUTE * 1000,
    ),
)

RIGHTS = (
    Promise(
        name="rights-daily-heartbeat",
        promise="Somebody looks every day at the clocks of open requests.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=of_function("rights-daily", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=DAY,
    ),
    Promise(
        name="rights-clock",
        promise="Half, four fifths and nineteen twentieths of the month of an answer do not pass unseen.",
        act="`kroost rights list` names the cases by the day on which they are due; each alarm is given once.",
        measure=of_ours(Metric.RIGHTS_ALARM, "rights-daily", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="rights-late",
        promise="No request is answered after its term (GDPR art. 12(3)).",
        act="`kroost rights list` shows the late cases first. Answer today, tell the privacy officer.",
        measure=of_ours(Metric.RIGHTS_LATE, "rights-daily", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
)

RETENTION = (
    Promise(
        name="overdue-retention",
        promise="Nothing is kept past its term.",
        act="See which table's due partition still has rows; a hold that ended or a refused condition explains it.",
        measure=of_ours(Metric.OVERDUE, "retention-sweep", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="destruction-ceiling",
        promise="A mistake in a date or a rule cannot destroy a population unseen.",
        act="Stop the schedule of the retention sweep; two people compare the certificates with the rules.",
        measure=of_ours(Metric.DESTROYED_PAST_TERM, "retention-sweep"),
        threshold=5000,
        seconds=HOUR,
    ),
)

BOOK = (
    Promise(
        name="payments-daily-heartbeat",
        promise="The account book is proved every day.",
        act="Is the schedule enabled, and may its role invoke the function?",
        measure=of_function("payments-daily", "Invocations"),
        below=True,
        missing=Missing.BAD,
        seconds=DAY,
    ),
    Promise(
        name="book-differs",
        promise="Every euro is accounted for: entitlement = paid + due - recovered, and no entry is ever changed.",
        act="`kroost book prove` names the sums that differ. Release nothing of that region until two people know why.",
        measure=of_ours(Metric.BOOK_DIFFERS, "payments-daily", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="debt-late",
        promise="A draft is shown, a reply is answered and a plan is looked at before its day has passed.",
        act="`kroost debts list` names the cases by their days. Answer families first.",
        measure=of_ours(Metric.DEBT_LATE, "payments-daily", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="bank-is-silent",
        promise="The bank's debit of a file is seen within three settlement days of its day.",
        act="`kroost run files` names the files; ask the bank. Nothing is sent again by hand.",
        measure=of_ours(Metric.FILE_SILENT, "payments-daily", Statistic.MAXIMUM),
        seconds=HOUR,
    ),
    Promise(
        name="file-refused",
        promise="A file that the bank refuses as a whole is known at once; what it should have paid stays owed.",
        act="The case on the list `answers#open` holds the reason. Agree with the bank before anything is made again.",
        measure=of_ours(Metric.FILE_REFUSED, "payments-answers"),
    ),
    Promise(
        name="answers-aside",
        promise="What the bank says and nobody understands is looked at by a person.",
        act="The cases of the list `answers#open` hold the lines, sealed; the book holds the amounts as unexplained.",
        measure=of_ours(Metric.ANSWER_ASIDE, "payments-answers"),
    ),
    Promise(
        name="payments-for-person",
        promise="A payment that came back for a reason that a letter cannot mend is looked at by a case worker.",
        act="The account is held. Death, seizure, a regulator or no reason: decide who may be paid; write to nobody.",
        measure=of_ours(Metric.PAYMENT_FOR_PERSON, "payments-answers"),
    ),
)

RUN = (
    Promise(
        name="run-failed",
        promise="The monthly run reaches its files.",
        act="Read the failed step's class and error id; start the run again: every step repeats without effect.",
        measure=of_run("ExecutionsFailed"),
    ),
    Promise(
        name="run-timed-out",
        promise="The monthly run ends within six hours.",
        act="Look for a shard that repeats; start the run again: what is decided stays decided.",
        measure=of_run("ExecutionsTimedOut"),
    ),
    Promise(
        name="stale-amounts",
        promise="A month that rests on an amount nobody confirmed pays nobody, and somebody knows at once.",
        act="`kroost run status` names the amounts; check each against its source, date it, and start the run again.",
        measure=of_ours(Metric.RUN_STOPPED, "payments-files"),
        seconds=HOUR,
    ),
    Promise(
        name="changes-expected",
        promise="Thirty days before an amount of the law is expected to change, somebody looks for its next value.",
        act="`kroost amounts` lists the files and months; find the official text, then docs/how-to/add-an-amount.md.",
        measure=of_ours(Metric.CHANGE_EXPECTED, "payments-start", Statistic.MAXIMUM),
        seconds=DAY,
        missing=Missing.BAD,
    ),
    Promise(
        name="families-not-paid",
        promise="A family whose calculation fails stops alone, and is known the same day.",
        act="`kroost run status` names the families and the cause of each; mend it and start the run again.",
        measure=of_ours(Metric.DOSSIER_NOT_PAID, "payments-worker"),
        seconds=HOUR,
    ),
    Promise(
        name="undecided-dossiers",
        promise="A family whose right cannot be decided is known the same day.",
        act="The run's report names what is missing; ask the source, never guess.",
        measure=of_ours(Metric.DOSSIER_UNDECIDED, "payments-worker"),
        threshold=100,
        seconds=HOUR,
    ),
)
