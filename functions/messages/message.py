"""A message as it rests: row `msg_...` of the person (or form, or case) that it goes to, in the table `messages`.

What it is about is sealed under the receiver's own keys. Clear beside it stand neutral states, instants and counts, so
that what waits is found and moved without opening anything. No address is kept: it is read anew at each attempt.
"""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from functions.dossier.person import Language
from functions.register.category import Category
from functions.register.held import Held, HeldRecord
from functions.register.message_kind import MessageKind
from functions.runtime.database import Table, Value
from functions.vault.ids import id_from
from functions.vault.place import Place

TEMPLATE_VERSION = 1
"""Counted up when a text changes so much that who had the old one must get the new one."""


class State(StrEnum):
    """Where a message stands; the values stand in rows: only add.

    `sending`: claimed for a provider, and not known to be taken. `failed`: this way did not reach the person, the next
    is tried. `unreachable`: no way is left, somebody of the fund must act.
    """

    WANTED = "wanted"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


MOVING = frozenset({State.WANTED, State.FAILED})
"""From these a message is handed to a provider."""


class Message(HeldRecord, category=Category.CONTACT):
    """What somebody is told: the kind, the ids that it is about, and the languages.

    `language` is the one that the law asks for, `own_language` the one that the person chose; they differ where the law
    leaves no choice, and then both are written. `code`: by which the person can check that the fund sent it.
    """

    kind: Annotated[MessageKind, Held()]
    about: Annotated[tuple[str, ...], Held()]
    language: Annotated[Language, Held()]
    own_language: Annotated[Language, Held()]
    wanted_at: Annotated[str, Held()]
    code: Annotated[str, Held()]


class Letter(Message, category=Category.CONTACT):
    """A message with a text of its own: a decision, as it was on the day it was written.

    `text` and `html` are in the language of the law; `own_text` is the same in the person's own, for My file.
    """

    text: Annotated[str, Held(Category.FINANCIAL)]
    html: Annotated[str, Held(Category.FINANCIAL)]
    own_text: Annotated[str | None, Held(Category.FINANCIAL)] = None


def message_id(event: str, person: str) -> str:
    """Return the id that event, version of the texts and receiver determine: the same event makes no second message."""
    return id_from("msg", sha256(f"kroost/message|{event}|{TEMPLATE_VERSION}|{person}".encode("ascii")).digest())


def message_place(home: str, message: str) -> Place:
    """Return the place of a message; `home` is the person, form or case that it goes to."""
    return Place(Table.MESSAGES, home, message)


def code_place(code: str) -> Place:
    """Return the place by which a code is checked."""
    return Place(Table.MESSAGES, f"code#{code}", "code")


def steps_of(clear: dict[str, Value]) -> list[str]:
    """Return what happened to a message so far, oldest first: `<instant> <channel> <what>`."""
    steps = clear.get("steps", ())
    return [str(step) for step in steps] if isinstance(steps, list | tuple) else []
