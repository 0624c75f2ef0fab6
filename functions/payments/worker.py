"""Second step of the monthly run, once per shard: decide every open dossier of the shard. Ids and counts only.

An operator asks more of it, the state machine never: `"ask": "report"` answers what the shard could not decide,
`"ask": "prove"` adds up its payments for the account book, `"ask": "dry"` says what a month would pay in some shards,
`"ask": "traces"` gives the signed documents of one family's month, `"ask": "explain"` says it in plain words.
"""

from collections import Counter

from functions.benefits.parameters import current_parameters
from functions.composition import System, system
from functions.payments.claim_run import read_month, read_region
from functions.payments.decide_page import FUNCTION
from functions.payments.decide_shard import decide_shard
from functions.payments.dry_run import dry_run
from functions.payments.explain_month import explain_month, read_language
from functions.payments.prove_families import prove_families
from functions.payments.report_families import report_families
from functions.payments.run_terms import RunTerms
from functions.payments.store import RunStore
from functions.payments.tell_traces import tell_traces
from functions.runtime.entry import Event, guarded
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.units.clock import civil_date
from functions.vault.keyring import Secret


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Take `{"run", "shard"}`, give how many families were decided and how many are not paid."""
    del context
    parts = system()
    store = RunStore(parts.database, parts.gates)
    run, asked = str(event["run"]), event.get("ask")
    secret = parts.keyring.secret(Secret.PAYMENT_IDS)
    if asked == "dry":
        return _dry(parts, store, event, secret)
    if asked == "explain":
        month, language = read_month(str(event["month"])), read_language(str(event["language"]))
        told = explain_month(
            parts.vault, current_parameters(), run, str(event["dossier"]), month, language, _payee(event)
        )
        return {"lines": told}
    if asked == "traces":
        month = read_month(str(event["month"]))
        return {"traces": tell_traces(parts.vault, run, str(event["dossier"]), month, _payee(event))}
    shard = str(event["shard"])
    if asked == "report":
        return {"families": [one.told() for one in report_families(parts.vault, store, run, shard)]}
    if asked == "prove":
        return prove_families(parts.vault, store, run, shard).told()
    done = decide_shard(parts.vault, store, current_parameters(), secret, run, shard)
    counts = {
        Metric.DOSSIER_PAID: done.counters["payments"],
        Metric.DOSSIER_UNDECIDED: done.counters["undecided"] + done.counters["unfinished"],
        Metric.DOSSIER_NOT_PAID: done.counters["not_paid"],
    }
    count(FUNCTION, counts, parts.system_clock.real_now())
    log(
        LogLine(
            event=LogEvent.RUN, function=FUNCTION, taken=done.counters["families"], failed=done.counters["not_paid"]
        )
    )
    return {
        "run": run,
        "shard": shard,
        "state": done.state,
        "families": done.counters["families"],
        "stopped": done.counters["not_paid"],
    }


def _payee(event: Event) -> str | None:
    """Return the payee who asks, when the operator names one: then nobody else's money is told."""
    payee = event.get("payee")
    return None if payee is None else str(payee)


def _dry(parts: System, store: RunStore, event: Event, secret: bytes) -> dict[str, object]:
    """Take a region, a month and shards, give sums: `run` is the id of the dry run's own chain in the ledger."""
    region, month = read_region(str(event["region"])), read_month(str(event["month"]))
    today, shards = civil_date(parts.clock.instant()), event["shards"]
    terms = RunTerms(region, month, current_parameters(), secret, today)
    sums: Counter[str] = Counter()
    for shard in shards if isinstance(shards, list) else []:
        sums.update(dry_run(parts.vault, store, terms, str(event["run"]), str(shard)))
    return {"sums": dict(sums)}
