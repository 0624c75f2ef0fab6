"""A text in four languages. One that lacks a language cannot be made."""

import re
from dataclasses import dataclass

from functions.dossier.person import Language

_BEFORE_MARK = re.compile(r" ([;:?!»])")
LANGUAGES: tuple[Language, ...] = ("nl", "fr", "de", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One text, in Dutch, French, German and English; variables stand in braces and are the same in each."""

    nl: str
    fr: str
    de: str
    en: str

    def say(self, language: Language, **variables: str) -> str:
        """Return the text of a language with its variables filled in; KeyError when one is missing."""
        texts: dict[Language, str] = {"nl": self.nl, "fr": self.fr, "de": self.de, "en": self.en}
        text = texts[language].format(**variables)
        # French sets a space before double marks, and no line may break there.
        return _BEFORE_MARK.sub("\u00a0\\1", text) if language == "fr" else text
