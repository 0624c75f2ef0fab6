"""Entry point of the function `rights-daily`: wakes once a day, watches the clocks of open cases."""

from functions.composition import system
from functions.rights.watch_clock import watch_clock
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count

FUNCTION = "rights-daily"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Watch, count what was seen (0 too), and return the counts."""
    del event, context
    rooms = system()
    watched = watch_clock(rooms.database, rooms.gates, rooms.clock, rooms.system_clock)
    metrics = {Metric.RIGHTS_ALARM: sum(watched.alarms.values()), Metric.RIGHTS_LATE: watched.late}
    count(FUNCTION, metrics, rooms.system_clock.real_now())
    return {
        "open": watched.open_cases,
        "late": watched.late,
        "woken": watched.woken,
        **{f"alarm_{step}": number for step, number in sorted(watched.alarms.items())},
    }
