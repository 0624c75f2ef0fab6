"""Second step of the monthly run, once per shard: decide every open dossier of the shard. Ids and counts only.

Asked with `"report": true`, by an operator and never by the state machine, it answers what the shard could not decide.
"""

from functions.benefits.parameters import current_parameters
from functions.composition import system
from functions.payments.decide_page import FUNCTION
from functions.payments.decide_shard import decide_shard
from functions.payments.report_families import report_families
from functions.payments.store import RunStore
from functions.runtime.entry import Event, guarded
from functions.runtime.log import LogEvent, LogLine, log
from functions.runtime.metrics import Metric, count
from functions.vault.keyring import Secret


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Take `{"run", "shard"}`, give how many families were decided and how many are not paid."""
    del context
    parts = system()
    store = RunStore(parts.database, parts.gates)
    run, shard = str(event["run"]), str(event["shard"])
    if event.get("report") is True:
        return {"families": [one.told() for one in report_families(parts.vault, store, run, shard)]}
    secret = parts.keyring.secret(Secret.PAYMENT_IDS)
    done = decide_shard(parts.vault, store, current_parameters(), secret, run, shard)
    counts = {
        Metric.DOSSIER_PAID: done.counters["payments"],
        Metric.DOSSIER_UNDECIDED: done.counters["undecided"],
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
