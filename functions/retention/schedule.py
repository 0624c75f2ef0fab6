"""Entry point of the function `retention-sweep`: wakes once a day."""

from functions.composition import system
from functions.retention.sweep_due import FUNCTION, Sweep, sweep_due
from functions.retention.sweep_files import sweep_files
from functions.retention.sweep_packages import sweep_packages
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
    # First the files, so that their evidence stands in the certificate of the same day.
    gone, left = sweep_files(sweep, rooms.objects("payment-files"))
    packages, stuck = sweep_packages(sweep, rooms.objects("packages"))
    gone, left = gone + packages, left + stuck
    swept = sweep_due(sweep)
    metrics = {Metric.DESTROYED_PAST_TERM: swept.destroyed + gone, Metric.OVERDUE: swept.overdue + left}
    count(FUNCTION, metrics, rooms.system_clock.real_now())
    return {
        "destroyed": swept.destroyed + gone,
        "overdue": swept.overdue + left,
        "certificates": swept.certificates,
    }


def _told(error: Exception) -> None:
    report(FUNCTION, error)
