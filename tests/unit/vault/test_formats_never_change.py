"""The stored formats of version 1 stay as they are: the committed vectors, read by two readers."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.register.domain import Domain
from functions.runtime.database import Table
from functions.vault.errors import BrokenSealError, UnstorableValueError
from functions.vault.key_wrap import Root, new_data_key, unwrap, wrap
from functions.vault.place import Place
from functions.vault.record_bytes import canonical, canonical_texts, pad, unpad
from functions.vault.sealed_record import open_sealed, seal
from tools.make_vectors import VECTORS, vectors_text

READER = Path(__file__).parents[2] / "vectors" / "open_vectors.mjs"


def test_the_committed_vectors_come_out_byte_for_byte() -> None:
    """Given the fixed keys and nonces, when the vectors are made again, then the file is the one committed."""
    assert vectors_text() == VECTORS.read_text(encoding="utf-8")


@pytest.mark.goal("EN-1")
def test_a_second_reader_in_another_language_opens_every_vector() -> None:
    """Given the committed vectors, when Node opens them from the description alone, then each opens where it stands."""
    node = shutil.which("node")
    assert node is not None, "Node is part of the set-up"
    done = subprocess.run([node, READER, VECTORS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "opened 22\n"), done.stdout + done.stderr


@pytest.mark.parametrize("value", [1.5, 2**53, "e\u0301", {"\u00e9": 1}, {1: 2}, b"x", float("nan"), {"a": [{}, 1.0]}])
def test_a_value_that_the_format_does_not_carry_is_refused(value: object) -> None:
    """Given a float, a huge number, a text not in form C or a strange name, when it is written, then it is refused."""
    with pytest.raises(UnstorableValueError):
        canonical(value)


@pytest.mark.parametrize("length", [0, 1, 126, 127, 128, 300])
def test_padding_comes_off_again_and_hides_the_length(length: int) -> None:
    """Given bytes of any length, when they are padded, then the length is a multiple of 128 and nothing is lost."""
    content = b"\x80\x00"[: length % 3] + b"x" * length
    assert len(pad(content)) % 128 == 0
    assert unpad(pad(content)) == content


@pytest.mark.parametrize("padded", [b"", b"\x00" * 128, b"abc", b"abc\x00"])
def test_broken_padding_is_refused(padded: bytes) -> None:
    """Given bytes without the mark, when the padding is taken off, then it is refused."""
    with pytest.raises(BrokenSealError):
        unpad(padded)


def test_a_sealed_blob_adds_45_bytes_before_padding() -> None:
    """Given a record, when it is sealed, then its blob is 45 bytes longer than its padded bytes, not per field."""
    key = new_data_key(Domain.CONTACT)
    place = Place(Table.DOSSIERS, "dos_1", "root")
    for content in (b"{}", canonical({f"field{number}": number for number in range(50)})):
        assert len(seal(content, key, place, "prs_1", 1)) == len(pad(content)) + 45


@pytest.mark.parametrize("position", [0, 1, 5, 25, 40])
def test_a_wrap_that_was_altered_or_is_of_another_version_does_not_open(position: int) -> None:
    """Given a key wrap, when one byte changes, or subject, domain or root differ, then it does not open."""
    root, key = Root(Domain.CONTACT, 1, b"r" * 32), new_data_key(Domain.CONTACT)
    wrapped = wrap(key, root, "prs_1")
    assert unwrap(wrapped, root, "prs_1") == key
    altered = bytearray(wrapped)
    altered[position] ^= 1
    for blob, with_root, subject in (
        (bytes(altered), root, "prs_1"),
        (wrapped, root, "prs_2"),
        (wrapped, Root(Domain.FAMILY, 1, root.secret), "prs_1"),
        (wrapped, Root(Domain.CONTACT, 1, b"s" * 32), "prs_1"),
    ):
        with pytest.raises(BrokenSealError):
            unwrap(blob, with_root, subject)


def test_an_unknown_version_is_refused_before_anything_is_tried() -> None:
    """Given a blob of version 2, when it is opened, then it is refused as unknown: no downgrade, no guess."""
    key = new_data_key(Domain.CONTACT)
    place = Place(Table.DOSSIERS, "dos_1", "root")
    blob = b"\x02" + seal(b"{}", key, place, "prs_1", 1)[1:]
    with pytest.raises(BrokenSealError, match="unknown version"):
        open_sealed(blob, key, place, "prs_1", 1)


@given(
    st.lists(st.text(max_size=6), min_size=1, max_size=6), st.integers(0, 2**53 - 1), st.none() | st.text(max_size=6)
)
def test_the_quick_way_to_bind_gives_the_same_bytes_as_the_general_one(
    texts: list[str], number: int, last: str | None
) -> None:
    """Given any texts, also with quotes, escapes and accents, when they are bound, then the bytes are canonical."""
    texts = [unicodedata.normalize("NFC", text) for text in texts]
    last = None if last is None else unicodedata.normalize("NFC", last)
    general = canonical([*texts, number] if last is None else [*texts, number, last])
    assert canonical_texts(texts, number, last) == general
