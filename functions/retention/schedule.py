"""Entry point of the function `retention-sweep`: wakes once a day."""

from functions.composition import system
from functions.retention.sweep_due import FUNCTION, Sweep, sweep_due
from functions.runtime.entry import Event, guarded, report
from functions.runtime.metrics import Metric, count
from functions.vault.gate import Gates


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Sweep, count what happened (0 too: an alarm stands on what is overdue), and return the counts."""
    del event, context
    rooms = system()
    gates = Gates(rooms.database, rooms.system_clock)
    sweep = Sweep(rooms.vault, rooms.database, gates, rooms.objects("journal"), _told)
    swept = sweep_due(sweep)
    metrics = {Metric.DESTROYED_PAST_TERM: swept.destroyed, Metric.OVERDUE: swept.overdue}
    count(FUNCTION, metrics, rooms.system_clock.real_now())
    return {"destroyed": swept.destroyed, "overdue": swept.overdue, "certificates": swept.certificates}


def _told(error: Exception) -> None:
    report(FUNCTION, error)
