"""Compute the cents of a trace again, from the trace and the amount files alone; check its signature.

Reads a trace, or a signed document of a payment or a correction (docs/formats.md), as JSON. With the public keys, as
`GET /api/keys` answered them, the signature is checked too, offline.
Exit status 0: the same cents; 1: they differ, or the signature does not hold (JSON list of what differs); 2: neither.
"""

import argparse
import json
import sys
from pathlib import Path

from functions.benefits.parameters import current_parameters
from functions.benefits.replay import Difference, TraceError, replay
from functions.cli.open_input import open_input
from functions.what_if.refusal import NOT_JSON, NOT_READABLE, RefusedError, WrongMember

EXIT_DIFFERENT = 1
EXIT_REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and the keys."""
    parser.add_argument("file", metavar="FILE", help="the trace or document as JSON; '-' reads standard input")
    parser.add_argument("--keys", metavar="FILE", help="the answer of GET /api/keys: check the signature as well")


def run(arguments: argparse.Namespace) -> int:
    """Replay the trace, check the signature."""
    try:
        keys = None if arguments.keys is None else _read_keys(arguments.keys)
        with open_input(arguments.file, sys.stdin.buffer) as file:
            document, different = _read(file.read())
        found: list[dict[str, object]] = [one._asdict() for one in different]
        if keys is not None:
            found += _check(document, keys)
        elif "signature" in document:
            print("the signature was not checked: give --keys", file=sys.stderr)
    except RefusedError as refused:
        print(json.dumps(refused.problem()))
        return EXIT_REFUSED
    print(json.dumps(found))
    return EXIT_DIFFERENT if found else 0


def _read(text: bytes) -> tuple[dict[str, object], list[Difference]]:
    """Read and replay a trace or a document (RefusedError when it is neither)."""
    try:
        read = dict(json.loads(text))
        if "format" in read:
            from functions.payments.replay_document import replay_document  # noqa: PLC0415 - needs the whole room

            return read, replay_document(read, current_parameters())
        return read, replay(read, current_parameters())
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, TraceError):
        raise RefusedError.invalid(WrongMember("", NOT_JSON)) from None


def _read_keys(name: str) -> dict[str, str]:
    """Return the public keys by their ids (RefusedError when the file holds none)."""
    try:
        keys = json.loads(Path(name).read_bytes())["keys"]
        return {str(one["key"]): str(one["public_key"]) for one in keys}
    except (OSError, ValueError, TypeError, KeyError):
        raise RefusedError.invalid(WrongMember("/keys", NOT_READABLE)) from None


def _check(document: dict[str, object], keys: dict[str, str]) -> list[dict[str, object]]:
    """Return what is wrong with the signature of a document; a trace without one is refused."""
    from functions.vault.signature import from_base64url, holds  # noqa: PLC0415 - a bare replay needs no cryptography

    signature = document.get("signature")
    if not isinstance(signature, dict):
        raise RefusedError.invalid(WrongMember("/signature", NOT_READABLE))
    public = keys.get(str(signature.get("key")))
    if public is None:
        return [{"where": "signature", "reason": "no such key"}]
    if not holds(document, from_base64url(public)):
        return [{"where": "signature", "reason": "does not hold"}]
    return []
