"""Entry point of the function `government-watch`: wakes every morning, before a run can start."""

from functions.composition import system
from functions.government.watch_deliveries import FUNCTION, watch_deliveries
from functions.government.watch_questions import watch_questions
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count
from functions.units.clock import civil_date
from functions.vault.gate import Gates


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Look once, count what is missing (0 too: alarms stand on it), and return the counts."""
    del event, context
    rooms = system()
    today, gates = civil_date(rooms.clock.instant()), Gates(rooms.database, rooms.system_clock)
    expected = watch_deliveries(rooms.database, gates, today)
    late = watch_questions(rooms.database, gates, rooms.system_clock, today)
    missing, overdue = sum(one.missing for one in expected), sum(one.overdue for one in expected)
    metrics = {
        Metric.SEQUENCE_MISSING: missing,
        Metric.DELIVERY_OVERDUE: overdue,
        Metric.FUND_UNANSWERED: late.unanswered,
    }
    count(FUNCTION, metrics, rooms.system_clock.real_now())
    return {"missing": missing, "overdue": overdue, "asked_again": late.asked_again}
