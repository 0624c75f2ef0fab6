"""Money in whole euro cents: a thin int type, its text forms, and nothing that rounds.

Division and rounding belong to named functions of the law that cite their article.
"""

import re
from typing import NewType

Cents = NewType("Cents", int)

_PATTERN = re.compile(r"(\d{1,9})\.(\d{2})")


def parse_euro(text: str) -> Cents:
    """Read a non-negative amount written `123.45` (EUR, exactly two decimals); ValueError otherwise."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        msg = "an amount is written with two decimals, as 123.45"
        raise ValueError(msg)
    return Cents(int(match[1]) * 100 + int(match[2]))


def format_euro(cents: int) -> str:
    """Write cents as `123.45`; a minus sign stands in front of a negative amount."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros}.{rest:02d}"
