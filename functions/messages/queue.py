"""Entry point of the function `messages-queue`: events that somebody with a file is told of, by ids."""

from collections.abc import Sequence

from functions.benefits.parameters import current_parameters
from functions.benefits.words import Language
from functions.composition import system
from functions.messages.carriers import PARAMETER, carriers_of, read_post
from functions.messages.channel import Channel
from functions.messages.decision_letter import DecisionLetters
from functions.messages.lay_letter import LetterCarrier
from functions.messages.office import FUNCTIONS, Office
from functions.messages.store import MessageStore
from functions.messages.take_message import take_message
from functions.payments.tell_decision import decision_lines
from functions.runtime.batch import batch_handler
from functions.runtime.metrics import Metric, count
from functions.runtime.queue_message import read_message
from functions.vault.request import Request

FUNCTION = FUNCTIONS["family"]


def _take(body: str) -> None:
    rooms = system()
    post = read_post(rooms.operator_parameters.get(f"{rooms.settings.parameters}/{PARAMETER}"))
    letters = rooms.objects("letters")
    carriers = {
        **carriers_of(post, rooms.mail(post.sender)),
        Channel.PAPER: LetterCarrier(letters, post.printer, registered=False),
        Channel.REGISTERED: LetterCarrier(letters, post.printer, registered=True),
    }
    store = MessageStore(rooms.database, rooms.gates, rooms.clock, rooms.system_clock)
    office = Office("family", rooms.vault, store, carriers, post.door, DecisionLetters(_lines))
    told = take_message(office, read_message(body))
    count(FUNCTION, {Metric.PERSON_TOLD: told, Metric.NOBODY_TOLD: int(told == 0)}, rooms.system_clock.real_now())


def _lines(request: Request, ids: Sequence[str], language: Language) -> list[str] | None:
    return decision_lines(request, current_parameters(), ids, language)


handler = batch_handler(FUNCTION, _take)
