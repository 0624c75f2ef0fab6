"""The only texts that a payment may carry to a bank (rule S-10): one neutral line per language, never a benefit's name.

A supplement for illness, a low income or a lost parent never shows on a statement of account: every family of one
region and language gets the same words and the month.
"""

import re

from functions.payments.sepa_text import TEXT_LENGTH
from functions.units.year_month import YearMonth

# Flanders calls the whole of its child benefit Groeipakket; the other names are the usual ones of each language.
_WORDS = {
    "nl": "Kinderbijslag",
    "fr": "Allocations familiales",
    "de": "Kindergeld",
    "en": "Child benefit",
}
_FLEMISH_WORD = "Groeipakket"
_CLOSED_LIST = re.compile(rf"(?:{'|'.join([*_WORDS.values(), _FLEMISH_WORD])}) (?:0[1-9]|1[0-2])/20[0-9]{{2}}")


def remittance_text(region: str, language: str, month: YearMonth) -> str:
    """Return the text for a family's language (`nl`, `fr`, `de`, `en`; KeyError otherwise) and month of entitlement."""
    word = _FLEMISH_WORD if (region, language) == ("flanders", "nl") else _WORDS[language]
    return f"{word} {month.month:02d}/{month.year:04d}"


def is_neutral_text(text: str) -> bool:
    """Return whether a text is on the closed list."""
    return len(text) <= TEXT_LENGTH and _CLOSED_LIST.fullmatch(text) is not None
