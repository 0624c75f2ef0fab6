"""Verify a ledger chain offline: exit status 0 valid, 1 broken (the first bad entry is named), 2 unreadable.

Reads the chain as JSON Lines and the public keys as `GET /api/keys` answered them. Needs no account, no network and
nothing but Python's standard library.
"""

import argparse
import json
import sys
from pathlib import Path

from functions.vault.verify_chain import UnreadableChainError, verify_chain

VALID, BROKEN, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--chain", required=True, metavar="FILE", help="the chain: one entry a line, oldest first")
    parser.add_argument("--keys", required=True, metavar="FILE", help="the answer of GET /api/keys")


def run(arguments: argparse.Namespace) -> int:
    """Verify; return the exit status."""
    try:
        _check_keys(Path(arguments.keys).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _refuse("/keys", "The file of the keys cannot be read: save the answer of GET /api/keys.")
    try:
        with Path(arguments.chain).open(encoding="utf-8") as lines:
            found = verify_chain(lines)
    except UnreadableChainError as error:
        return _refuse("/chain", f"The file is no chain: {error}.")
    except (OSError, ValueError):
        return _refuse("/chain", "The file of the chain cannot be read as text in UTF-8.")
    if found is None:
        sys.stderr.write("the chain is whole\n")
        return VALID
    sys.stdout.write(json.dumps({"sequence": found.sequence, "reason": found.reason}) + "\n")
    return BROKEN


def _check_keys(text: str) -> None:
    keys = json.loads(text)
    if not isinstance(keys, dict) or not isinstance(keys.get("keys"), list):
        msg = "no list of keys"
        raise ValueError(msg)  # noqa: TRY004 - one family for every unreadable file


def _refuse(pointer: str, detail: str) -> int:
    problem = {
        "type": "https://kroost.invalid/problems/invalid-request",
        "title": "The request cannot be carried out",
        "detail": detail,
        "errors": [{"pointer": pointer, "detail": detail}],
    }
    sys.stdout.write(json.dumps(problem) + "\n")
    return UNREADABLE
