"""First step of the monthly run: claim the month and list the shards that are still to do. Ids only.

Every day it also looks at the calendar of the law, long before a run would have to stop: that is the same knowledge,
which amounts this code has, and needs no right of its own.
"""

from functions.benefits.expected_changes import changes_within
from functions.benefits.household import REGIONS
from functions.benefits.parameters import current_parameters
from functions.composition import System, system
from functions.payments.claim_run import claim_run, month_that_ended, read_month, read_region
from functions.payments.list_shards import list_shards
from functions.payments.run_limits import CHANGES_AHEAD
from functions.payments.store import RunStore
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count
from functions.units.clock import civil_date

FUNCTION = "payments-start"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, object]:
    """Take `{"region", "month"?}`, give `{"run", "shards"}`; without a month the one that just ended is paid.

    Take `{"look_at": "calendar"}`, give the amount files whose next value is late or expected within thirty days.
    """
    del context
    parts = system()
    if event.get("look_at") == "calendar":
        return {"expected": _look_at_calendar(parts)}
    store = RunStore(parts.database, parts.gates)
    region, told = read_region(str(event.get("region"))), event.get("month")
    month = month_that_ended(parts.clock) if told is None else read_month(str(told))
    run = claim_run(store, parts.clock, current_parameters(), region, month)
    return {"run": run.run, "shards": list_shards(store, run)}


def _look_at_calendar(parts: System) -> list[str]:
    """Count the changes that are near or late (0 too: an alarm stands on it), and name their files."""
    day = civil_date(parts.clock.instant())
    found = changes_within(current_parameters(), REGIONS, day, CHANGES_AHEAD)
    count(FUNCTION, {Metric.CHANGE_EXPECTED: len(found)}, parts.system_clock.real_now())
    return [one.file for one in found]
