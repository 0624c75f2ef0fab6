"""Turn a text into the characters that every SEPA bank takes (rule S-01), once, with one committed table.

The set is `a-z A-Z 0-9 / - ? : ( ) . , ' +` and space (EPC guidelines for customer-to-bank messages, chapter 1.4).
A letter outside the table, such as Cyrillic or Arabic, refuses the text: a guessed spelling would fail the payee-name
check of the bank, so the family is asked for the Latin name.
"""

import re
import unicodedata

NAME_LENGTH = 70
TEXT_LENGTH = 140
_ALLOWED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")
_SPACES = re.compile(r" {2,}")

# What NFKD does not take apart. Everything else is a base letter with marks, and the marks are dropped.
_TABLE = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "Æ": "AE",
        "æ": "ae",
        "Ø": "O",
        "ø": "o",
        "Œ": "OE",
        "œ": "oe",
        "Ł": "L",
        "ł": "l",
        "Đ": "D",
        "đ": "d",
        "\u0131": "i",  # latin small letter dotless i
        "&": "+",
        "\u2019": "'",  # right single quotation mark
        "\u2018": "'",  # left single quotation mark
        "\u02bc": "'",  # modifier letter apostrophe
        "\u00b4": "'",  # acute accent
        "`": "'",
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # non-breaking hyphen
        "\u2013": "-",  # en dash
        "\u2212": "-",  # minus sign
    }
)


class UnsendableTextError(ValueError):
    """A text cannot be written in the SEPA character set; the message never repeats it."""


def is_sepa_text(text: str) -> bool:
    """Return whether a text holds only characters of the set, and no space at either end (S-01, S-02)."""
    return _ALLOWED.fullmatch(text) is not None and text[0] != " " and text[-1] != " "


def to_sepa_text(text: str) -> str:
    """Convert a text with the table; UnsendableTextError for a letter outside it, a control character or nothing."""
    replaced = text.translate(_TABLE)
    decomposed = unicodedata.normalize("NFKD", replaced)
    # The table runs again: NFKD makes some of its characters out of others (a small capital, a fraction slash).
    bare = "".join(character for character in decomposed if not unicodedata.combining(character)).translate(_TABLE)
    tidy = _SPACES.sub(" ", bare).strip(" ")
    if not is_sepa_text(tidy):
        msg = "the text holds a character outside the SEPA set"
        raise UnsendableTextError(msg)
    return tidy


def to_sepa_name(name: str) -> str:
    """Convert a payee's name and keep at most 70 characters of it, ending at a whole word where there is one (S-02)."""
    sent = to_sepa_text(name)
    if len(sent) <= NAME_LENGTH:
        return sent
    cut = sent[: NAME_LENGTH + 1].rfind(" ")
    return sent[: cut if cut > 0 else NAME_LENGTH].rstrip(" ")
