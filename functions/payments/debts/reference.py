"""The structured reference of a recovery (OGM, VCS): twelve digits, the last two a check; random, no person's number.

The id of a case follows from its reference under a key, so that a repayment finds its case and nothing else does.
"""

import hmac
import re
import secrets
from hashlib import sha256

from functions.vault.ids import id_from

_NUMBERS = 10**10
_MODULUS = 97
_PLAIN = re.compile(r"\d{12}")
# As banks print it in free text: +++123/4567/89012+++ or ***123/4567/89012***.
_PRINTED = re.compile(r"(\+\+\+|\*\*\*)\s?(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})\s?(\+\+\+|\*\*\*)")


def new_reference() -> str:
    """Return the twelve digits of a random reference."""
    return reference_of(secrets.randbelow(_NUMBERS))


def reference_of(number: int) -> str:
    """Return a number of at most ten digits with its check: the remainder by 97, and 97 for none."""
    return f"{number:010d}{number % _MODULUS or _MODULUS:02d}"


def is_reference(text: str) -> bool:
    """Tell whether twelve digits bear the right check."""
    return _PLAIN.fullmatch(text) is not None and text == reference_of(int(text[:10]))


def printed(reference: str) -> str:
    """Write a reference as a letter shows it."""
    return f"+++{reference[:3]}/{reference[3:7]}/{reference[7:]}+++"


def read_reference(text: str) -> str | None:
    """Return the reference in a structured field or a free text; None when there is none, or not exactly one."""
    if is_reference(text.strip()):
        return text.strip()
    found = {match[2] + match[3] + match[4] for match in _PRINTED.finditer(text)}
    right = sorted(filter(is_reference, found))
    return right[0] if len(right) == len(found) == 1 else None


def case_of(secret: bytes, reference: str) -> str:
    """Return the id of the case that has this reference."""
    return id_from("cas", hmac.new(secret, f"claim|{reference}".encode("ascii"), sha256).digest())
