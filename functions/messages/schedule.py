"""Entry point of the function `messages-schedule`: late forms, and messages that wait too long. Every quarter hour."""

from functions.composition import system
from functions.messages.find_late_forms import tell_late_forms
from functions.messages.follow_up import follow_up
from functions.messages.store import MessageStore
from functions.runtime.entry import Event, guarded
from functions.runtime.metrics import Metric, count

FUNCTION = "messages-schedule"


@guarded(FUNCTION)
def handler(event: Event, context: object) -> dict[str, int]:
    """Do one round and return its counts."""
    del event, context
    rooms = system()
    now = rooms.clock.instant()
    late = tell_late_forms(rooms.database, rooms.gates, rooms.system_clock, now)
    store = MessageStore(rooms.database, rooms.gates, rooms.clock, rooms.system_clock)
    round_ = follow_up(store, now)
    counts = {
        Metric.FORM_LATE: late,
        Metric.MESSAGE_MOVED: round_.moved,
        Metric.MESSAGE_UNREACHABLE: round_.unreachable,
    }
    count(FUNCTION, counts, rooms.system_clock.real_now())
    return {"late": late, "moved": round_.moved, "unreachable": round_.unreachable}
