"""In which language the fund may write to somebody: the law of the area where the person lives, then the choice.

A `LawfulLanguage` can be made here only, and a text is rendered from one only: a letter in a language that the law does
not allow cannot be written by mistake. Where the person's own language is another, both are written and the message
says so: a fallback is never silent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from functions.dossier.person import Address, Language

_TABLE = Path(__file__).with_name("data") / "language_areas.json"
_DIGITS = 4
_KEY = object()


class Why(Enum):
    """Why a language is lawful for somebody. `chosen`: theirs, and allowed; `law`: the area's; `abroad`: no area."""

    CHOSEN = "chosen"
    LAW = "law"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True, init=False)
class LawfulLanguage:
    """A language in which the law lets the fund write to this person, and the person's own beside it."""

    language: Language
    own: Language
    why: Why

    def __init__(self, key: object, language: Language, own: Language, why: Why) -> None:
        """Made by `lawful_language` and `kept_language` only; TypeError otherwise."""
        if key is not _KEY:
            msg = "a lawful language follows from where somebody lives; ask functions.messages.language_law"
            raise TypeError(msg)
        object.__setattr__(self, "language", language)
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "why", why)

    @property
    def falls_back(self) -> bool:
        """Tell whether the person chose another language than the law allows."""
        return self.language != self.own


@dataclass(frozen=True, slots=True)
class _Areas:
    languages: Mapping[str, tuple[Language, ...]]
    exceptions: Mapping[int, str]
    ranges: tuple[tuple[int, int, str], ...]

    def of(self, code: int) -> str | None:
        """Return the area of a postal code; None for a code that none has."""
        found = next((area for first, last, area in self.ranges if first <= code <= last), None)
        return self.exceptions.get(code, found)


@cache
def _areas() -> _Areas:
    table = json.loads(_TABLE.read_bytes())
    return _Areas(
        {area: tuple(entry["languages"]) for area, entry in table["areas"].items()},
        {code: area for area, codes in table["exceptions"].items() for code in codes},
        tuple((first, last, area) for first, last, area in table["ranges"]),
    )


def lawful_language(address: Address | None, wanted: Language | None, fund_language: Language) -> LawfulLanguage:
    """Return the language for somebody who lives at an address and chose a language (None: never asked).

    Without an address in Belgium no area decides: the choice counts, else `fund_language`, that of the fund's own form.
    English is nobody's language of law: it stands beside the lawful one.
    """
    area = area_of(address)
    if area is None:
        language = wanted or fund_language
        return LawfulLanguage(_KEY, language, language, Why.ABROAD)
    allowed = _areas().languages[area]
    if wanted in allowed:
        return LawfulLanguage(_KEY, wanted, wanted, Why.CHOSEN)
    first = fund_language if area == "brussels" and fund_language in allowed else allowed[0]
    return LawfulLanguage(_KEY, first, wanted or first, Why.LAW)


def kept_language(language: Language, own: Language) -> LawfulLanguage:
    """Return the language that a message was made with: what follows of it is in the same."""
    return LawfulLanguage(_KEY, language, own, Why.CHOSEN if language == own else Why.LAW)


def area_of(address: Address | None) -> str | None:
    """Return the language area of an address; None abroad, without an address, or for a code that no area has."""
    if address is None or address.country != "BE":
        return None
    code = address.postal_code or ""
    if len(code) != _DIGITS or not code.isascii() or not code.isdigit():
        return None
    return _areas().of(int(code))
