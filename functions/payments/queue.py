"""Entry point of the function `payments-answers`: references to what a bank left in its bucket, one a message."""

from functions.composition import System, system
from functions.payments.apply_answer import FUNCTION, AnswerDesk, Report, apply_answer, regions_of
from functions.payments.fund_accounts import PARAMETER, read_fund_account
from functions.payments.run_limits import ANSWER_BYTES
from functions.payments.store import RunStore
from functions.runtime.batch import batch_handler
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.runtime.read_references import NotAReferenceError, read_references

BANK_IN = "bank-in"
REGIONS = ("brussels", "flanders", "wallonia")


def _take(body: str) -> None:
    parts = system()
    try:
        references = read_references(body, parts.settings.bucket(BANK_IN))
    except NotAReferenceError:
        # Content in a queue would end in a dead letter: the message goes, and only the fact that it came is kept.
        log(LogLine(event=LogEvent.BATCH, function=FUNCTION, problem="message_with_content"))
        count(FUNCTION, {Metric.MESSAGE_WITH_CONTENT: 1}, parts.system_clock.real_now())
        return
    bank = parts.objects("bank-in")
    for reference in references:
        if reference.size > ANSWER_BYTES:
            # It is not read: it stays where it is, for a person, until the bucket's own term ends.
            _measure(parts, Report(aside=1))
            continue
        content = bank.read(reference.key, reference.etag)
        if content is None:
            continue  # taken by an earlier try, or overwritten: then another message names it
        desk = AnswerDesk(parts.vault, RunStore(parts.database, parts.gates), _accounts(parts))
        report = apply_answer(desk, content)
        bank.delete(reference.key, reference.etag)
        _measure(parts, report)


def _accounts(parts: System) -> dict[str, str]:
    text = parts.operator_parameters.get(f"{parts.settings.parameters}/{PARAMETER}")
    return regions_of({region: read_fund_account(text, region).iban for region in REGIONS})


def _measure(parts: System, report: Report) -> None:
    counts = {
        Metric.PAYMENT_REOPENED: report.reopened,
        Metric.ANSWER_ASIDE: report.aside,
        Metric.FILE_REFUSED: report.files_refused,
        Metric.PAYMENT_FOR_PERSON: report.to_person,
    }
    count(FUNCTION, counts, parts.system_clock.real_now())


handler = batch_handler(FUNCTION, _take)
