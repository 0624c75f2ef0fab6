"""Reads the bytes of a delivery in pieces: plain or gzip, and never more than a delivery may hold.

A packed file that would grow past the limit (a gzip bomb) is refused as soon as it does; a truncated one is refused
before anything of it is used.
"""

import zlib
from collections.abc import Iterator
from itertools import chain

MOST_OBJECT_BYTES = 32 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024
MOST_LINE_BYTES = 200 * 1024
_PIECE = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class UnreadableError(Exception):
    """The bytes are no delivery: `code` says why (`too_large`, `broken_gzip`, `line_too_long`)."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def pieces_of(body: bytes, *, packed: bool) -> Iterator[bytes]:
    """Yield the content in pieces; UnreadableError when it is too large or the gzip stream is broken."""
    if len(body) > MOST_OBJECT_BYTES:
        code = "too_large"
        raise UnreadableError(code)
    total = 0
    for piece in _unpacked(body) if packed else _plain(body):
        total += len(piece)
        if total > MOST_BYTES:
            code = "too_large"
            raise UnreadableError(code)
        yield piece


def lines_of(body: bytes, *, packed: bool) -> Iterator[bytes]:
    """Yield the lines that hold something, without their ends; UnreadableError as above, or for a huge line."""
    return chain.from_iterable(groups_of_lines(body, packed=packed))


def groups_of_lines(body: bytes, *, packed: bool) -> Iterator[list[bytes]]:
    """Yield the same lines by piece: many lines pass here, so each is touched by no code of ours."""
    rest = b""
    for piece in pieces_of(body, packed=packed):
        *whole, rest = (rest + piece).split(b"\n")
        if len(max(whole, key=len, default=rest)) > MOST_LINE_BYTES or len(rest) > MOST_LINE_BYTES:
            code = "line_too_long"
            raise UnreadableError(code)
        yield list(filter(None, map(bytes.strip, whole)))
    if rest.strip():
        yield [rest.strip()]


def _plain(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


def _unpacked(body: bytes) -> Iterator[bytes]:
    packed = body
    while packed:  # a gzip file may have several members, one after the other
        reader = zlib.decompressobj(_GZIP)
        try:
            yield reader.decompress(packed, _PIECE)
            while reader.unconsumed_tail:
                yield reader.decompress(reader.unconsumed_tail, _PIECE)
        except zlib.error:
            code = "broken_gzip"
            raise UnreadableError(code) from None
        if not reader.eof:
            code = "broken_gzip"
            raise UnreadableError(code)
        packed = reader.unused_data.lstrip(b"\x00")
