"""First step of the monthly run: claim the month and list the shards that are still to do. Ids only."""

from functions.benefits.parameters import current_parameters
from functions.composition import system
from functions.payments.claim_run import claim_run, month_that_ended, read_month, read_region
from functions.payments.list_shards import list_shards
from functions.payments.store import RunStore
from functions.runtime.entry import Event, guarded

FUNCTION = "payments-start"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Take `{"region", "month"?}`, give `{"run", "shards"}`; without a month the one that just ended is paid."""
    del context
    parts = system()
    store = RunStore(parts.database, parts.gates)
    region, told = read_region(str(event.get("region"))), event.get("month")
    month = month_that_ended(parts.clock) if told is None else read_month(str(told))
    run = claim_run(store, parts.clock, current_parameters(), region, month)
    return {"run": run.run, "shards": list_shards(store, run)}
