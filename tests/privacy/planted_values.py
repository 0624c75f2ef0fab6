"""Looks for planted values in raw bytes, in every form in which a value may lie around.

A search proves nothing by itself: it must first find everything in a run without sealing (`unsealed`), and then
nothing in the same run with it. The search is the same for memory and for a deployed system.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import pytest

_GZIP = b"\x1f\x8b"
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that rests or was said: where, and its raw bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A planted value that lies open: its name, where, and in which form."""

    value: str
    place: str
    form: str


def search(planted: Mapping[str, str], places: Iterable[Place]) -> list[Found]:
    """Return where planted values (name -> value) lie open, in UTF-8, base64, hex, URL-encoded or JSON-escaped form.

    ValueError for a value so short that it would be found by chance.
    """
    patterns = {name: forms_of(value) for name, value in planted.items()}
    found = set()
    for place in places:
        for content in _readings(place.content):
            lower = content.lower()
            for name, forms in patterns.items():
                for form, pattern in forms:
                    if pattern in (lower if form in ("hex", "url") else content):
                        found.add(Found(name, place.name, form))
    return sorted(found)


def forms_of(value: str) -> list[tuple[str, bytes]]:
    """Return the forms of a value; hex and URL forms in small letters, for contents in small letters."""
    if len(value) < _SHORTEST:
        msg = "a planted value is too short to be told from chance"
        raise ValueError(msg)
    plain, escaped = value.encode(), json.dumps(value)[1:-1].encode()
    forms = [
        ("utf-8", plain),
        ("json", escaped),
        ("json", escaped.replace(b"/", b"\\/")),
        ("hex", plain.hex().encode()),
        ("url", quote(value, safe="").lower().encode()),
        ("url", quote_plus(value).lower().encode()),
    ]
    forms += [("base64", one) for text in (plain, escaped) for one in _base64_forms(text)]
    return list(dict.fromkeys(forms))


def _base64_forms(text: bytes) -> list[bytes]:
    """Return how a text looks inside base64, wherever it starts: what is before and after it changes the edges only."""
    forms = []
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + text)
        first = -(-offset * 8 // 6)
        last = (offset + len(text)) * 8 // 6
        inner = whole[first:last]
        forms += [inner, inner.replace(b"+", b"-").replace(b"/", b"_")]
    return forms


def _readings(content: bytes) -> list[bytes]:
    """Return the bytes as they are and, when they are packed, unpacked."""
    readings = [content]
    if content.startswith(_GZIP):
        with suppress(OSError, EOFError):
            readings.append(gzip.decompress(content))
    return readings


class NoCipher:
    """Stands where AES-256-GCM stands, and encrypts nothing: for the run that proves that the search can find."""

    def __init__(self, _: bytes) -> None:
        """Take a key and forget it."""

    def encrypt(self, nonce: bytes, content: bytes, bound: bytes) -> bytes:
        """Return the content with an empty tag."""
        del nonce, bound
        return content + bytes(16)

    def decrypt(self, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """Return the content."""
        del nonce, bound
        return sealed[:-16]


def unsealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the sealing away for the length of a test."""
    monkeypatch.setattr("functions.vault.sealed_record.AESGCM", NoCipher)
    monkeypatch.setattr("functions.vault.audit_seal.AESGCM", NoCipher)
