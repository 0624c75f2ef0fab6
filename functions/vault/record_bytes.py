"""The bytes of a record before sealing: RFC 8785, restricted, padded to a multiple of 128 bytes.

Restricted means: ASCII member names, texts in Unicode normal form C, integers below 2^53, no floats. Padding is the
byte 0x80 and then zeros (ISO/IEC 7816-4), always at least one byte, so that a length tells little about the content.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence

import rfc8785

from functions.vault.errors import BrokenSealError, UnstorableValueError

_BLOCK = 128
_INTEGER_LIMIT = 2**53


def canonical(value: object) -> bytes:
    """Return the canonical bytes of a JSON value; UnstorableValueError for what the format does not carry."""
    _check(value)
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # _check has narrowed the value to JSON


def canonical_texts(texts: Sequence[str], number: int, last: str | None = None) -> bytes:
    """Return the canonical bytes of an array: texts, one whole number, and maybe one text more.

    What a seal is bound to is such an array of plain identifiers, thousands of times a second: these need no escape,
    so they are joined; anything else takes the general way, with equal bytes.
    """
    joined = '","'.join(texts)
    tail = f"{number}]" if last is None else f'{number},"{last}"]'
    quotes = 2 * len(texts) - 2 if last is None else 2 * len(texts)
    text = f"{joined},{tail}"
    if text.isascii() and text.isprintable() and "\\" not in text and text.count('"') == quotes:
        return f'["{joined}",{tail}'.encode()
    return canonical([*texts, number] if last is None else [*texts, number, last])


def pad(content: bytes) -> bytes:
    """Pad to the next multiple of 128 bytes."""
    padded = content + b"\x80"
    return padded + b"\x00" * (-len(padded) % _BLOCK)


def unpad(padded: bytes) -> bytes:
    """Take the padding off; BrokenSealError when there is none."""
    content = padded.rstrip(b"\x00")
    if not content.endswith(b"\x80"):
        msg = "the padding is broken"
        raise BrokenSealError(msg)
    return content[:-1]


def fields_of(content: bytes) -> dict[str, object]:
    """Read the members of a record's canonical bytes."""
    fields = json.loads(content)
    if not isinstance(fields, dict):
        msg = "not a record"
        raise BrokenSealError(msg)
    return fields


def _check(value: object) -> None:  # noqa: C901 - one arm per JSON type
    match value:
        case None | bool():
            return
        case int():
            if not -_INTEGER_LIMIT < value < _INTEGER_LIMIT:
                msg = "an integer of a record lies below 2^53"
                raise UnstorableValueError(msg)
        case str():
            if not unicodedata.is_normalized("NFC", value):
                msg = "a text of a record is in normal form C"
                raise UnstorableValueError(msg)
        case list() | tuple():
            for part in value:
                _check(part)
        case Mapping():
            for name, part in value.items():
                if not isinstance(name, str) or not name.isascii():
                    msg = "a member name of a record is ASCII"
                    raise UnstorableValueError(msg)
                _check(part)
        case _:
            msg = f"a record does not carry {type(value).__name__}"
            raise UnstorableValueError(msg)
