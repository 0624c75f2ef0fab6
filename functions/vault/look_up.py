"""Keyed look-ups: from one exact value to its subject, without storing the value.

Row key = `<kind>#<key version>#HMAC-SHA-256(look-up key, "audience|kind|normalised value")` in full length, in hex.
"""

import hmac
import re
import unicodedata
from enum import StrEnum
from hashlib import sha256

from functions.register.domain import Audience
from functions.runtime.database import Key

SORT = "look-up"
KEY_VERSION = 1


class LookUpKind(StrEnum):
    """What a person can be found by: one exact value."""

    NATIONAL_NUMBER = "national_number"
    IBAN = "iban"
    EMAIL = "email"


def normalise(kind: LookUpKind, value: str) -> str:
    """Return the one spelling of a value that is looked up."""
    text = unicodedata.normalize("NFC", value.strip())
    if kind is LookUpKind.EMAIL:
        return text.casefold()
    if kind is LookUpKind.IBAN:
        return re.sub(r"\s", "", text).upper()
    return re.sub(r"\D", "", text)


def look_up_key(secret: bytes, kind: LookUpKind, value: str, audience: Audience = Audience.FAMILY) -> Key:
    """Return the row key of a value."""
    message = f"{audience}|{kind}|{normalise(kind, value)}".encode()
    return Key(f"{kind}#{KEY_VERSION}#{hmac.new(secret, message, sha256).hexdigest()}", SORT)


def suppression_key(secret: bytes, kind: LookUpKind, value: str) -> Key:
    """Return the row key that says: the person of this value was erased, no drop may bring the person back."""
    message = f"suppressed|{kind}|{normalise(kind, value)}".encode()
    return Key(f"suppressed#{hmac.new(secret, message, sha256).hexdigest()}", "suppression")
