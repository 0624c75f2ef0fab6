"""Entry point of the function `messages-outside`: events that somebody without a file is told of, by ids."""

from functions.composition import system
from functions.messages.carriers import PARAMETER, carriers_of, read_post
from functions.messages.office import FUNCTIONS, Office
from functions.messages.store import MessageStore
from functions.messages.take_message import take_message
from functions.runtime.batch import batch_handler
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import read_message

FUNCTION = FUNCTIONS["outside"]


def _take(body: str) -> None:
    rooms = system()
    post = read_post(rooms.operator_parameters.get(f"{rooms.settings.parameters}/{PARAMETER}"))
    store = MessageStore(rooms.database, rooms.gates, rooms.clock, rooms.system_clock)
    office = Office("outside", rooms.vault, store, carriers_of(post, rooms.mail(post.sender)), post.door)
    told = take_message(office, read_message(body))
    count(FUNCTION, {Metric.PERSON_TOLD: told, Metric.NOBODY_TOLD: int(told == 0)}, rooms.system_clock.real_now())


handler = batch_handler(FUNCTION, _take)
