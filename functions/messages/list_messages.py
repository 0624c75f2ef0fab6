"""A person's messages, for the portal: what each said, when, by which ways, and what became of it."""

from dataclasses import dataclass

from functions.messages.language_law import kept_language
from functions.messages.message import Letter, Message, State, steps_of
from functions.messages.message_texts import text_of
from functions.runtime.database import Table
from functions.vault.request import Request


@dataclass(frozen=True, slots=True)
class ListedMessage:
    """One message as its receiver sees it, in the language of their own; `text` is the letter where there is one."""

    message: str
    wanted_at: str
    title: str
    text: str
    law_text: str | None
    code: str
    state: State
    steps: tuple[str, ...]


def list_messages(request: Request, person: str) -> list[ListedMessage]:
    """Return a person's messages, newest first. The purpose of the request must list *contact* and *financial*."""
    rows = request.query(Table.MESSAGES, person)
    opened = [
        *request.open([row for row in rows if not row.clear.get("letter")], Message),
        *request.open([row for row in rows if row.clear.get("letter")], Letter),
    ]
    listed = []
    for stored in opened:
        record, words = stored.record, text_of(stored.record.kind)
        own = kept_language(record.language, record.own_language).own
        law = record.text if isinstance(record, Letter) else None
        text = (record.own_text or record.text) if isinstance(record, Letter) else words.body.say(own)
        listed.append(
            ListedMessage(
                message=stored.place.sk,
                wanted_at=record.wanted_at,
                title=words.title.say(own),
                text=text,
                law_text=law if law != text else None,
                code=record.code,
                state=State(str(stored.clear["state"])),
                steps=tuple(steps_of(dict(stored.clear))),
            )
        )
    return sorted(listed, key=lambda one: (one.wanted_at, one.message), reverse=True)
