"""Entry point of the function `messages-events`: what the mail provider says of parcels, without any address."""

from functions.composition import system
from functions.messages.apply_event import apply_event, read_event
from functions.messages.store import MessageStore
from functions.runtime.batch import batch_handler
from functions.runtime.metrics import Metric, count

FUNCTION = "messages-events"


def _take(body: str) -> None:
    rooms = system()
    store = MessageStore(rooms.database, rooms.gates, rooms.clock, rooms.system_clock)
    moved = apply_event(store, read_event(body))
    count(FUNCTION, {Metric.MESSAGE_MOVED: int(moved)}, rooms.system_clock.real_now())


handler = batch_handler(FUNCTION, _take)
