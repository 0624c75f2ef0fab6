"""Opens the file that a command reads, or standard input. No command of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from functions.what_if.refusal import NOT_READABLE, RefusedError, WrongMember


@contextmanager
def open_input(name: str, standard_input: BinaryIO) -> Iterator[BinaryIO]:
    """Open a file, `-` for standard input; what is missing or cannot be read is refused (RefusedError)."""
    try:
        if name == "-":
            yield standard_input
        else:
            with open(name, "rb") as file:  # noqa: PTH123 - pathlib costs a tenth of the start
                yield file
    except (OSError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise RefusedError.invalid(WrongMember("", NOT_READABLE)) from None
