"""The words of the law for people: every code with its text in Dutch, French, German and English, from one file."""

import json
from functools import cache
from pathlib import Path
from typing import Literal, cast

from functions.units.cents import format_euro

type Language = Literal["nl", "fr", "de", "en"]
type Group = Literal["reasons", "because", "undecided", "benefits", "sentences", "changes", "facts", "payees"]

LANGUAGES: tuple[Language, ...] = ("nl", "fr", "de", "en")
FILE = Path(__file__).parent / "words.json"


@cache
def all_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return every group, code and language of the file."""
    return cast("dict[str, dict[str, dict[str, str]]]", json.loads(FILE.read_bytes()))


def say(group: Group, code: str, language: Language, **variables: str) -> str:
    """Return the text of a code with its variables filled in (KeyError for an unknown code or a missing variable)."""
    return all_words()[group][code][language].format(**variables)


def say_fact(code: str, language: Language) -> str:
    """Name a fact that is missing; one that the file does not have by its code, which is what a case worker sees."""
    return say("facts", code, language) if code in all_words()["facts"] else code


def say_amount(cents: int, language: Language) -> str:
    """Write cents as people of the language do: `163,20`, in English `163.20`."""
    written = format_euro(cents)
    return written if language == "en" else written.replace(".", ",")


def say_month(month: str) -> str:
    """Write `2024-07` as `07/2024`, the same in every language."""
    year, number = month.split("-")
    return f"{number}/{year}"


def say_day(day: str) -> str:
    """Write `2024-08-08` as `08/08/2024`, the same in every language."""
    year, month, number = day.split("-")
    return f"{number}/{month}/{year}"
