"""Identifiers: a three-letter prefix, `_`, and 26 characters of Crockford base32 that carry 128 bits."""

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_BYTES = 16
PREFIXES = frozenset({"prs", "dos", "sub", "fil", "cas", "rcp", "cns", "run", "evt", "pay", "stf", "msg"})
_PATTERN = re.compile(rf"([a-z]{{3}})_([{_ALPHABET}]{{{_LENGTH}}})")


def crockford(value: bytes) -> str:
    """Write the first 128 bits of `value` as 26 characters (ValueError when it is shorter)."""
    if len(value) < _BYTES:
        msg = "an identifier needs 128 bits"
        raise ValueError(msg)
    number = int.from_bytes(value[:_BYTES], "big")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range((_LENGTH - 1) * 5, -1, -5))


def new_id(prefix: str) -> str:
    """Make a fresh random identifier."""
    return id_from(prefix, secrets.token_bytes(_BYTES))


def id_from(prefix: str, value: bytes) -> str:
    """Make the identifier that `value` (128 bits or more, keyed or random) determines."""
    if prefix not in PREFIXES:
        msg = f"unknown identifier prefix {prefix}"
        raise ValueError(msg)
    return f"{prefix}_{crockford(value)}"


def is_id(text: str, *prefixes: str) -> bool:
    """Tell whether `text` is an identifier with one of these prefixes (any known one when none is given)."""
    match = _PATTERN.fullmatch(text)
    return match is not None and match[1] in (prefixes or PREFIXES)


def prefix_of(identifier: str) -> str:
    """Return the prefix of a well-formed identifier."""
    return identifier[:3]
