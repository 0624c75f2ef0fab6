"""Verify a ledger chain offline: exit status 0 valid, 1 broken (the first bad entry is named), 2 unreadable.

Reads the chain as JSON Lines and the public keys as `GET /api/keys` answered them; with `--checkpoint` also proofs, one
a line, that say where the chain ended when a checkpoint was signed (`kroost checkpoint` writes them): so a chain whose
end was cut off or written anew is found. Needs no account and no network: the standard library, and `cryptography` for
the signature of a checkpoint.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from functions.vault.verify_chain import Break, UnreadableChainError, verify_chain

VALID, BROKEN, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--chain", required=True, metavar="FILE", help="the chain: one entry a line, oldest first")
    parser.add_argument("--checkpoint", metavar="FILE", help="proofs of checkpoints, one a line, oldest first")
    parser.add_argument("--keys", required=True, metavar="FILE", help="the answer of GET /api/keys")


def run(arguments: argparse.Namespace) -> int:
    """Verify; return the exit status."""
    try:
        keys = _keys_of(Path(arguments.keys).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _refuse("/keys", "The file of the keys cannot be read: save the answer of GET /api/keys.")
    try:
        lines = Path(arguments.chain).read_text(encoding="utf-8").splitlines()
        found = verify_chain(lines)
    except UnreadableChainError as error:
        return _refuse("/chain", f"The file is no chain: {error}.")
    except (OSError, ValueError):
        return _refuse("/chain", "The file of the chain cannot be read as text in UTF-8.")
    if found is None and arguments.checkpoint is not None:
        return _against_checkpoints(Path(arguments.checkpoint), keys, lines)
    return _tell(found, "the chain is whole")


def _against_checkpoints(file: Path, keys: Sequence[Mapping[str, object]], lines: Sequence[str]) -> int:
    from functions.vault.verify_checkpoint import (  # noqa: PLC0415 - a bare chain needs no cryptography
        UnreadableCheckpointError,
        check_against,
        read_proofs,
    )

    entries = [json.loads(line) for line in lines]
    hashes = [bytes.fromhex(entry["hash"]) for entry in entries]
    try:
        proofs = read_proofs(file.read_text(encoding="utf-8"))
        for proof in proofs:
            found = check_against(proof, keys, hashes)
            end = proof["end"]
            if found is None and (not isinstance(end, dict) or end["chain"] != entries[0]["chain"]):
                found = Break(0, "the checkpoint's proof is about another chain")
            if found is not None:
                return _tell(found, "")
    except UnreadableCheckpointError as error:
        return _refuse("/checkpoint", f"The file is no proof of a checkpoint: {error}.")
    except (OSError, ValueError):
        return _refuse("/checkpoint", "The file of the checkpoint cannot be read as text in UTF-8.")
    return _tell(None, f"the chain is whole and goes on from {len(proofs)} checkpoint(s)")


def _tell(found: Break | None, whole: str) -> int:
    if found is None:
        sys.stderr.write(f"{whole}\n")
        return VALID
    sys.stdout.write(json.dumps({"sequence": found.sequence, "reason": found.reason}) + "\n")
    return BROKEN


def _keys_of(text: str) -> list[Mapping[str, object]]:
    keys = json.loads(text)
    if not isinstance(keys, dict) or not isinstance(keys.get("keys"), list):
        msg = "no list of keys"
        raise ValueError(msg)  # noqa: TRY004 - one family for every unreadable file
    return [key for key in keys["keys"] if isinstance(key, dict)]


def _refuse(pointer: str, detail: str) -> int:
    problem = {
        "type": "https://kroost.invalid/problems/invalid-request",
        "title": "The request cannot be carried out",
        "detail": detail,
        "errors": [{"pointer": pointer, "detail": detail}],
    }
    sys.stdout.write(json.dumps(problem) + "\n")
    return UNREADABLE
