"""One text in the four languages of the product: Dutch, French, German, English. Used at build time."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import StringConstraints

from functions.register.entry import Entry

type Language = Literal["nl", "fr", "de", "en"]
type Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

LANGUAGES: tuple[Language, ...] = ("nl", "fr", "de", "en")


class Words(Entry):
    """The same text four times; none may be missing."""

    nl: Text
    fr: Text
    de: Text
    en: Text

    def in_language(self, language: Language) -> str:
        """Return the text in one language."""
        text: str = getattr(self, language)
        return text

    def all(self) -> Iterator[tuple[Language, str]]:
        """Yield every language with its text."""
        for language in LANGUAGES:
            yield language, self.in_language(language)
