"""Compute the cents of a trace again, from the trace and the amount files alone.

Reads a trace as JSON. Exit status 0: the same cents; 1: they differ (JSON list of differences); 2: not a trace.
"""

import argparse
import json
import sys

from functions.benefits.parameters import current_parameters
from functions.benefits.replay import TraceError, replay
from functions.cli.open_input import open_input
from functions.what_if.refusal import NOT_JSON, RefusedError, WrongMember

EXIT_DIFFERENT = 1
EXIT_REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file."""
    parser.add_argument("file", metavar="FILE", help="the trace as JSON; '-' reads standard input")


def run(arguments: argparse.Namespace) -> int:
    """Replay the trace."""
    try:
        with open_input(arguments.file, sys.stdin.buffer) as file:
            different = replay(_read(file.read()), current_parameters())
    except RefusedError as refused:
        print(json.dumps(refused.problem()))
        return EXIT_REFUSED
    print(json.dumps([one._asdict() for one in different]))
    return EXIT_DIFFERENT if different else 0


def _read(text: bytes) -> dict[str, object]:
    """Read a trace (RefusedError when it is none)."""
    try:
        trace = json.loads(text)
        replay(trace, current_parameters())
    except (ValueError, TypeError, RecursionError, TraceError):
        raise RefusedError.invalid(WrongMember("", NOT_JSON)) from None
    return dict(trace)
