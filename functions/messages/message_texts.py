"""The text of each kind of message, and what the law or our own care asks of its sending."""

from functions.messages import texts_of_files, texts_of_money, texts_of_rights
from functions.messages.service_text import ServiceText
from functions.register.message_kind import MessageKind

TEXTS: dict[MessageKind, ServiceText] = {**texts_of_files.TEXTS, **texts_of_money.TEXTS, **texts_of_rights.TEXTS}

# Sent by registered post, first and at once. Wallonia: a registered letter claiming the debt interrupts its
# prescription (decree of 8 February 2018, art. 97); Brussels and Flanders: chosen, so that nobody's date is in doubt.
REGISTERED = frozenset({MessageKind.DEBT_CLAIMED})
# Decisions that carry reasons, amounts, a way to appeal and its term.
DECISIONS = frozenset({MessageKind.PAYMENT_DECIDED})


def text_of(kind: MessageKind) -> ServiceText:
    """Return the text of a kind; KeyError for one without, which a test forbids."""
    return TEXTS[kind]
