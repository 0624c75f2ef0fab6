"""Take one message of a desk's queue: an event to tell, or a message that goes on."""

from functions.messages.office import Office
from functions.messages.tell import go_on, tell
from functions.register.message_kind import MessageKind
from functions.runtime.queue_message import Message, MessageFormError
from functions.vault.outbox import EventKind

_STEPS = {"family": EventKind.MESSAGE_STEP, "outside": EventKind.OUTSIDE_MESSAGE_STEP}
_STEP_IDS = 2


def take_message(office: Office, message: Message) -> int:
    """Do what a queue message asks; return how many people it was about. MessageFormError for any other message."""
    if message.kind == _STEPS[office.desk] and len(message.ids) == _STEP_IDS:
        go_on(office, *message.ids)
        return 1
    if message.kind == EventKind.MESSAGE_WANTED and message.event and message.message in set(MessageKind):
        return tell(office, message.event, MessageKind(message.message), message.ids)
    msg = "not a message of this desk"
    raise MessageFormError(msg)
