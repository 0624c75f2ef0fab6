"""Calculate one household and one month (or, with --many, one a line) by the what-if contract.

One JSON object in, one out. Exit status 0: calculated; 1: a line of --many was refused; 2: refused.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pydantic_core import to_json

from functions.benefits.parameters import ParameterSet, current_parameters
from functions.cli.open_input import open_input
from functions.what_if.answer import answer
from functions.what_if.refusal import RefusedError

EXIT_SOME_REFUSED = 1
EXIT_REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and --many."""
    parser.add_argument("file", metavar="FILE", help="the question as JSON; '-' reads standard input")
    parser.add_argument("--many", action="store_true", help="JSON Lines in, JSON Lines out, in the same order")


def run(arguments: argparse.Namespace) -> int:
    """Answer the question or every line."""
    parameters = current_parameters()
    try:
        with open_input(arguments.file, sys.stdin.buffer) as file:
            if arguments.many:
                return _write_lines(file, parameters)
            print(_text(answer(file.read(), parameters)))
    except RefusedError as refused:
        print(_text(refused.problem()))
        return EXIT_REFUSED
    return 0


def _write_lines(file: BinaryIO, parameters: ParameterSet) -> int:
    """Answer line by line; a bad line gets its problem object on its own line."""
    status = 0
    write = sys.stdout.write
    for text, refused in answer_lines(file, parameters):
        write(text + "\n")
        status = EXIT_SOME_REFUSED if refused else status
    return status


def answer_lines(lines: Iterable[bytes], parameters: ParameterSet) -> Iterator[tuple[str, bool]]:
    """Yield the answer to every line, and whether it was refused; memory stays flat."""
    for line in lines:
        try:
            yield _text(answer(line, parameters)), False
        except RefusedError as refused:
            yield _text(refused.problem()), True


def _text(members: dict[str, object]) -> str:
    """Write members as one line of JSON that any terminal can show: characters beyond ASCII are escaped."""
    text = to_json(members)
    return text.decode() if text.isascii() else json.dumps(members, separators=(",", ":"))
