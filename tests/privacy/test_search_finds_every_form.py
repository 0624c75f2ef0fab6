"""The search for planted values: it finds every form at every offset, and nothing else."""

import base64
import gzip
import json
from urllib.parse import quote

import pytest

from tests.privacy.planted_values import Place, forms_of, search

VALUE = "Zoë/Müller 42"


def places(content: bytes) -> list[Place]:
    return [Place("here", content)]


@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "é", "{'x':'"])
@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("utf-8", lambda text: text.encode()),
        ("json", lambda text: json.dumps(text).encode()),
        ("json", lambda text: json.dumps(text).replace("/", "\\/").encode()),
        ("hex", lambda text: text.encode().hex().encode()),
        ("hex", lambda text: text.encode().hex().upper().encode()),
        ("url", lambda text: quote(text, safe="").encode()),
        ("base64", lambda text: base64.b64encode(text.encode())),
        ("base64", lambda text: base64.urlsafe_b64encode(text.encode())),
        ("base64", lambda text: base64.b64encode(json.dumps(text).encode())),
        ("utf-8", lambda text: gzip.compress(text.encode())),
    ],
    ids=["plain", "json", "json with slashes", "hex", "HEX", "url", "base64", "base64 url", "base64 of json", "gzip"],
)
def test_every_form_is_found_wherever_it_stands(before: str, form: str, write: object) -> None:
    """Given a value inside a longer text in some form, then the search says which value, where and in which form."""
    assert callable(write)
    found = search({"name": VALUE}, places(write(f"{before}{VALUE} and more")))
    assert (form, "name", "here") in {(one.form, one.value, one.place) for one in found}


@pytest.mark.parametrize("content", [b"", b"Zoe/Muller 42", VALUE[:-1].encode(), bytes(range(256)) * 50])
def test_nothing_else_is_found(content: bytes) -> None:
    """Given other bytes, then nothing is found."""
    assert search({"name": VALUE}, places(content)) == []


def test_a_value_that_chance_would_find_is_refused() -> None:
    """Given a short value, then the search refuses it instead of proving little."""
    with pytest.raises(ValueError, match="too short"):
        forms_of("abcd")
