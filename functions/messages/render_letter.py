"""A letter: plain text and printable HTML of the same lines, byte for byte the same for the same input.

Its language is a `LawfulLanguage`: a text in another cannot be passed in. It takes a `ServiceText` and no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from functions.dossier.person import Language
from functions.messages.language_law import LawfulLanguage
from functions.messages.service_text import ServiceText
from functions.messages.words import Words

_LAW = Words(
    "Deze brief is in de taal die de wet voor jouw gemeente vraagt. In Mijn dossier staat hij in het Nederlands.",
    "Cette lettre est dans la langue que la loi demande pour votre commune. Mon dossier la donne en français.",
    "Dieser Brief ist in der Sprache, die das Gesetz für Ihre Gemeinde verlangt. In Meine Akte steht er auf Deutsch.",
    "This letter is in the language that the law asks for your municipality. My file has it in English.",
)
_CODE = Words(
    "Code om na te kijken of deze brief van ons is: {code}",
    "Code pour vérifier que cette lettre vient de nous : {code}",
    "Code, um zu prüfen, ob dieser Brief von uns ist: {code}",
    "Code to check that this letter is from us: {code}",
)


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter in the language of the law, and its plain text in the person's own where that differs."""

    text: str
    html: str
    own_text: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """To whom a letter goes, in which lawful language, of which day (`YYYY-MM-DD`), with which code."""

    lawful: LawfulLanguage
    name: str
    day: str
    code: str


def letter_of(
    to: Heading, text: ServiceText, lines: Sequence[str] = (), own_lines: Sequence[str] | None = None
) -> LetterText:
    """Write a letter; `lines` are reasons, amounts, appeal and terms, `own_lines` the same in the person's language."""
    lawful = to.lawful
    written = _lines(lawful.language, text, to, lines)
    own_text = None
    if lawful.falls_back:
        written.insert(1, _LAW.say(lawful.own))
        own_text = "\n".join(_lines(lawful.own, text, to, lines if own_lines is None else own_lines)) + "\n"
    title = text.title.say(lawful.language)
    return LetterText("\n".join(written) + "\n", _html(lawful.language, title, written), own_text)


def _lines(language: Language, text: ServiceText, to: Heading, lines: Sequence[str]) -> list[str]:
    year, month, day = to.day.split("-")
    head = [f"{day}/{month}/{year}", *([to.name] if to.name else [])]
    code = _CODE.say(language, code=to.code)
    return [*head, text.title.say(language), text.body.say(language), *lines, code]


def _html(language: Language, title: str, lines: Sequence[str]) -> str:
    body = "\n".join(f"<p>{escape(line)}</p>" if line != title else f"<h1>{escape(line)}</h1>" for line in lines)
    style = "body{font:11pt/1.5 serif;margin:2cm;max-width:16cm}h1{font-size:14pt}"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )
