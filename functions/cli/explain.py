"""Explain one household and one month in plain words: what-if with text, in four languages.

Reads the question of the what-if contract. Exit status 0: explained; 2: refused (one problem object).
"""

import argparse
import json
import sys

from functions.benefits.explain import explain
from functions.benefits.parameters import current_parameters
from functions.benefits.trace import trace_of
from functions.benefits.words import LANGUAGES
from functions.cli.open_input import open_input
from functions.what_if.answer import decide
from functions.what_if.read_request import read_request
from functions.what_if.refusal import RefusedError

EXIT_REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and the language."""
    parser.add_argument("file", metavar="FILE", help="the question as JSON; '-' reads standard input")
    parser.add_argument("--language", choices=LANGUAGES, default="nl")


def run(arguments: argparse.Namespace) -> int:
    """Decide the question and tell the decision in the language."""
    parameters = current_parameters()
    try:
        with open_input(arguments.file, sys.stdin.buffer) as file:
            trace = trace_of(decide(read_request(file.read()), parameters))
    except RefusedError as refused:
        print(json.dumps(refused.problem()))
        return EXIT_REFUSED
    print("\n".join(explain(trace, parameters, arguments.language)))
    return 0
