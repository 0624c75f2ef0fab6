"""Write the proof that a chain of the ledger stood so far at the newest checkpoint, for `kroost verify-ledger`.

One JSON object a line. `--since N` adds the proof that the history of checkpoints only grew since number N. Exit status
0: written; 2: refused. Asks for a role that reads the two buckets of the ledger.
"""

import argparse
import json
import sys
from typing import cast

from functions.cli.deployed import DONE, asking, refuse
from functions.cli.replay_journal import settings_of
from functions.composition import System
from functions.runtime.clients import client
from functions.runtime.objects import S3Objects
from functions.vault.chain_ends import prove_end, shard_of
from functions.vault.checkpoint import Checkpoints
from functions.vault.merkle import consistency_proof, inclusion_proof


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--stage", default="local", help="the deployed stage (default: local)")
    parser.add_argument(
        "--chain", required=True, metavar="ID", help="the chain: a subject, a run's page chain, or book"
    )
    parser.add_argument("--since", type=int, metavar="N", help="an earlier checkpoint that must be in the history")
    parser.add_argument("--account", help="the account that keeps the checkpoints, where it is another one")


def run(arguments: argparse.Namespace) -> int:
    """Write the proof; return the exit status."""
    return asking(arguments.stage, lambda: _write(arguments))


def _write(arguments: argparse.Namespace) -> int:
    checkpoints = checkpoints_of(arguments.stage, arguments.account)
    try:
        proof = proof_of(checkpoints, arguments.chain, arguments.since)
    except (KeyError, ValueError):
        return refuse("no checkpoint of this stage knows this chain, or has this number")
    sys.stdout.write(json.dumps(proof, separators=(",", ":")) + "\n")
    return DONE


def proof_of(checkpoints: Checkpoints, chain: str, since: int | None = None) -> dict[str, object]:
    """Return the proof of a chain; KeyError for an unknown chain, ValueError for a number that never was."""
    head = checkpoints.head()
    document, shard = checkpoints.document(head), shard_of(chain)
    proof: dict[str, object] = {
        "checkpoint": document,
        "end": prove_end(checkpoints.ends(shard, head.roots[shard]), head.roots, chain),
    }
    if since is None:
        return proof
    if not 0 < since < head.number:
        msg = "no earlier checkpoint of this number"
        raise ValueError(msg)
    digests = [bytes.fromhex(each) for each in checkpoints.history()[: head.number - 1]]
    earlier = checkpoints.numbered(since)
    size = int(str(cast("dict[str, object]", earlier["history"])["size"]))
    grown = {
        "consistency": [each.hex() for each in consistency_proof(digests, size)] if size else [],
        "path": [each.hex() for each in inclusion_proof(digests, since - 1)],
    }
    return {**proof, "earlier": earlier, "grown": grown}


def checkpoints_of(stage: str, account: str | None = None) -> Checkpoints:
    """Return the checkpoints of a deployed stage."""
    own, region = client("sts").get_caller_identity()["Account"], client("s3").meta.region_name
    buckets = {"ledger-segments": own, "checkpoints": account or own}
    segments, locked = (
        S3Objects(client("s3"), f"kroost-{stage}-{name}-{owner}-{region}") for name, owner in buckets.items()
    )
    return Checkpoints(segments, locked, System(settings_of(stage, {})).keyring, "kroost", stage)
