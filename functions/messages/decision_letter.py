"""The letter of a decision: the lines come from the room that decided, the language from the law."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from functions.dossier.person import Language
from functions.messages.message_texts import text_of
from functions.messages.render_letter import Heading, LetterText, letter_of
from functions.register.message_kind import MessageKind
from functions.vault.request import Request

type Lines = Callable[[Request, Sequence[str], Language], list[str] | None]


@dataclass(frozen=True, slots=True)
class DecisionLetters:
    """Writes decision letters; `lines` tells a decision that ids name in a language, from its stored trace."""

    lines: Lines

    def letter(self, request: Request, ids: Sequence[str], to: Heading) -> LetterText | None:
        """Return the letter of what the ids name; None when nothing of it is stored."""
        told = self.lines(request, ids, to.lawful.language)
        if told is None:
            return None
        own = self.lines(request, ids, to.lawful.own) if to.lawful.falls_back else None
        return letter_of(to, text_of(MessageKind.PAYMENT_DECIDED), told, own)
