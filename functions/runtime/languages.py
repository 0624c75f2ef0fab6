"""The four languages of every text that a person reads, and the choice among them (RFC 9110, section 12.5.4)."""

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """A language of the site; Dutch is the default (contract, "Rules for every route")."""

    NL = "nl"
    FR = "fr"
    DE = "de"
    EN = "en"


DEFAULT_LANGUAGE = Language.NL


class Text(NamedTuple):
    """One text in the four languages, side by side; `{name}` marks a variable, the same in all four."""

    nl: str
    fr: str
    de: str
    en: str

    def said_in(self, language: Language, **variables: str | int) -> str:
        """Return the text in one language with its variables filled in; KeyError when one is missing."""
        said: str = getattr(self, language.value)
        return said.format(**variables) if variables else said


def language_of(text: str | None) -> Language | None:
    """Return the language that this code names, or None when it is none of the four."""
    return Language(text) if text is not None and text in Language else None


def negotiate_language(accept_language: str | None) -> Language:
    """Return the best language for an `Accept-Language` header; the default when nothing fits or it cannot be read."""
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for part in (accept_language or "").split(",")[:20]:
        tag, _, parameters = part.partition(";")
        spoken = language_of(tag.strip().partition("-")[0].lower())
        weight = _weight(parameters)
        if spoken is not None and weight > best_weight:
            best, best_weight = spoken, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0
