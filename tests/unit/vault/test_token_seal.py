"""What is sealed for a token opens with that token, our secret and its place together, and with nothing less."""

import base64

import pytest

from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError
from functions.vault.place import Place
from functions.vault.token_seal import new_token, open_for_token, seal_for_token, token_digest

SECRET, OTHER_SECRET = bytes(32), bytes(31) + b"\x01"
CONTENT = b'{"a":1}'


def test_a_token_has_256_random_bits() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_it_opens_where_and_for_whom_it_was_sealed() -> None:
    token = new_token()
    place = Place(Table.SESSIONS, token_digest(token), "session")
    blob = seal_for_token(SECRET, token, place, CONTENT)
    assert open_for_token(SECRET, token, place, blob) == CONTENT
    assert token not in str(blob)
    assert seal_for_token(SECRET, token, place, CONTENT) != blob


@pytest.mark.parametrize("what", ["token", "secret", "place", "version", "bytes"])
def test_anything_else_does_not_open(what: str) -> None:
    token = new_token()
    place = Place(Table.SESSIONS, token_digest(token), "session")
    blob = seal_for_token(SECRET, token, place, CONTENT)
    opening = {
        "token": (SECRET, new_token(), place, blob),
        "secret": (OTHER_SECRET, token, place, blob),
        "place": (SECRET, token, Place(Table.SESSIONS, place.pk, "sign-in"), blob),
        "version": (SECRET, token, place, b"\x02" + blob[1:]),
        "bytes": (SECRET, token, place, blob[:-1] + bytes([blob[-1] ^ 1])),
    }[what]
    with pytest.raises(BrokenSealError):
        open_for_token(*opening)
